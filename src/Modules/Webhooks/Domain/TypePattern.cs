namespace BookedBarber.Webhooks.Domain;

/// <summary>Which event types a subscription takes: <c>*</c> for all, <c>sale.*</c> for all of one kind, or a type's exact name.</summary>
internal static class TypePattern
{
    /// <summary>Takes everything.</summary>
    public const string All = "*";

    public static bool Matches(string pattern, string type) =>
        pattern == All
        || pattern == type
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal));

    public static bool MatchesAny(IReadOnlyList<string> patterns, string type)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (Matches(patterns[i], type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the pattern takes at least one type that exists.</summary>
    public static bool IsKnown(string pattern, IEnumerable<string> types) => types.Any(type => Matches(pattern, type));
}
