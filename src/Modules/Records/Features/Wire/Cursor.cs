using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using BookedBarber.Records.Domain;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Wire;

/// <summary>A place in a list; it stays valid when what stood there is changed or gone.</summary>
internal static class Cursor
{
    public const int DefaultLimit = 50;
    public const int MostItems = 200;

    public static string Write<TPlace>(TPlace place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <summary>Ends a query with room for the page and one row more, which tells whether another page follows.</summary>
    /// <remarks>The number stands in the text, not in a parameter: only so the planner knows that few rows are wanted, and walks an index instead of sorting everything.</remarks>
    public static string Limited(string sql, int limit) => string.Create(CultureInfo.InvariantCulture, $"{sql}\nlimit {limit + 1}");

    /// <summary>Reads limit and cursor of a query. Without cursor the place is null.</summary>
    public static Result<(int Limit, TPlace? Place)> Read<TPlace>(int? limit, string? cursor, string? search)
        where TPlace : class
    {
        Faults faults = default;
        faults.Count("limit", limit ?? DefaultLimit, 1, MostItems);
        faults.OptionalText("search", search, Limits.Name);
        TPlace? place = null;
        if (!string.IsNullOrEmpty(cursor) && !TryRead(cursor, out place))
        {
            faults.Add("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
        }

        return faults.Any ? Problem.Invalid(faults.ToProblem()!.Fields!) : (limit ?? DefaultLimit, place);
    }

    private static bool TryRead<TPlace>(string cursor, out TPlace? place)
        where TPlace : class
    {
        place = null;
        try
        {
            place = cursor.Length <= 1000 && Base64Url.IsValid(cursor) ? JsonSerializer.Deserialize<TPlace>(Base64Url.DecodeFromChars(cursor)) : null;
        }
        catch (JsonException)
        {
            return false; // not one of ours: the caller is told so
        }

        return place is not null;
    }
}

/// <summary>A place in a list of dated things, newest first.</summary>
internal sealed record DatedPlace(DateOnly Day, DateTime? At, Guid Id);

/// <summary>A place in a list ordered by name.</summary>
internal sealed record NamedPlace(string Name, Guid Id);
