using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;

namespace BookedBarber.Measures.Peers;

/// <summary>Locations that can be compared: same network, same currency, same age class (DEF-11).</summary>
internal readonly record struct PeerGroup(string Currency, bool IsYoung)
{
    public string Name => IsYoung ? $"Open less than 13 months, {Currency}" : $"Open 13 months or more, {Currency}";
}

/// <summary>The values of one measure by peer group, ready for look-ups.</summary>
internal sealed class PeerGroups
{
    private readonly Dictionary<PeerGroup, PercentileRank> _ranks;
    private readonly decimal _sign;

    private PeerGroups(Dictionary<PeerGroup, PercentileRank> ranks, decimal sign)
    {
        _ranks = ranks;
        _sign = sign;
    }

    public IEnumerable<(PeerGroup Group, int Size)> Sizes => _ranks.Select(pair => (pair.Key, pair.Value.Count)).OrderBy(pair => pair.Key.Currency, StringComparer.Ordinal).ThenBy(pair => pair.Key.IsYoung);

    /// <summary>Ranks all locations with a value. For measures that should be low, low values stand high.</summary>
    public static PeerGroups Of(LocationFigures figures, MeasureDefinition measure)
    {
        var sign = measure.Direction == Direction.Up ? 1m : -1m;
        var values = new Dictionary<PeerGroup, List<decimal>>();
        foreach (var figure in figures.Locations.Values.Where(figure => figure.HasCells && !figure.Node.IsArchived))
        {
            if (measure.Evaluate(figure.Sums) is { } value)
            {
                var group = GroupOf(figure, figures);
                if (!values.TryGetValue(group, out var members))
                {
                    values[group] = members = [];
                }

                members.Add(sign * value);
            }
        }

        return new PeerGroups(values.ToDictionary(pair => pair.Key, pair => new PercentileRank(pair.Value)), sign);
    }

    public static PeerGroup GroupOf(LocationFigure figure, LocationFigures figures) => new(figure.Node.Currency.Code, SameLocation.IsYoung(figure.OpenSince, figures.Period.To));

    public int SizeOf(PeerGroup group) => _ranks.TryGetValue(group, out var rank) ? rank.Count : 0;

    /// <summary>The percentile in a group, 100 is best; null for a group without values.</summary>
    public decimal? Percentile(PeerGroup group, decimal value) => _ranks.TryGetValue(group, out var rank) ? rank.Of(_sign * value) : null;
}
