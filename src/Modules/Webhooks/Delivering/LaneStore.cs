using BookedBarber.Storage;
using BookedBarber.Webhooks.Signing;
using Npgsql;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>What a node reads and writes while it holds endpoints.</summary>
internal sealed class LaneStore(DataSources sources, KeyVault vault, TimeProvider clock)
{
    /// <summary>How long an endpoint stays with a node that no longer says that it is there.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Times of deliveries are by the nodes' clocks, leases by the database's alone: a node whose clock is wrong takes nothing from another.
    private const string Claim =
        """
        with due as (
            select q.network_id, q.endpoint_id
            from webhooks.queue q join webhooks.endpoint e on e.network_id = q.network_id and e.id = q.endpoint_id and e.state = 'active'
            where q.due_at <= $1 and (q.rest_until is null or q.rest_until <= $1) and (q.lease_until is null or q.lease_until < now())
            order by q.due_at
            limit $2
            for update of q skip locked
        )
        update webhooks.queue q set leased_by = $3, lease_until = now() + $4
        from due where q.network_id = due.network_id and q.endpoint_id = due.endpoint_id
        returning q.network_id, q.endpoint_id
        """;

    private const string Renew =
        """
        with mine as (select network_id, endpoint_id from webhooks.queue where leased_by = $1 order by network_id, endpoint_id for update)
        update webhooks.queue q set lease_until = now() + $2
        from mine where q.network_id = mine.network_id and q.endpoint_id = mine.endpoint_id
        returning q.endpoint_id
        """;

    private const string ReadTarget =
        """
        select e.url, e.fields, e.secret, case when e.previous_until > $3 then e.previous_secret end, coalesce(h.failures, 0)
        from webhooks.endpoint e left join webhooks.health h on h.network_id = e.network_id and h.endpoint_id = e.id
        where e.network_id = $1 and e.id = $2 and e.state = 'active'
        """;

    // The scalar subquery is one probe of delivery_line for each row that is looked at.
    private const string ReadDue =
        """
        select d.event_id, d.seq, d.entity_id, d.type, d.attempts, case when $6 then coalesce(e.full_payload, e.payload) else e.payload end
        from webhooks.delivery d join webhooks.event e on e.network_id = d.network_id and e.id = d.event_id
        where d.network_id = $1 and d.endpoint_id = $2 and d.state = 'pending' and d.next_at <= $3 and d.event_id <> all($4)
          and d.seq = (select b.seq from webhooks.delivery b
                       where b.network_id = d.network_id and b.endpoint_id = d.endpoint_id and b.entity_id = d.entity_id and b.state = 'pending' order by b.seq limit 1)
        order by d.next_at, d.seq
        limit $5
        """;

    private const string LockQueue = "select from webhooks.queue where network_id = $1 and endpoint_id = $2 and leased_by = $3 for update";

    private const string Release =
        """
        update webhooks.queue set leased_by = null, lease_until = null, rest_until = $4,
            due_at = (select next_at from webhooks.delivery where network_id = $1 and endpoint_id = $2 and state = 'pending' order by next_at limit 1)
        where network_id = $1 and endpoint_id = $2 and leased_by = $3
        """;

    /// <summary>Takes endpoints at which something is due.</summary>
    public async Task<IReadOnlyList<(Guid Network, Guid Endpoint)>> ClaimAsync(string holder, int most, CancellationToken cancellationToken)
    {
        var claimed = new List<(Guid, Guid)>();
        await using var command = Command(Claim, Sql.Of(clock.GetUtcNow()), Sql.Of(most), Sql.Of(holder), Sql.Of(Lease));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add((reader.GetGuid(0), reader.GetGuid(1)));
        }

        return claimed;
    }

    /// <summary>Keeps all endpoints of a holder; those that it still holds.</summary>
    public async Task<IReadOnlySet<Guid>> RenewAsync(string holder, CancellationToken cancellationToken)
    {
        var held = new HashSet<Guid>();
        await using var command = Command(Renew, Sql.Of(holder), Sql.Of(Lease));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held.Add(reader.GetGuid(0));
        }

        return held;
    }

    /// <summary>Address and keys of an endpoint; null when it is paused or deleted.</summary>
    public async Task<Target?> FindTargetAsync(Guid network, Guid endpoint, CancellationToken cancellationToken)
    {
        await using var command = Command(ReadTarget, Sql.Of(network), Sql.Of(endpoint), Sql.Of(clock.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var keys = new List<SigningKey> { vault.Open(reader.GetString(2)) };
        if (!await reader.IsDBNullAsync(3, cancellationToken))
        {
            keys.Add(vault.Open(reader.GetString(3)));
        }

        return new Target(network, endpoint, new Uri(reader.GetString(0)), reader.GetString(1) == "full", keys, reader.GetInt32(4));
    }

    /// <summary>Deliveries that are due, the first of each entity.</summary>
    /// <param name="inFlight">Those that are being made already.</param>
    public async Task<IReadOnlyList<PendingDelivery>> DueAsync(Target target, Guid[] inFlight, int most, CancellationToken cancellationToken)
    {
        var due = new List<PendingDelivery>();
        await using var command = Command(ReadDue, Sql.Of(target.Network), Sql.Of(target.Endpoint), Sql.Of(clock.GetUtcNow()), Sql.Of(inFlight), Sql.Of(most), Sql.Of(target.TakesAllFields));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new PendingDelivery(reader.GetGuid(0), reader.GetInt64(1), reader.GetGuid(2), reader.GetString(3), reader.GetInt32(4), reader.GetFieldValue<byte[]>(5)));
        }

        return due;
    }

    /// <summary>Lets go of an endpoint. What is in line by then is due when it is due; whoever puts more in line afterwards makes it due.</summary>
    public async Task ReleaseAsync(Guid network, Guid endpoint, string holder, DateTimeOffset? restUntil, CancellationToken cancellationToken)
    {
        await using var connection = await sources.System.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Locked by a statement of its own: the next one then sees all that was put in line under this lock.
        await ExecuteAsync(connection, transaction, LockQueue, cancellationToken, Sql.Of(network), Sql.Of(endpoint), Sql.Of(holder));
        await ExecuteAsync(connection, transaction, Release, cancellationToken, Sql.Of(network), Sql.Of(endpoint), Sql.Of(holder), Sql.Of(restUntil));
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string text, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // constants of this class
        await using var command = new NpgsqlCommand(text, connection, transaction);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = sources.System.CreateCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
