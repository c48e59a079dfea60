using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Domain;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Reading;

/// <summary>Which days the values of measures rest on.</summary>
internal static class MeasureBasis
{
    /// <summary>Before the first day that a record can have.</summary>
    public static DateOnly Dawn { get; } = new(1900, 1, 1);

    public static Basis Of(NetworkId network, IEnumerable<MeasureDefinition> measures, Period period, Period? comparison)
    {
        var first = comparison is { } before && before.From < period.From ? before.From : period.From;
        var last = period.To;
        foreach (var computation in measures.Select(measure => measure.Computation))
        {
            (first, last) = computation switch
            {
                // Who is new depends on all earlier visits, who comes back on the window after the period.
                OverClients { Question: ClientQuestion.Retention or ClientQuestion.Churn } over => (Dawn, Later(last, period.To.AddDays(over.Days))),
                OverClients => (Dawn, last),
                OverLocations { Question: LocationQuestion.SameLocationGrowth } => (Earlier(first, period.YearBefore().From.AddYears(comparison is null ? 0 : -1)), last),
                _ => (first, last),
            };
        }

        return new Basis(network, new Period(first, last));
    }

    /// <summary>The same for an answer that also places locations among peers of their age.</summary>
    /// <param name="nodes">The nodes that the answer is about besides their peers; null: all.</param>
    public static Basis Of(NetworkId network, IEnumerable<MeasureDefinition> measures, Period period, Period? comparison, LocationFiguresCache figures, IReadOnlyCollection<Guid>? nodes = null)
    {
        var basis = Of(network, measures, period, comparison);
        return basis with
        {
            Days = figures.WithOpenings(network, basis.Days),
            Nodes = nodes,
            Patience = nodes is null ? figures.PatienceOf(network) : TimeSpan.Zero,
            PeerPatience = figures.PeerPatienceOf(network),
            Echo = figures.EchoOf(network),
        };
    }

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
