using System.Globalization;
using BookedBarber.Algorithms.Attendance;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.NoShows;

/// <summary>Tells for every booking of the coming two weeks how likely the client is to stay away.</summary>
internal sealed class NoShowsPart(IDatabase database, BookingReader bookings, INetworkTree tree, ModelRegistry registry, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "no_shows";

    private const int DaysBack = 180;
    private const int DaysAhead = 14;

    // Shops and bookings that are learnt from together.
    private const int Together = 60;
    private const int MostBookings = 20_000;
    private const int DaysBetweenTrials = 7;
    private const int TrialDays = 14;
    private const int Trials = 3;
    private const int LeastJudged = 100;
    private const int Groups = 10;
    private const int Seed = 1;

    public string Name => PartName;

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var locations = tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Select(location => location.Id.Value).ToList();
        var (told, model) = (0, (ModelVersion?)null);
        foreach (var (part, at) in locations.Chunk(Together).Select((part, at) => (part, at)))
        {
            run.Report(at * Together, locations.Count);
            var known = await bookings.ReadAsync(run.Network, part, run.Today.AddDays(-DaysBack), run.Today.AddDays(DaysAhead), MostBookings, cancellationToken);
            if (NoShowForecast.Judge(known, run.Today, Zone, Seed, cancellationToken) is { } outcome)
            {
                model ??= await ModelAsync(run, known, cancellationToken);
                told += await StoreAsync(run, known, outcome, model.Id, cancellationToken);
            }

            await run.PauseAsync(cancellationToken);
        }

        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync("delete from predictions.no_show where network_id = @Network and business_day < @Oldest", new { run.Network, Oldest = run.Today.AddDays(-DaysBack) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return told == 0 ? "There are no bookings to come, or none of either outcome to learn from." : string.Create(CultureInfo.InvariantCulture, $"{told} bookings of the coming {DaysAhead} days.");
    }

    private TimeZoneInfo Zone(Guid location) => tree.Find(new NodeId(location))?.Zone ?? TimeZoneInfo.Utc;

    private async Task<ModelVersion> ModelAsync(PredictionRun run, IReadOnlyList<BookingFacts> known, CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(run.Network, cancellationToken))
        {
            if (await registry.FreshAsync(reading, run.Network, PredictionKind.NoShow, clock.GetUtcNow().AddDays(-DaysBetweenTrials), cancellationToken) is { } fresh)
            {
                return fresh;
            }
        }

        var trained = Try([.. known.Where(one => one.BusinessDay < run.Today)], run.Today, cancellationToken);
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var model = await registry.EnterOrKeepAsync(session, run.Network, trained, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return model;
    }

    // Fortnights of the past are judged by what was known on the day before them.
    private TrainedModel Try(IReadOnlyList<BookingFacts> past, DateOnly today, CancellationToken cancellationToken)
    {
        var origins = new List<BacktestOrigin>();
        var (mine, missed) = (new List<double>(), new List<bool>());
        for (var trial = 1; trial <= Trials; trial++)
        {
            var from = today.AddDays(-TrialDays * trial);
            var then = past.Where(one => one.BusinessDay < from.AddDays(TrialDays)).ToList();
            if (NoShowForecast.Judge(then, from, Zone, Seed, cancellationToken) is not { } outcome)
            {
                continue;
            }

            var judged = outcome.Open.Zip(outcome.Told.Probabilities).Where(pair => pair.First.Missed is not null).ToList();
            var (probabilities, came) = (judged.ConvertAll(pair => pair.Second), judged.ConvertAll(pair => pair.First.Missed == true));
            if (judged.Count < LeastJudged)
            {
                continue;
            }

            var share = then.Where(one => one.BusinessDay < from && one.Missed is not null).Average(one => one.Missed == true ? 1.0 : 0);
            origins.Add(new BacktestOrigin(from.AddDays(-1), TrialDays, judged.Count, ProbabilityScores.Brier(probabilities, came), ProbabilityScores.Brier([.. came.Select(_ => share)], came)));
            mine.AddRange(probabilities);
            missed.AddRange(came);
        }

        var naive = origins.Count == 0 ? double.NaN : origins.Sum(one => one.NaiveError * one.Cases) / mine.Count;
        return new TrainedModel(
            PredictionKind.NoShow,
            "boosted_trees",
            new { daysBack = DaysBack, mostBookings = MostBookings },
            Seed,
            past.Count == 0 ? today : past[0].BusinessDay,
            today.AddDays(-1),
            new Dictionary<string, long> { ["bookings"] = past.Count, ["missed"] = past.LongCount(one => one.Missed == true), ["judged"] = mine.Count },
            origins.Count == 0 ? Backtest.None("brier") : new Backtest(
                "brier",
                ProbabilityScores.Brier(mine, missed),
                naive,
                origins,
                [new TriedMethod("boosted_trees", ProbabilityScores.Brier(mine, missed)), new TriedMethod("share_of_all", naive)],
                new Dictionary<string, double> { ["auc"] = ProbabilityScores.Auc(mine, missed) }),
            origins.Count == 0 ? Calibration.None : new Calibration(null, ProbabilityScores.CalibrationError(mine, missed), Reliability.Of(mine, missed, Groups), mine.Count),
            new { });
    }

    private async Task<int> StoreAsync(PredictionRun run, IReadOnlyList<BookingFacts> known, NoShowForecast.Outcome outcome, Guid model, CancellationToken cancellationToken)
    {
        // What was told of a booking before it began stays: it is set against what came.
        var open = outcome.Open.Zip(outcome.Told.Probabilities, (booking, probability) => (Booking: booking, Probability: probability)).Where(one => one.Booking.StartsAt > clock.GetUtcNow()).ToList();
        var histories = known.Where(one => one.BusinessDay < run.Today && one.Missed is not null && one.ClientId is not null).ToLookup(one => one.ClientId);
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into predictions.no_show (network_id, booking_id, location_id, business_day, probability, reason, as_of, run_id, model_id)
            select @Network, b, l, d, p, r, @AsOf, @Run, @model from unnest(@Bookings::uuid[], @Locations::uuid[], @Days::date[], @Probabilities::real[], @Reasons::text[]) t(b, l, d, p, r)
            on conflict (network_id, business_day, booking_id) do update set location_id = excluded.location_id, probability = excluded.probability, reason = excluded.reason, as_of = excluded.as_of, run_id = excluded.run_id, model_id = excluded.model_id
            """,
            new
            {
                run.Network,
                AsOf = run.Today.AddDays(-1),
                Run = run.Id,
                model,
                Bookings = open.Select(one => one.Booking.Id).ToArray(),
                Locations = open.Select(one => one.Booking.LocationId).ToArray(),
                Days = open.Select(one => one.Booking.BusinessDay).ToArray(),
                Probabilities = open.Select(one => (float)one.Probability).ToArray(),
                Reasons = open.Select(one => NoShowForecast.Reason(one.Booking, one.Booking.ClientId is { } client ? [.. histories[client]] : [])).ToArray(),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return open.Count;
    }
}
