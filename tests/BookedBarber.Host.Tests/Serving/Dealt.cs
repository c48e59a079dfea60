namespace BookedBarber.Host.Tests.Serving;

/// <summary>
/// Deals values out among the places that read them alike (the parameter <c>from</c> of twenty operations, the same header everywhere): each place gets
/// its share, and all of them together get every value. <c>BOOKEDBARBER_HOSTILE=all</c> gives each place every value, which takes several times as long.
/// </summary>
internal sealed class Dealt
{
    // With fewer sharers a value would be tried at one place alone, whatever else that place has seen to before.
    private const int MostSharers = 4;

    private static readonly bool All = Environment.GetEnvironmentVariable("BOOKEDBARBER_HOSTILE") == "all";

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sharers;

    /// <param name="places">What each place reads, once for each place.</param>
    public Dealt(IEnumerable<string> places) => _sharers = places.CountBy(what => what).ToDictionary(StringComparer.Ordinal);

    /// <summary>The share of the next place that reads this.</summary>
    public IReadOnlyList<T> Next<T>(string what, IReadOnlyList<T> values)
    {
        var shares = All ? 1 : Math.Min(MostSharers, _sharers[what]);
        var turn = _seen[what] = _seen.GetValueOrDefault(what) + 1;
        return [.. values.Where((_, index) => index % shares == turn % shares)];
    }
}
