using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Features.Endpoints;

namespace BookedBarber.Webhooks.Features.Analytics;

/// <summary>Reads the figures that were written by hour with the outcomes.</summary>
internal sealed class WebhookFigures(IDatabase database, WebhookStore store, TimeProvider clock)
{
    private static readonly TimeSpan WidestByHour = TimeSpan.FromDays(31);
    private static readonly TimeSpan WidestByDay = TimeSpan.FromDays(366);

    public async Task<Result<WebhookAnalytics>> ReadAsync(Scope scope, Guid webhook, DateTimeOffset? from, DateTimeOffset? to, string? by, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var step = faults.OneOf("by", by, "unknown_step", "hour", "day") ?? "hour";
        faults.Instant("from", from);
        faults.Instant("to", to);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var end = (to ?? clock.GetUtcNow()).ToUniversalTime();
        var begin = (from ?? end - (step == "hour" ? TimeSpan.FromDays(1) : TimeSpan.FromDays(30))).ToUniversalTime();
        var widest = step == "hour" ? WidestByHour : WidestByDay;
        if (end <= begin || end - begin > widest)
        {
            return Problem.Invalid(new FieldProblem("to", "out_of_range", $"A range ends after it begins, by {step} at most {widest.TotalDays:0} days later."));
        }

        if (await store.FindAsync(scope, webhook, cancellationToken) is null)
        {
            return Problem.NotFound("webhook");
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<HourRow>(
            """
            select date_trunc(@step, hour, 'UTC') as at, type, cause, attempts, retries, buckets from webhooks.hour
            where network_id = @Network and endpoint_id = @webhook and hour >= date_trunc('hour', @begin, 'UTC') and hour < @end
            """,
            new { step, scope.Network, webhook, begin, end },
            cancellationToken);
        var line = await session.FirstAsync<LineRow>(
            """
            select (select count(*) from webhooks.delivery where network_id = @Network and endpoint_id = @webhook and state = 'pending') as waiting,
                   (select count(*) from webhooks.delivery where network_id = @Network and endpoint_id = @webhook and state = 'dead') as dead
            """,
            new { scope.Network, webhook },
            cancellationToken);
        return new WebhookAnalytics(
            begin,
            end,
            step,
            line!.Waiting,
            line.Dead,
            Figures(rows),
            [.. rows.GroupBy(row => row.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new TypeFigures(group.Key, Figures([.. group])))],
            [.. rows.GroupBy(row => row.At).OrderBy(group => group.Key).Select(group => new StepFigures(group.Key, Figures([.. group])))]);
    }

    private static AttemptFigures Figures(IReadOnlyList<HourRow> rows)
    {
        var attempts = rows.Sum(row => row.Attempts);
        var accepted = rows.Where(row => row.Cause.Length == 0).Sum(row => row.Attempts);
        var buckets = rows.Aggregate(Array.Empty<long>(), (sum, row) => LatencyBuckets.Add(sum, row.Buckets));
        return new AttemptFigures(
            attempts,
            accepted,
            rows.Sum(row => row.Retries),
            attempts == 0 ? null : (double)accepted / attempts,
            LatencyBuckets.Percentile(buckets, 0.5),
            LatencyBuckets.Percentile(buckets, 0.95),
            [.. rows.Where(row => row.Cause.Length > 0).GroupBy(row => row.Cause, StringComparer.Ordinal).Select(group => new CauseCount(group.Key, group.Sum(row => row.Attempts))).OrderByDescending(one => one.Count)]);
    }

    private sealed record HourRow
    {
        public DateTimeOffset At { get; init; }

        public string Type { get; init; } = string.Empty;

        public string Cause { get; init; } = string.Empty;

        public long Attempts { get; init; }

        public long Retries { get; init; }

        public long[] Buckets { get; init; } = [];
    }

    private sealed record LineRow
    {
        public long Waiting { get; init; }

        public long Dead { get; init; }
    }
}
