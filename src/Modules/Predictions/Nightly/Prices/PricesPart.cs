using System.Globalization;
using BookedBarber.Algorithms.Pricing;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Prices;

/// <summary>Tells how each service's units follow its price, and proposes prices inside the owners' bounds.</summary>
internal sealed class PricesPart(IDatabase database, PriceReader reader, INetworkTree tree, ModelRegistry registry, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "prices";

    private const int WeeksBack = 104;
    private const int TrialWeeks = 8;
    private const int Trials = 3;
    private const int Recent = 8;
    private const int Together = 400;
    private const int DaysBetweenTrials = 7;

    // Without bounds of the owner's own, prices are proposed within a tenth of today's.
    private const double UnsetBound = 0.10;

    public string Name => PartName;

    private sealed record Bound(Guid LocationId, string Service, decimal Lowest, decimal Highest);

    private sealed record Cost(Guid LocationId, string Name, decimal Amount);

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var monday = run.Today.AddDays(-(((int)run.Today.DayOfWeek + 6) % 7));
        var (told, moved) = (0, false);
        foreach (var part in tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Select(location => location.Id.Value).Chunk(Together))
        {
            var weeks = await reader.ReadAsync(run.Network, part, monday.AddDays(-7 * WeeksBack), monday, cancellationToken);
            if (weeks.Count > 0 && PriceModel.Learn(weeks) is { } learnt)
            {
                moved = true;
                var model = await ModelAsync(run, weeks, monday, cancellationToken);
                told += await StoreAsync(run, part, weeks, learnt, model.Id, monday, cancellationToken);
                run.Report(told, 0);
            }

            await run.PauseAsync(cancellationToken);
        }

        return !moved ? "No price of a service ever moved within a location, so its effect cannot be told." : string.Create(CultureInfo.InvariantCulture, $"{told} prices.");
    }

    private async Task<ModelVersion> ModelAsync(PredictionRun run, IReadOnlyList<ServiceWeek> weeks, DateOnly monday, CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(run.Network, cancellationToken))
        {
            if (await registry.FreshAsync(reading, run.Network, PredictionKind.Price, clock.GetUtcNow().AddDays(-DaysBetweenTrials), cancellationToken) is { } fresh)
            {
                return fresh;
            }
        }

        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var model = await registry.EnterOrKeepAsync(session, run.Network, Try(weeks, monday), cancellationToken);
        await session.CommitAsync(cancellationToken);
        return model;
    }

    // Units of eight weeks at the prices that then held, from what was known before them, beside the mean of the eight weeks before.
    private static TrainedModel Try(IReadOnlyList<ServiceWeek> weeks, DateOnly monday)
    {
        var origins = new List<BacktestOrigin>();
        var (own, naive, actual) = (0.0, 0.0, 0.0);
        for (var trial = 1; trial <= Trials; trial++)
        {
            var from = monday.AddDays(-7 * TrialWeeks * trial);
            var known = weeks.Where(one => one.Week < from).ToList();
            if (PriceModel.Learn(known) is not { } learnt)
            {
                continue;
            }

            var usual = known.Where(one => one.Week >= from.AddDays(-7 * Recent)).GroupBy(one => (one.LocationId, one.Service)).ToDictionary(line => line.Key, line => (Units: line.Average(one => one.Units), Price: line.Average(one => one.Price)));
            var (mine, flat, came, cases) = (0.0, 0.0, 0.0, 0);
            foreach (var one in weeks.Where(one => one.Week >= from && one.Week < from.AddDays(7 * TrialWeeks)))
            {
                if (usual.TryGetValue((one.LocationId, one.Service), out var before))
                {
                    mine += Math.Abs((before.Units * Math.Pow(one.Price / before.Price, learnt.Of(one.LocationId, one.Service).Value)) - one.Units);
                    flat += Math.Abs(before.Units - one.Units);
                    came += one.Units;
                    cases++;
                }
            }

            if (came > 0)
            {
                origins.Add(new BacktestOrigin(from.AddDays(-1), 7 * TrialWeeks, cases, mine / came, flat / came));
                (own, naive, actual) = (own + mine, naive + flat, actual + came);
            }
        }

        return new TrainedModel(
            PredictionKind.Price, "shrunk_elasticities", new { weeksBack = WeeksBack }, 1, weeks.Min(one => one.Week), monday.AddDays(-1),
            new Dictionary<string, long> { ["weeks"] = weeks.Count, ["locations"] = weeks.Select(one => one.LocationId).Distinct().LongCount(), ["services"] = weeks.Select(one => one.Service).Distinct().LongCount() },
            actual <= 0 ? Backtest.None("wape_units_week") : new Backtest("wape_units_week", own / actual, naive / actual, origins, [new TriedMethod("shrunk_elasticities", own / actual), new TriedMethod("no_price", naive / actual)], new Dictionary<string, double>()),
            Calibration.None,
            new { });
    }

    private async Task<int> StoreAsync(PredictionRun run, Guid[] locations, IReadOnlyList<ServiceWeek> weeks, PriceModel learnt, Guid model, DateOnly monday, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var bounds = (await session.QueryAsync<Bound>("select location_id, service, lowest, highest from predictions.price_bound where network_id = @Network and location_id = any(@locations)", new { run.Network, locations }, cancellationToken))
            .ToDictionary(bound => (bound.LocationId, bound.Service));
        var costs = (await session.QueryAsync<Cost>("select location_id, name, min(cost) as amount from records.v_service where network_id = @Network and location_id = any(@locations) and cost is not null group by 1, 2", new { run.Network, locations }, cancellationToken))
            .ToDictionary(cost => (cost.LocationId, cost.Name), cost => (double)cost.Amount);
        await session.ExecuteAsync("delete from predictions.price where network_id = @Network and location_id = any(@locations)", new { run.Network, locations }, cancellationToken);
        var told = 0;
        foreach (var line in weeks.GroupBy(one => (one.LocationId, one.Service)))
        {
            var recent = line.Where(one => one.Week >= monday.AddDays(-7 * Recent)).OrderBy(one => one.Week).ToList();
            if (recent.Count == 0 || line.Count() < PriceModel.LeastWeeks)
            {
                continue;
            }

            var (price, cost, elasticity) = (Math.Round(recent[^1].Price, 2), costs.GetValueOrDefault(line.Key), learnt.Of(line.Key.LocationId, line.Key.Service));
            var (lowest, highest) = bounds.TryGetValue(line.Key, out var set) ? ((double)set.Lowest, (double)set.Highest) : (Math.Round(price * (1 - UnsetBound), 2), Math.Round(price * (1 + UnsetBound), 2));
            var proposal = PriceProposal.Make(price, cost, elasticity, lowest, highest);
            await session.ExecuteAsync(
                """
                insert into predictions.price (network_id, location_id, service, currency, as_of, run_id, model_id, weeks, price, unit_cost, units_a_week, elasticity, deviation, own_weight, lowest, highest, proposed, units_change, profit_change, profit_low, profit_high)
                values (@Network, @Location, @Service, @Currency, @AsOf, @Run, @model, @Weeks, @Price, @Cost, @Units, @Elasticity, @Deviation, @OwnWeight, @Lowest, @Highest, @Proposed, @UnitsChange, @ProfitChange, @Low, @High)
                """,
                new
                {
                    run.Network,
                    Location = line.Key.LocationId,
                    line.Key.Service,
                    recent[^1].Currency,
                    AsOf = run.Today.AddDays(-1),
                    Run = run.Id,
                    model,
                    Weeks = line.Count(),
                    Price = (decimal)price,
                    Cost = (decimal)cost,
                    Units = (float)recent.Average(one => one.Units),
                    Elasticity = (float)elasticity.Value,
                    Deviation = (float)elasticity.Deviation,
                    OwnWeight = (float)elasticity.OwnWeight,
                    Lowest = (decimal)lowest,
                    Highest = (decimal)highest,
                    Proposed = Math.Round((decimal)proposal.Price, 2),
                    UnitsChange = (float)proposal.UnitsChange,
                    ProfitChange = (float)proposal.ProfitChange,
                    Low = (float)proposal.Low,
                    High = (float)proposal.High,
                },
                cancellationToken);
            told++;
        }

        await session.CommitAsync(cancellationToken);
        return told;
    }
}
