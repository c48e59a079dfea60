namespace BookedBarber.Integrations.Mapping;

/// <summary>A table of the profile: text to text.</summary>
/// <param name="Entries">By key; keys compare without case.</param>
/// <param name="ByPrefix">Whether a key stands for every text that begins with it; the longest wins.</param>
/// <param name="Else">For a text that no key fits; null: such a row is refused.</param>
/// <param name="Missing">For no text at all; null: missing.</param>
internal sealed record Lookup(string Name, IReadOnlyDictionary<string, string> Entries, bool ByPrefix, string? Else, string? Missing)
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _exact =
        new Dictionary<string, string>(Entries, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly KeyValuePair<string, string>[] _prefixes = [.. Entries.OrderByDescending(entry => entry.Key.Length)];

    /// <summary>Whether a text has an entry, and which.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out string value)
    {
        if (!ByPrefix)
        {
            return _exact.TryGetValue(text, out value!);
        }

        foreach (var (prefix, found) in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                value = found;
                return true;
            }
        }

        value = string.Empty;
        return false;
    }
}
