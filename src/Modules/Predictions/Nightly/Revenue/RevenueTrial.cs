using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>Takes earlier days for today, forecasts half a year with every method from what was known then, and compares with what came.</summary>
internal sealed class RevenueTrial(IEnumerable<IRevenueMethod> methods)
{
    private const int Origins = 3;
    private const int BetweenOrigins = 61;

    // Eight weeks show a node's weekdays; with less before the origin nothing is tried.
    private const int LeastKnown = 56;
    private const int LeastHorizon = 28;
    private const int LeastDaysOfNode = 14;

    /// <summary>A trial of one method at one origin.</summary>
    /// <param name="Kept">Days that were known.</param>
    /// <param name="Means">[node][day] as it would have been forecast.</param>
    public sealed record Hindcast(int Kept, double[][] Means);

    /// <summary>What the trials say.</summary>
    /// <param name="Trained">The best method as a model, before anybody has decided about it.</param>
    /// <param name="Latest">The best method's forecast at the latest origin; null where nothing could be tried.</param>
    /// <param name="LatestRanges">Ranges for it that were learnt at the other origins.</param>
    /// <param name="Naive">The same for the naive method, which answers where nothing else may.</param>
    public sealed record Outcome(TrainedModel Trained, Hindcast? Latest, RangeTable LatestRanges, Func<Outcome> Naive);

    private sealed record Tried(IRevenueMethod Method, List<Hindcast> Hindcasts, List<(double Leaf, double Network, double Day)> Errors)
    {
        public double Leaf => Errors.Count == 0 ? double.NaN : Errors.Average(error => error.Leaf);
    }

    /// <summary>Tries all methods.</summary>
    /// <param name="tree">Nodes, all or a sample of the locations.</param>
    /// <param name="known">Their days through yesterday.</param>
    /// <param name="horizon">Days ahead that are wanted; fewer are tried where the history is short.</param>
    /// <param name="digits">Digits of the currency.</param>
    /// <param name="seed">Of the model.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Outcome Run(RevenueTree tree, DayTable known, int horizon, int digits, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        var (kept, reach) = Kept(known.Days, horizon);
        var tried = methods.Select(method => new Tried(method, [], [])).ToList();
        foreach (var days in kept)
        {
            foreach (var one in tried)
            {
                var means = Forecast(one.Method, tree, known.Until(days), reach, digits, seed, cancellationToken);
                one.Hindcasts.Add(new Hindcast(days, means));
                one.Errors.Add(Errors(tree, known, days, means));
            }
        }

        var naive = tried.Single(one => one.Method.Name == NaiveMethod.MethodName);
        var best = kept.Count == 0 ? tried.Single(one => one.Method.Name == GrowthMethod.MethodName) : tried.MinBy(one => one.Leaf)!;
        return Told(best, naive, isNaive: best == naive && kept.Count > 0);

        Outcome Told(Tried told, Tried against, bool isNaive)
        {
            var learner = Learn(tree, known, told);
            return new Outcome(
                Trained(tree, known, told, against, tried, kept, learner, reach, seed) with { IsNaive = isNaive },
                told.Hindcasts.FirstOrDefault(),
                kept.Count > 1 ? learner.Table(without: 0) : learner.Table(),
                () => Told(naive, naive, isNaive: true));
        }
    }

    private static TrainedModel Trained(RevenueTree tree, DayTable known, Tried best, Tried naive, List<Tried> tried, List<int> kept, RangeLearner learner, int horizon, long seed)
    {
        var (inDays, inMonths, cases) = learner.Coverage();
        var locations = tree.Nodes.Count - tree.Inner;
        var backtest = new Backtest(
            "wape_location_month",
            best.Leaf,
            naive.Leaf,
            [.. kept.Select((days, at) => new BacktestOrigin(known.From.AddDays(days - 1), horizon, locations * MonthSpan.Of(known.From.AddDays(days), horizon).Count, best.Errors[at].Leaf, naive.Errors[at].Leaf))],
            [.. tried.Where(one => !double.IsNaN(one.Leaf)).OrderBy(one => one.Leaf).Select(one => new TriedMethod(one.Method.Name, one.Leaf))],
            Figures(best, naive, inDays, inMonths));
        return new TrainedModel(
            PredictionKind.Revenue,
            best.Method.Name,
            best.Method.SettingsFor(tree.Nodes.Count),
            seed,
            known.From,
            known.From.AddDays(known.Days - 1),
            new Dictionary<string, long> { ["locations"] = locations, ["nodes_above"] = tree.Inner, ["days"] = known.Sales.Sum(series => series.LongCount(value => !double.IsNaN(value))), ["origins"] = kept.Count },
            backtest,
            new Calibration(inMonths ?? inDays, null, [], cases),
            learner.Table());
    }

    /// <summary>One method's coherent forecast of a tree. Nodes that were hardly known are expected to take nothing.</summary>
    public static double[][] Forecast(IRevenueMethod method, RevenueTree tree, DayTable known, int horizon, int digits, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(tree);
        var usable = Enumerable.Range(0, tree.Nodes.Count).Where(node => known.Known(node) >= LeastDaysOfNode).ToList();
        var means = tree.Nodes.Select((_, node) => Filled(horizon, node < tree.Inner ? double.NaN : 0)).ToArray();
        if (usable.Count > 0)
        {
            var forecasts = method.Forecast(new DayTable(known.From, [.. usable.Select(node => known.Sales[node])]), horizon, seed, cancellationToken);
            foreach (var (node, at) in usable.Select((node, at) => (node, at)))
            {
                means[node] = forecasts[at];
            }
        }

        tree.Reconcile(means, Array.ConvertAll(known.Sales, Restlessness.OfDays), digits);
        return means;
    }

    private static double[] Filled(int length, double value)
    {
        var result = new double[length];
        Array.Fill(result, value);
        return result;
    }

    private static (List<int> Kept, int Horizon) Kept(int days, int horizon)
    {
        var reach = Math.Min(horizon, Math.Max(LeastHorizon, days / 3));
        List<int> kept = [.. Enumerable.Range(0, Origins).Select(at => days - reach - (at * Math.Min(BetweenOrigins, Math.Max(7, days / 8)))).Where(kept => kept >= LeastKnown)];
        return (kept, reach);
    }

    private static RangeLearner Learn(RevenueTree tree, DayTable known, Tried best)
    {
        var learner = new RangeLearner();
        foreach (var (hindcast, origin) in best.Hindcasts.Select((hindcast, origin) => (hindcast, origin)))
        {
            for (var node = 0; node < tree.Nodes.Count; node++)
            {
                var (before, after) = (known.Sales[node][..hindcast.Kept], known.Sales[node][hindcast.Kept..(hindcast.Kept + hindcast.Means[node].Length)]);
                learner.Add(origin, node >= tree.Inner, known.From.AddDays(hindcast.Kept), hindcast.Means[node], after, Restlessness.OfDays(before), Restlessness.OfWeeks(before));
            }
        }

        return learner;
    }

    private static (double Leaf, double Network, double Day) Errors(RevenueTree tree, DayTable known, int kept, double[][] means)
    {
        var spans = MonthSpan.Of(known.From.AddDays(kept), means[0].Length);
        var leaves = Enumerable.Range(tree.Inner, tree.Nodes.Count - tree.Inner).ToList();
        return (Wape(leaves.SelectMany(node => spans.Select(span => (span.Sum(means[node]), Sum(node, span))))),
            Wape(spans.Select(span => (span.Sum(means[0]), Sum(0, span)))),
            Wape(leaves.SelectMany(node => Enumerable.Range(0, means[node].Length).Select(step => (means[node][step], Value(known.Sales[node][kept + step]))))));

        double Sum(int node, MonthSpan span) => known.Sales[node].AsSpan(kept + span.Begin, span.Days).ToArray().Sum(Value);

        static double Value(double value) => double.IsNaN(value) ? 0 : value;
    }

    private static double Wape(IEnumerable<(double Forecast, double Actual)> pairs)
    {
        var (error, actual) = (0.0, 0.0);
        foreach (var (forecast, came) in pairs)
        {
            error += Math.Abs(forecast - came);
            actual += came;
        }

        return actual > 0 ? error / actual : double.NaN;
    }

    private static Dictionary<string, double> Figures(Tried best, Tried naive, double? inDays, double? inMonths)
    {
        var figures = new Dictionary<string, double>();
        if (best.Errors.Count > 0)
        {
            figures["wape_network_month"] = best.Errors.Average(error => error.Network);
            figures["naive_wape_network_month"] = naive.Errors.Average(error => error.Network);
            figures["wape_location_day"] = best.Errors.Average(error => error.Day);
            figures["naive_wape_location_day"] = naive.Errors.Average(error => error.Day);
        }

        if (inDays is { } days)
        {
            figures["coverage_days"] = days;
        }

        if (inMonths is { } months)
        {
            figures["coverage_months"] = months;
        }

        return figures;
    }
}
