using System.Globalization;

namespace BookedBarber.Network.Domain;

/// <summary>Hands out slugs that nobody has yet.</summary>
internal sealed class SlugBook(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    // Where counting stopped for a base: ten thousand units of one name must not count from 2 each time.
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Takes exactly this slug; false when somebody has it.</summary>
    public bool TryTake(string slug) => _taken.Add(slug);

    public void Release(string slug) => _taken.Remove(slug);

    /// <summary>Takes the slug of the first text that has one, with a number behind it where that is taken.</summary>
    public string Take(params ReadOnlySpan<string> texts)
    {
        var wanted = "unit";
        foreach (var text in texts)
        {
            if (Slugs.Of(text) is { Length: > 0 } slug)
            {
                wanted = slug;
                break;
            }
        }

        if (_taken.Add(wanted))
        {
            return wanted;
        }

        var stem = wanted[..Math.Min(wanted.Length, Slugs.MaxLength - 8)].TrimEnd('-');
        var number = _next.GetValueOrDefault(stem, 2);
        string numbered;
        do
        {
            numbered = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number++}");
        }
        while (!_taken.Add(numbered));
        _next[stem] = number;
        return numbered;
    }
}
