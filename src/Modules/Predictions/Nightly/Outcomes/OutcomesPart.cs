using System.Globalization;
using BookedBarber.Predictions.Runs;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>Keeps what was told of bookings and clients, and sets it against what came.</summary>
internal sealed class OutcomesPart(IDatabase database, NoShowOutcomes noShows, ClientOutcomes clients) : IPredictionPart
{
    public const string PartName = "outcomes";

    // So long after a day its records still change: a no-show that was noted late, visits of a till that was offline.
    public const int DaysOfChange = 14;

    // What there is from before the first time; single chances of a whole month before are still kept then.
    private const int MostDaysBack = 145;
    private const int MonthsKept = 25;

    public string Name => PartName;

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        var since = await SinceAsync(run, cancellationToken);
        var bookings = await noShows.RunAsync(run, since, cancellationToken);
        var (told, over) = await clients.RunAsync(run, since, cancellationToken);
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync("delete from predictions.outcome where network_id = @Network and month < @Oldest", new { run.Network, Oldest = MonthOf(run.Today).AddMonths(-MonthsKept) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{bookings} bookings and {over} clients set against what came; what was told of {told} clients kept for later.");
    }

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    // Nights without a run are made up for.
    private async Task<DateOnly> SinceAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(run.Network, cancellationToken);
        var last = await session.FirstAsync<DateOnly?>("select max(today) from predictions.run where network_id = @Network and id <> @Id and done ? @PartName", new { run.Network, run.Id, PartName }, cancellationToken);
        var (since, earliest) = (last?.AddDays(-DaysOfChange), run.Today.AddDays(-MostDaysBack));
        return since > earliest ? since.Value : earliest;
    }
}
