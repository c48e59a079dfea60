using System.Globalization;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Compares forecasts with what came, gathers what deserves attention, and closes what is over.</summary>
internal sealed class FindingsPart(IDatabase database, LiveErrors errors, IEnumerable<IFinder> finders, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "findings";

    private const int DaysKept = 400;

    public string Name => PartName;

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        var compared = await errors.RunAsync(run, cancellationToken);
        var found = new List<Found>();
        foreach (var finder in finders)
        {
            await run.PauseAsync(cancellationToken);
            found.AddRange(await finder.FindAsync(run, cancellationToken));
        }

        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        foreach (var one in found.DistinctBy(one => one.Key))
        {
            await KeepAsync(session, run, one, cancellationToken);
        }

        var closed = await session.ExecuteAsync(
            "update predictions.finding set closed_on = @Today where network_id = @Network and closed_on is null and run_id <> @Id", new { run.Network, run.Today, run.Id }, cancellationToken);
        await session.ExecuteAsync("delete from predictions.finding where network_id = @Network and closed_on < @Oldest", new { run.Network, Oldest = run.Today.AddDays(-DaysKept) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{found.Count} findings, {closed} closed; {compared} forecasts compared with what came.");
    }

    private Task KeepAsync(Session session, PredictionRun run, Found one, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            insert into predictions.finding (network_id, id, key, kind, node_id, since, found_on, seen_on, strength, title, sentence, action, measure, size, size_low, size_high, effect, currency, evidence, run_id)
            values (@Network, @Id, @Key, @Kind, @Node, @Since, @Today, @Today, @Strength, @Title, @Sentence, @Action, @Measure, @Size, @Low, @High, @Effect, @Currency, @Evidence::jsonb, @Run)
            on conflict (network_id, key) where closed_on is null do update set since = excluded.since, seen_on = excluded.seen_on, strength = excluded.strength, title = excluded.title, sentence = excluded.sentence, action = excluded.action,
                size = excluded.size, size_low = excluded.size_low, size_high = excluded.size_high, effect = excluded.effect, currency = excluded.currency, evidence = excluded.evidence, run_id = excluded.run_id
            """,
            new
            {
                run.Network,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                one.Key,
                one.Kind,
                one.Node,
                one.Since,
                run.Today,
                Strength = (float)one.Strength,
                one.Title,
                one.Sentence,
                one.Action,
                one.Measure,
                Size = (float?)one.Size,
                Low = (float?)one.Low,
                High = (float?)one.High,
                one.Effect,
                one.Currency,
                Evidence = ModelJson.Write(one.Evidence),
                Run = run.Id,
            },
            cancellationToken);
}
