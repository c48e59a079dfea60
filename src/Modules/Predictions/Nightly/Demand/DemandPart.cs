using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Demand;

/// <summary>Tells how many visits are wanted at each location per weekday, hour and service.</summary>
internal sealed class DemandPart(IDatabase database, HourReader hours, INetworkTree tree, ModelRegistry registry, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "demand";

    private const int DaysBack = 420; // the same weeks of last year, to be set against
    private const int DaysTold = 182;
    private const int LeastDays = 28;
    private const int Services = 12;
    private const int DaysBetweenTrials = 7;
    private const int MostTried = 60;
    private static readonly int[] TrialsBack = [14, 28, 42];

    public string Name => PartName;

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var to = run.Today.AddDays(-1);
        var locations = await WithBookingsAsync(run, cancellationToken);
        var (told, model) = (0, (ModelVersion?)null);
        foreach (var location in locations)
        {
            run.Report(told, locations.Count);
            model ??= await ModelAsync(run, [.. locations.Take(MostTried)], to, cancellationToken);
            var tables = await hours.ReadAsync(location, run.Today.AddDays(-DaysTold), to, Services, cancellationToken);
            if (tables.TryGetValue(string.Empty, out var all) && all.Tell() is var week && week.Max(hour => hour.Seen) * 7 >= LeastDays)
            {
                await StoreAsync(run, location, tables, model.Id, cancellationToken);
            }

            told++;
            await run.PauseAsync(cancellationToken);
        }

        return told == 0 ? "No bookings with times are known." : string.Create(CultureInfo.InvariantCulture, $"{told} locations.");
    }

    private async Task<IReadOnlyList<Node>> WithBookingsAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(run.Network, cancellationToken);
        var found = (await session.QueryAsync<Guid>(
            """
            select l.id from unnest(@Locations::uuid[]) l(id)
            where exists (select from records.v_booking b where b.network_id = @Network and b.location_id = l.id and b.business_day between @From and @To and b.starts_at is not null)
            """,
            new { run.Network, Locations = tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Select(location => location.Id.Value).ToArray(), From = run.Today.AddDays(-LeastDays), To = run.Today },
            cancellationToken)).ToHashSet();
        return [.. tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Where(location => found.Contains(location.Id.Value))];
    }

    private async Task<ModelVersion> ModelAsync(PredictionRun run, IReadOnlyList<Node> sample, DateOnly to, CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(run.Network, cancellationToken))
        {
            if (await registry.FreshAsync(reading, run.Network, PredictionKind.Demand, clock.GetUtcNow().AddDays(-DaysBetweenTrials), cancellationToken) is { } fresh)
            {
                return fresh;
            }
        }

        var from = run.Today.AddDays(-DaysBack);
        var errors = TrialsBack.Select(_ => (Own: 0.0, Naive: 0.0, Actual: 0.0, Hours: 0)).ToArray();
        foreach (var location in sample)
        {
            if ((await hours.ReadAsync(location, from, to, 0, cancellationToken)).TryGetValue(string.Empty, out var table))
            {
                for (var trial = 0; trial < errors.Length; trial++)
                {
                    var one = table.Errors(table.Days - TrialsBack[trial], 14);
                    errors[trial] = (errors[trial].Own + one.Own, errors[trial].Naive + one.Naive, errors[trial].Actual + one.Actual, errors[trial].Hours + one.Hours);
                }
            }
        }

        var actual = errors.Sum(one => one.Actual);
        var (own, naive) = (errors.Sum(one => one.Own) / actual, errors.Sum(one => one.Naive) / actual);
        var trained = new TrainedModel(
            PredictionKind.Demand, "censored_counts", new { daysBack = DaysTold, services = Services }, 1, from, to,
            new Dictionary<string, long> { ["locations"] = sample.Count, ["hours"] = errors.Sum(one => (long)one.Hours) },
            actual <= 0 ? Backtest.None("wape_hour") : new Backtest(
                "wape_hour", own, naive,
                [.. errors.Select((one, at) => new BacktestOrigin(to.AddDays(-TrialsBack[at]), 14, one.Hours, one.Own / one.Actual, one.Naive / one.Actual))],
                [new TriedMethod("censored_counts", own), new TriedMethod("same_week_last_year", naive)],
                new Dictionary<string, double>()),
            Calibration.None,
            new { });
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var model = await registry.EnterOrKeepAsync(session, run.Network, trained, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return model;
    }

    private async Task StoreAsync(PredictionRun run, Node location, IReadOnlyDictionary<string, HourTable> tables, Guid model, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync("delete from predictions.demand where network_id = @Network and location_id = @Location", new { run.Network, Location = location.Id.Value }, cancellationToken);
        foreach (var (service, table) in tables)
        {
            var week = table.Tell();
            await session.ExecuteAsync(
                """
                insert into predictions.demand (network_id, location_id, service, as_of, run_id, model_id, weeks, mean, p05, p95, served, hours, full_hours, visits_a_week, hidden_a_week, hours_seen, hours_full)
                values (@Network, @Location, @service, @AsOf, @Run, @model, @Weeks, @Mean, @P05, @P95, @Served, @Hours, @Full, @Visits, @Hidden, @HoursSeen, @HoursFull)
                """,
                new
                {
                    run.Network,
                    Location = location.Id.Value,
                    service,
                    AsOf = run.Today.AddDays(-1),
                    Run = run.Id,
                    model,
                    Weeks = week.Max(hour => hour.Seen),
                    Mean = week.Select(hour => (float)hour.Mean).ToArray(),
                    P05 = week.Select(hour => (float)hour.P05).ToArray(),
                    P95 = week.Select(hour => (float)hour.P95).ToArray(),
                    Served = week.Select(hour => (float)hour.Served).ToArray(),
                    Hours = week.Select(hour => hour.Seen).ToArray(),
                    Full = week.Select(hour => hour.Full).ToArray(),
                    Visits = week.Sum(hour => hour.Mean),
                    Hidden = week.Where(hour => hour.Seen > 0).Sum(hour => Math.Max(0, hour.Mean - hour.Served)),
                    HoursSeen = week.Sum(hour => (long)hour.Seen),
                    HoursFull = week.Sum(hour => (long)hour.Full),
                },
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }
}
