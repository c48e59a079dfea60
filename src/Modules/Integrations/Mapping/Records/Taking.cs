using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Taking field values from a row.</summary>
internal static class Taking
{
    /// <summary>A value that must be there; else the row is marked.</summary>
    public static T Need<T>(this Row row, Get<T> get, string field)
    {
        if (!get(row, out var value) && row.Fault is null)
        {
            row.Fail("required", $"'{field}' is needed, and the row has no value for it.");
        }

        return value;
    }

    /// <summary>A text that must be there.</summary>
    public static string NeedText(this Row row, Get<Text> get, string field) => row.Need(get, field).ToString();

    /// <summary>A value, or null.</summary>
    public static T? Maybe<T>(this Row row, Get<T> get)
        where T : struct => get(row, out var value) ? value : null;

    /// <summary>A text, or null.</summary>
    public static string? MaybeText(this Row row, Get<Text> get) => get(row, out var value) ? value.ToString() : null;
}
