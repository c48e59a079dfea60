namespace BookedBarber.Records.Features.Wire;

internal static class Search
{
    /// <summary>A LIKE pattern that finds the text anywhere; null for nothing sought.</summary>
    public static string? Pattern(string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? null
            : $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
