using BookedBarber.Network.Contracts;

namespace BookedBarber.Integrations.Connections.Features.Places;

/// <summary>Which locations a vendor's place may be.</summary>
internal static class PlaceSuggestions
{
    private const int Most = 3;

    /// <summary>The likeliest locations, the best first.</summary>
    /// <param name="name">The place's name at the vendor.</param>
    /// <param name="detail">Its address or code there; null: unknown.</param>
    /// <param name="locations">Those it may be.</param>
    public static IReadOnlyList<PlaceSuggestion> For(string name, string? detail, IReadOnlyList<Node> locations)
    {
        var (wanted, further) = (Plain(name), Plain(detail ?? string.Empty));
        return [.. locations.Select(location => new PlaceSuggestion(location, Score(wanted, further, Plain(location.Name), Plain(location.Code)))).Where(one => one.Score > 0)
            .OrderByDescending(one => one.Score).ThenBy(one => one.Location.Name, StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    private static double Score(string name, string detail, string location, string code)
    {
        if (name == code || detail == code || name == location)
        {
            return 1;
        }

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var others = location.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var shared = words.Count(others.Contains);

        // The share of words in common (Jaccard); a code among the words counts as a good sign.
        var alike = shared == 0 ? 0 : (double)shared / (words.Count + others.Count - shared);
        return Math.Min(0.95, alike + (words.Contains(code) ? 0.5 : 0));
    }

    // Case, marks and accents say nothing about which shop it is.
    private static string Plain(string text)
    {
        var letters = text.Normalize(System.Text.NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        return string.Join(' ', new string([.. letters]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
