using System.Collections.Concurrent;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Health;

/// <summary>Gathers what the health of connections is made of: calls, records, streams and credentials of the last 24 hours.</summary>
internal sealed class HealthReader(IDatabase database, ICatalogue catalogue, IConnections connections, TimeProvider clock) : IConnectionVitals, IConnectionCare
{
    /// <summary>The share of calls that each class of error may take, and what it is called (MON-02).</summary>
    public static readonly IReadOnlyList<(string Class, double Budget)> Budgets =
        [("authentication", 0.00001), ("rate_limit", 0.00002), ("timeout", 0.00005), ("connection", 0.00003), ("data_validation", 0.00001)];

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _sampled = [];

    public async Task<IReadOnlyDictionary<Guid, ConnectionVitals>> ReadAsync(NetworkId network, IReadOnlyList<Guid> connections, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(network, connections, cancellationToken);
        return facts.ToDictionary(
            pair => pair.Key,
            pair => new ConnectionVitals(pair.Value.LastSyncAt, pair.Value.Lag, pair.Value.Facts.ErrorRate, HealthFormula.Of(pair.Value.Facts)?.Score, pair.Value.Running));
    }

    /// <summary>What is known of connections.</summary>
    public async Task<IReadOnlyDictionary<Guid, KnownHealth>> FactsAsync(NetworkId network, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var parameters = new { network, Ids = ids.ToArray(), Since = now - Window };
        ILookup<Guid, CallRow> calls;
        ILookup<Guid, StreamRow> streams;
        Dictionary<Guid, RecordRow> records;
        await using (var session = await database.ReadAsync(network, cancellationToken))
        {
            calls = (await session.QueryAsync<CallRow>(
                """
                select connection_id, outcome, sum(calls)::bigint as calls, sum(took_ms) filter (where class not in ('backfill', 'comparison'))::bigint as took_ms,
                       sum(calls) filter (where class not in ('backfill', 'comparison'))::bigint as timed_calls
                from integrations.call_usage where network_id = @network and connection_id = any(@Ids) and hour >= @Since group by connection_id, outcome
                """, parameters, cancellationToken)).ToLookup(row => row.ConnectionId);
            streams = (await session.QueryAsync<StreamRow>(
                "select connection_id, stream, state, failures, succeeded_at from integrations.stream_state where network_id = @network and connection_id = any(@Ids)", parameters, cancellationToken)).ToLookup(row => row.ConnectionId);
            records = (await session.QueryAsync<RecordRow>(
                """
                select connection_id, sum(read)::bigint as read, sum(refused)::bigint as refused from integrations.sync_run
                where network_id = @network and connection_id = any(@Ids) and created_at >= @Since group by connection_id
                """, parameters, cancellationToken)).ToDictionary(row => row.ConnectionId);
        }

        var ages = await AgesAsync(network, ids, now, cancellationToken);
        var known = new Dictionary<Guid, KnownHealth>();
        foreach (var id in ids)
        {
            var connection = await connections.FindAsync(network, id, cancellationToken);
            var manifest = connection is null ? null : catalogue.Find(network, connection.Vendor);
            known[id] = Known(calls[id].ToList(), streams[id].ToList(), records.GetValueOrDefault(id), ages.TryGetValue(id, out var age) ? age : null, manifest, now);
        }

        return known;
    }

    public async Task<IReadOnlyList<HealthSample>> HistoryAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.QueryAsync<HealthSample>(
            "select hour, score from integrations.health_sample where network_id = @Network and connection_id = @Id and hour >= @Since order by hour",
            new { connection.Network, connection.Id, Since = clock.GetUtcNow() - TimeSpan.FromDays(7) },
            cancellationToken);
    }

    /// <summary>Keeps the score once an hour.</summary>
    public async Task LookAfterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        if (_sampled.TryGetValue(connection.Id, out var last) && last == hour)
        {
            return;
        }

        _sampled[connection.Id] = hour;
        if (HealthFormula.Of((await FactsAsync(connection.Network, [connection.Id], cancellationToken))[connection.Id].Facts) is not { } score)
        {
            return;
        }

        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), "health", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.health_sample (network_id, connection_id, hour, score, parts) values (@Network, @Id, @hour, @Score, @Parts::jsonb)
            on conflict (network_id, connection_id, hour) do nothing
            """,
            new { connection.Network, connection.Id, hour, score.Score, Parts = StorageJson.Serialize(score.Parts) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static KnownHealth Known(List<CallRow> calls, List<StreamRow> streams, RecordRow? records, double? age, Manifest? manifest, DateTimeOffset now)
    {
        long Count(params string[] outcomes) => calls.Where(row => outcomes.Contains(row.Outcome)).Sum(row => row.Calls);
        var all = calls.Sum(row => row.Calls);
        var timed = calls.Sum(row => row.TimedCalls ?? 0);
        var (read, refused) = (records?.Read ?? 0, records?.Refused ?? 0);
        var lags = streams.Where(row => row.State != "off" && manifest?.Stream(row.Stream) is not null)
            .Select(row => row.SucceededAt is { } last ? (now - last) / manifest!.Stream(row.Stream)!.Every : row.Failures > 0 ? HealthFormula.WorstLag : (double?)null).OfType<double>().ToList();
        var succeeded = streams.Select(row => row.SucceededAt).OfType<DateTimeOffset>().ToList();
        return new KnownHealth(
            new HealthFacts(
                all == 0 ? null : 1 - ((double)Count("timeout", "connection", "outage") / all),
                all + read == 0 ? null : (double)(Count("authentication", "data_validation", "rate_limit") + refused) / (all + read),
                timed == 0 ? null : TimeSpan.FromMilliseconds((double)calls.Sum(row => row.TookMs ?? 0) / timed),
                lags.Count == 0 ? null : lags.Max(),
                age),
            succeeded.Count == 0 ? null : succeeded.Max(),
            succeeded.Count == 0 ? null : now - succeeded.Min(),
            streams.Count(row => row.State == "running"),
            all,
            [.. Budgets.Select(budget => new ErrorClass(budget.Class, Count(budget.Class), all == 0 ? 0 : (double)Count(budget.Class) / all, budget.Budget))]);
    }

    // Tokens that renew themselves do not age; what a person has to renew does. Requests have no business with that table, so the platform reads it.
    private async Task<Dictionary<Guid, double>> AgesAsync(NetworkId network, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("health", cancellationToken);
        var rows = await session.QueryAsync<AgeRow>(
            """
            select connection_id, issued_at, refresh_expires_at, refused_at from integrations.credential
            where network_id = @network and connection_id = any(@Ids) and (refresh_expires_at is not null or refused_at is not null)
            """,
            new { network, Ids = ids.ToArray() },
            cancellationToken);
        return rows.ToDictionary(
            row => row.ConnectionId,
            row => row.RefusedAt is not null || row.RefreshExpiresAt <= row.IssuedAt ? 1 : Math.Clamp((now - row.IssuedAt) / (row.RefreshExpiresAt!.Value - row.IssuedAt), 0, 1));
    }

    private sealed record CallRow(Guid ConnectionId, string Outcome, long Calls, long? TookMs, long? TimedCalls);

    private sealed record StreamRow(Guid ConnectionId, string Stream, string State, int Failures, DateTimeOffset? SucceededAt);

    private sealed record RecordRow(Guid ConnectionId, long Read, long Refused);

    private sealed record AgeRow(Guid ConnectionId, DateTimeOffset IssuedAt, DateTimeOffset? RefreshExpiresAt, DateTimeOffset? RefusedAt);
}
