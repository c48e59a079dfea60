using BookedBarber.Algorithms.Scenarios;
using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Scenarios;

/// <summary>The changes that the options name.</summary>
internal sealed class ScenarioPlan
{
    // A change cannot take all there is, and one that multiplies everything by a hundred is a slip of the keyboard.
    private const double Least = -1;
    private const double Most = 100;

    private readonly List<Func<int, int, ScenarioChange>> _changes = [];
    private DateOnly _first = DateOnly.MinValue;
    private DateOnly _last = DateOnly.MaxValue;

    /// <summary>Reads the options.</summary>
    /// <exception cref="InputFaultException">A number is outside its bounds, an option lacks its partner, or nothing is changed.</exception>
    public static ScenarioPlan Read(PredictionArguments arguments)
    {
        var plan = new ScenarioPlan { _first = arguments.Day("--first") ?? DateOnly.MinValue, _last = arguments.Day("--last") ?? DateOnly.MaxValue };
        if (plan._last < plan._first)
        {
            throw new InputFaultException("--last is before --first.");
        }

        double? Share(string option) => arguments.Find(option) is null ? null : arguments.Number(option, Least, Most, above: true);
        double Deviation(string option, double otherwise) => arguments.Number(option, 0, Most, otherwise);
        if (Share("--price-change") is { } price)
        {
            var (elasticity, deviation) = (arguments.Number("--elasticity", -20, 0), Deviation("--elasticity-deviation", 0.3));
            plan._changes.Add((first, last) => ScenarioChange.Price(price, elasticity, deviation, first, last));
        }
        else if (arguments.Find("--elasticity") is not null)
        {
            throw new InputFaultException("--elasticity is given without --price-change. Say by how much the price changes.");
        }

        if (Share("--hours-change") is { } hours)
        {
            var (response, deviation) = (arguments.Number("--hours-response", 0, 1, 0.5), Deviation("--hours-deviation", 0.25));
            plan._changes.Add((first, last) => ScenarioChange.Hours(hours, response, deviation, first, last));
        }

        if (arguments.Find("--opening-takes") is not null)
        {
            var taken = arguments.Number("--opening-takes", -Most, 1, below: true);
            var deviation = Deviation("--opening-deviation", Math.Abs(taken) / 2);
            plan._changes.Add((first, last) => ScenarioChange.Opening(taken, deviation, first, last));
        }

        if (Share("--promotion-lift") is { } lift)
        {
            var deviation = Deviation("--promotion-deviation", Math.Abs(lift) / 2);
            plan._changes.Add((first, last) => ScenarioChange.Promotion(lift, deviation, first, last));
        }

        return plan._changes.Count > 0 ? plan : throw new InputFaultException("Nothing is changed. Say --price-change, --hours-change, --opening-takes or --promotion-lift.");
    }

    /// <summary>The changes over the days of one forecast; none where it ends before they begin.</summary>
    public IReadOnlyList<ScenarioChange> Changes(IReadOnlyList<DateOnly> days)
    {
        var acting = days.Index().Where(day => day.Item >= _first && day.Item <= _last).Select(day => day.Index).ToList();
        return acting.Count == 0 ? [] : [.. _changes.Select(change => change(acting[0], acting[^1]))];
    }
}
