namespace BookedBarber.Integrations.Mapping;

/// <summary>What is wrong with a profile, and what to do.</summary>
/// <param name="At">Where.</param>
/// <param name="Cause">A sentence.</param>
/// <param name="Suggestion">What to write instead; null when there is nothing to suggest.</param>
internal sealed record ProfileFault(Place At, string Cause, string? Suggestion)
{
    public override string ToString() => Suggestion is null ? $"{At}: {Cause}" : $"{At}: {Cause} {Suggestion}";
}

/// <summary>Collects faults, so that a writer of a profile sees all of them at once.</summary>
internal sealed class ProfileFaults
{
    private readonly List<ProfileFault> _faults = [];

    public IReadOnlyList<ProfileFault> All => _faults;

    public void Add(Place at, string cause, string? suggestion = null) => _faults.Add(new ProfileFault(at, cause, suggestion));

    /// <summary>"Did you mean": the known word nearest to a wrong one, or the list of all.</summary>
    public static string Suggest(string wrong, IEnumerable<string> known)
    {
        var words = known.ToList();
        var nearest = words.Select(word => (word, distance: Distance(wrong, word))).OrderBy(pair => pair.distance).FirstOrDefault();
        return nearest.word is not null && nearest.distance <= Math.Max(1, wrong.Length / 3)
            ? $"Did you mean '{nearest.word}'?"
            : $"Known are: {string.Join(", ", words.Order(StringComparer.Ordinal))}.";
    }

    // Levenshtein's distance, without regard to case; words are short.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var change = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? diagonal : diagonal + 1;
                row[j] = Math.Min(change, Math.Min(row[j - 1], above) + 1);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
