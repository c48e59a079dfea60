using System.Globalization;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using Npgsql;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Writes many outcomes in one session: the deliveries, failed attempts, figures by hour, the endpoints' health, and pauses that follow.</summary>
internal sealed class OutcomeBatch
{
    /// <returns>By endpoint and event. An outcome that no longer counts (the delivery was put in line again, or its endpoint deleted) is left out.</returns>
    public async Task<IReadOnlyDictionary<(Guid Endpoint, Guid Event), Stored>> WriteAsync(Session session, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        batch.BatchCommands.Add(Deliveries(outcomes));
        batch.BatchCommands.Add(Health(outcomes));
        batch.BatchCommands.Add(Hours(outcomes));
        var failed = outcomes.Where(one => !one.Answer.Accepted).ToList();
        if (failed.Count > 0)
        {
            batch.BatchCommands.Add(Attempts(failed));
            batch.BatchCommands.Add(Followers([.. failed.Where(one => one.NextAt is not null)]));
        }

        var followers = new Dictionary<(Guid, Guid), bool>();
        var failingSince = new Dictionary<Guid, DateTimeOffset>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                followers[(reader.GetGuid(0), reader.GetGuid(1))] = reader.GetBoolean(2);
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (!await reader.IsDBNullAsync(1, cancellationToken))
                {
                    failingSince[reader.GetGuid(0)] = reader.GetFieldValue<DateTimeOffset>(1);
                }
            }

            while (await reader.NextResultAsync(cancellationToken))
            {
                // The statements without rows: a fault of theirs shows here.
            }
        }

        var paused = await PauseAsync(session, failed, failingSince, cancellationToken);
        return followers.ToDictionary(pair => pair.Key, pair => new Stored(pair.Value, paused.Contains(pair.Key.Item1)));
    }

    private static async Task<HashSet<Guid>> PauseAsync(Session session, List<Outcome> failed, Dictionary<Guid, DateTimeOffset> failingSince, CancellationToken cancellationToken)
    {
        var paused = new HashSet<Guid>();
        foreach (var one in failed.OrderBy(one => one.Endpoint))
        {
            var reason = one.IsHeld ? EndpointPause.Gone
                : failingSince.TryGetValue(one.Endpoint, out var since) && one.At - since >= EndpointPause.LongestFailing ? EndpointPause.Failing
                : null;
            if (reason is not null && paused.Add(one.Endpoint))
            {
                await EndpointPause.ByPlatformAsync(session, one.Network, one.Endpoint, reason, one.At, cancellationToken);
            }
        }

        return paused;
    }

    private static NpgsqlBatchCommand Deliveries(IReadOnlyList<Outcome> all) => Sql.Command(
        OutcomeSql.Deliveries,
        Sql.Of(all.Select(one => one.Network).ToArray()),
        Sql.Of(all.Select(one => one.Endpoint).ToArray()),
        Sql.Of(all.Select(one => one.Delivery.EventId).ToArray()),
        Sql.Of(all.Select(one => one.Delivery.Seq).ToArray()),
        Sql.Of(all.Select(one => one.State).ToArray()),
        Sql.Of(all.Select(one => one.NextAt).ToArray()),
        Sql.Of(all.Select(one => one.At).ToArray()),
        Sql.Of(all.Select(one => one.Answer.Status).ToArray()),
        Sql.Of(all.Select(one => one.Answer.Milliseconds).ToArray()),
        Sql.Of(all.Select(one => one.Answer.Cause).ToArray()),
        Sql.Of(all.Select(one => one.Answer.Excerpt).ToArray()));

    private static NpgsqlBatchCommand Attempts(IReadOnlyList<Outcome> failed) => Sql.Command(
        OutcomeSql.Attempts,
        Sql.Of(failed.Select(one => one.Network).ToArray()),
        Sql.Of(failed.Select(one => one.Endpoint).ToArray()),
        Sql.Of(failed.Select(one => one.Delivery.EventId).ToArray()),
        Sql.Of(failed.Select(one => one.At).ToArray()),
        Sql.Of(failed.Select(one => one.Answer.Status).ToArray()),
        Sql.Of(failed.Select(one => one.Answer.Milliseconds).ToArray()),
        Sql.Of(failed.Select(one => one.Answer.Cause!).ToArray()),
        Sql.Of(failed.Select(one => one.Answer.Excerpt).ToArray()));

    private static NpgsqlBatchCommand Followers(IReadOnlyList<Outcome> later) => Sql.Command(
        OutcomeSql.Followers,
        Sql.Of(later.Select(one => one.Network).ToArray()),
        Sql.Of(later.Select(one => one.Endpoint).ToArray()),
        Sql.Of(later.Select(one => one.Delivery.EntityId).ToArray()),
        Sql.Of(later.Select(one => one.Delivery.Seq).ToArray()),
        Sql.Of(later.Select(one => one.NextAt!.Value).ToArray()));

    private static NpgsqlBatchCommand Hours(IReadOnlyList<Outcome> all)
    {
        var groups = all.GroupBy(one => (one.Network, one.Endpoint, Hour: HourOf(one.At), one.Delivery.Type, Cause: one.Answer.Cause ?? string.Empty)).ToList();
        return Sql.Command(
            OutcomeSql.Hours,
            Sql.Of(groups.Select(group => group.Key.Network).ToArray()),
            Sql.Of(groups.Select(group => group.Key.Endpoint).ToArray()),
            Sql.Of(groups.Select(group => group.Key.Hour).ToArray()),
            Sql.Of(groups.Select(group => group.Key.Type).ToArray()),
            Sql.Of(groups.Select(group => group.Key.Cause).ToArray()),
            Sql.Of(groups.Select(group => group.LongCount()).ToArray()),
            Sql.Of(groups.Select(group => group.LongCount(one => one.IsRetry)).ToArray()),
            Sql.Of(groups.Select(Buckets).ToArray()));
    }

    private static string Buckets(IEnumerable<Outcome> group)
    {
        var counts = new long[LatencyBuckets.Count];
        foreach (var one in group)
        {
            counts[LatencyBuckets.Of(one.Answer.Milliseconds)]++;
        }

        return $"{{{string.Join(',', counts.Select(count => count.ToString(CultureInfo.InvariantCulture)))}}}";
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    private static NpgsqlBatchCommand Health(IReadOnlyList<Outcome> all)
    {
        var rows = all.GroupBy(one => (one.Network, one.Endpoint)).Select(group =>
        {
            var inOrder = group.OrderBy(one => one.At).ToList();
            var lastSuccess = inOrder.LastOrDefault(one => one.Answer.Accepted)?.At;
            var since = inOrder.Where(one => !one.Answer.Accepted && (lastSuccess is null || one.At > lastSuccess)).ToList();
            return (group.Key.Network, group.Key.Endpoint, Failures: since.Count, Since: since.Count > 0 ? since[0].At : (DateTimeOffset?)null, Success: lastSuccess, Failure: inOrder.LastOrDefault(one => !one.Answer.Accepted)?.At);
        }).ToList();
        return Sql.Command(
            OutcomeSql.Health,
            Sql.Of(rows.Select(row => row.Network).ToArray()),
            Sql.Of(rows.Select(row => row.Endpoint).ToArray()),
            Sql.Of(rows.Select(row => row.Failures).ToArray()),
            Sql.Of(rows.Select(row => row.Since).ToArray()),
            Sql.Of(rows.Select(row => row.Success).ToArray()),
            Sql.Of(rows.Select(row => row.Failure).ToArray()));
    }
}
