using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>Forecasts the net sales of every node half a year ahead, after trying the methods once a week.</summary>
internal sealed class RevenuePart(
    IDatabase database, DayReader days, INetworkTree tree, ModelRegistry registry, RevenueTrial trial, IEnumerable<IRevenueMethod> methods, RevenueStore store, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "revenue";

    /// <summary>Days that are looked back at most: three years, which show every season twice and a change of it.</summary>
    public const int MostHistory = 1095;

    // Nodes that are learnt from and forecast together; more at once take more memory and are hardly better.
    private const int Together = 1000;

    // Forecasts of one transaction, so that none of them holds the database for long.
    private const int StoredTogether = 200;

    // Methods are tried on so many locations, taken evenly from all of them.
    private const int MostTried = 300;
    private const int DaysBetweenTrials = 7;
    private const long Seed = 1;

    // Where the records end earlier the forecast goes on from there instead of from today.
    private const int LatestEnd = 7;
    private const int LeastDaysOfNode = 14;

    public string Name => PartName;

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (await days.ExtentAsync(run.Network, run.Today, cancellationToken) is not { } extent)
        {
            return "There are no sales yet.";
        }

        var madeOn = extent.Last < run.Today.AddDays(-LatestEnd) ? extent.Last.AddDays(1) : run.Today;
        var from = extent.First > madeOn.AddDays(-MostHistory) ? extent.First : madeOn.AddDays(-MostHistory);
        var told = 0;
        foreach (var nodes in RevenueTree.Of(tree, run.Network, madeOn, _ => true).OrderByDescending(one => one.Nodes.Count))
        {
            var model = await ModelAsync(run, nodes, from, madeOn, cancellationToken);
            told += await ForecastAsync(run, nodes, model, from, madeOn, cancellationToken);
        }

        await store.ForgetAsync(run.Network, madeOn, cancellationToken);
        return told == 0 ? $"No unit has {LeastDaysOfNode} days of sales yet." : $"{told} units, {MonthSpan.SixMonths(madeOn)} days from {madeOn:yyyy-MM-dd}.";
    }

    private async Task<ModelVersion> ModelAsync(PredictionRun run, RevenueTree nodes, DateOnly from, DateOnly madeOn, CancellationToken cancellationToken)
    {
        await using (var session = await database.ReadAsync(run.Network, cancellationToken))
        {
            var newest = await session.FirstAsync<ModelVersion>(
                $"select {ModelVersion.Columns} from predictions.model where network_id = @Network and kind = 'revenue' order by version desc limit 1", new { run.Network }, cancellationToken);
            var isFresh = newest is not null && newest.TrainedAt > clock.GetUtcNow().AddDays(-DaysBetweenTrials) && newest.WindowFrom is { } first && first <= from.AddDays(DaysBetweenTrials);
            if (isFresh && await registry.AtWorkAsync(session, run.Network, PredictionKind.Revenue, cancellationToken) is { } atWork)
            {
                return atWork;
            }
        }

        return await TrainAsync(run, nodes, from, madeOn, cancellationToken);
    }

    private async Task<ModelVersion> TrainAsync(PredictionRun run, RevenueTree nodes, DateOnly from, DateOnly madeOn, CancellationToken cancellationToken)
    {
        var sample = nodes.Sample(MostTried);
        var known = await days.ReadAsync(run.Network, [.. sample.Nodes.Select(node => node.Id.Value)], sample.Currency, from, madeOn.AddDays(-1), cancellationToken, run.PauseAsync);
        var digits = sample.Nodes[0].Currency.Digits;
        var tried = trial.Run(sample, known, MonthSpan.SixMonths(madeOn), digits, Seed, cancellationToken);
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var (id, isAtWork) = await registry.EnterAsync(session, run.Network, tried.Trained, cancellationToken);
        if (!isAtWork && await registry.AtWorkAsync(session, run.Network, PredictionKind.Revenue, cancellationToken) is null)
        {
            tried = tried.Naive();
            (id, _) = await registry.EnterAsync(session, run.Network, tried.Trained, cancellationToken);
        }

        await session.ExecuteAsync("delete from predictions.revenue where network_id = @Network and is_trial and currency = @Currency", new { run.Network, sample.Currency }, cancellationToken);
        if (tried.Latest is { } latest)
        {
            await store.WriteAsync(session, run.Network, run.Id, Trials(sample, known, latest, tried.LatestRanges, id), cancellationToken);
        }

        var atWork = await registry.AtWorkAsync(session, run.Network, PredictionKind.Revenue, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return atWork!;
    }

    private async Task<int> ForecastAsync(PredictionRun run, RevenueTree nodes, ModelVersion model, DateOnly from, DateOnly madeOn, CancellationToken cancellationToken)
    {
        var method = methods.Single(one => one.Name == model.Method);
        var horizon = MonthSpan.SixMonths(madeOn);
        var count = nodes.Nodes.Count;
        var (means, naive) = (new double[count][], new double[count][]);
        var (day, week) = (new double[count], new double[count]);
        var known = new (DateOnly From, int Days)[count];
        for (var begin = 0; begin < count; begin += Together)
        {
            run.Report(begin, count);
            var part = Enumerable.Range(begin, Math.Min(Together, count - begin)).ToList();
            var table = await days.ReadAsync(run.Network, [.. part.Select(node => nodes.Nodes[node].Id.Value)], nodes.Currency, from, madeOn.AddDays(-1), cancellationToken, run.PauseAsync);
            var usable = part.Where(node => table.Known(node - begin) >= LeastDaysOfNode).ToList();
            var forecasts = usable.Count == 0 ? [] : method.Forecast(new DayTable(from, [.. usable.Select(node => table.Sales[node - begin])]), horizon, model.Seed, cancellationToken);
            foreach (var node in part)
            {
                var values = table.Sales[node - begin];
                var at = usable.BinarySearch(node);
                means[node] = at >= 0 ? forecasts[at] : Filled(horizon, node < nodes.Inner ? double.NaN : 0);
                naive[node] = NaiveMethod.One(values, horizon);
                (day[node], week[node]) = (Restlessness.OfDays(values), Restlessness.OfWeeks(values));
                known[node] = (from.AddDays(Math.Max(0, table.FirstKnown(node - begin))), table.Known(node - begin));
            }

            await run.PauseAsync(cancellationToken);
        }

        nodes.Reconcile(means, day, nodes.Nodes[0].Currency.Digits);
        return await StoreAsync(run, nodes, model, madeOn, known, means, naive, day, week, cancellationToken);
    }

    private async Task<int> StoreAsync(
        PredictionRun run, RevenueTree nodes, ModelVersion model, DateOnly madeOn, (DateOnly From, int Days)[] known, double[][] means, double[][] naive, double[] day, double[] week, CancellationToken cancellationToken)
    {
        RangeTable ranges;
        await using (var reading = await database.ReadAsync(run.Network, cancellationToken))
        {
            ranges = await registry.RangesAsync<RangeTable>(reading, run.Network, model.Id, cancellationToken);
        }

        var told = 0;
        foreach (var part in Enumerable.Range(0, means.Length).Where(node => known[node].Days >= LeastDaysOfNode).Chunk(StoredTogether))
        {
            await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
            await store.WriteAsync(
                session,
                run.Network,
                run.Id,
                part.Select(node => NodeForecast.Make(nodes.Nodes[node].Id.Value, node >= nodes.Inner, nodes.Currency, madeOn, false, model.Id, known[node].From, known[node].Days, means[node], naive[node], ranges, day[node], week[node])),
                cancellationToken);
            await session.CommitAsync(cancellationToken);
            told += part.Length;
            run.Report(told, means.Length);
            await run.PauseAsync(cancellationToken);
        }

        return told;
    }

    private static IEnumerable<NodeForecast> Trials(RevenueTree nodes, DayTable known, RevenueTrial.Hindcast latest, RangeTable ranges, Guid model)
    {
        var then = known.Until(latest.Kept);
        return Enumerable.Range(0, nodes.Nodes.Count).Where(node => then.Known(node) >= LeastDaysOfNode).Select(node => NodeForecast.Make(
            nodes.Nodes[node].Id.Value,
            node >= nodes.Inner,
            nodes.Currency,
            known.From.AddDays(latest.Kept),
            true,
            model,
            known.From.AddDays(Math.Max(0, then.FirstKnown(node))),
            then.Known(node),
            latest.Means[node],
            NaiveMethod.One(then.Sales[node], latest.Means[node].Length),
            ranges,
            Restlessness.OfDays(then.Sales[node]),
            Restlessness.OfWeeks(then.Sales[node])));
    }

    private static double[] Filled(int length, double value)
    {
        var result = new double[length];
        Array.Fill(result, value);
        return result;
    }
}
