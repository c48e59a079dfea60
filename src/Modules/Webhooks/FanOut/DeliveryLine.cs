using BookedBarber.Storage;
using BookedBarber.Webhooks.Delivering;
using Npgsql;

namespace BookedBarber.Webhooks.FanOut;

/// <summary>Puts events in line at endpoints.</summary>
internal sealed class DeliveryLine(TimeProvider clock)
{
    /// <summary>Events that one step takes at most; more are given in several.</summary>
    public const int MostAtOnce = 5000;

    // Queue rows in one order for all who lock several of them, so that nobody waits in a circle.
    private const string TakeNumbers =
        """
        with wanted as (
            select q.network_id, q.endpoint_id, w.count
            from webhooks.queue q join unnest($1::uuid[], $2::uuid[], $3::bigint[]) as w (network_id, endpoint_id, count) using (network_id, endpoint_id)
            order by q.network_id, q.endpoint_id
            for update of q
        )
        update webhooks.queue q set last_seq = q.last_seq + w.count, due_at = least(q.due_at, $4)
        from wanted w where q.network_id = w.network_id and q.endpoint_id = w.endpoint_id
        returning q.endpoint_id, q.last_seq - w.count
        """;

    private const string AddEvents =
        """
        insert into webhooks.event (network_id, id, type, entity_id, occurred_at, payload, full_payload)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::bytea[], $7::bytea[])
        on conflict (network_id, id) do update set full_payload = excluded.full_payload where webhooks.event.full_payload is null and excluded.full_payload is not null
        """;

    // What waits behind a delivery that is to be tried again later is due with it and not before: it would only be looked at in vain.
    private const string AddDeliveries =
        """
        insert into webhooks.delivery as d (network_id, endpoint_id, event_id, seq, entity_id, type, next_at, created_at)
        select n.network_id, n.endpoint_id, n.event_id, n.seq, n.entity_id, n.type,
               greatest($7, (select max(b.next_at) from webhooks.delivery b
                             where b.network_id = n.network_id and b.endpoint_id = n.endpoint_id and b.entity_id = n.entity_id and b.state = 'pending')), $7
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::text[]) as n (network_id, endpoint_id, event_id, seq, entity_id, type)
        on conflict (network_id, endpoint_id, event_id)
        """;

    private const string Skip = " do nothing";

    private const string SendAgain =
        """
         do update set state = 'pending', seq = excluded.seq, attempts = 0, repeats = d.repeats + 1, next_at = excluded.next_at, finished_at = null
        where d.state <> 'pending'
        """;

    /// <summary>Writes events and deliveries, and wakes the nodes when the session commits. Endpoints that were deleted meanwhile are passed over.</summary>
    /// <param name="again">Whether what was delivered or given up before is delivered once more; else it is left alone.</param>
    /// <returns>How many deliveries are new in line.</returns>
    public async Task<long> AddAsync(Session session, IReadOnlyList<MatchedEvent> matched, bool again, CancellationToken cancellationToken)
    {
        if (matched.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var numbers = await TakeNumbersAsync(session, matched, now, cancellationToken);
        var rows = new List<(MatchedEvent Of, Guid Endpoint, long Seq)>(matched.Count);
        foreach (var one in matched)
        {
            foreach (var endpoint in one.Endpoints)
            {
                if (numbers.TryGetValue(endpoint, out var last))
                {
                    numbers[endpoint] = last + 1;
                    rows.Add((one, endpoint, last + 1));
                }
            }
        }

        if (rows.Count == 0)
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        var events = rows.Select(row => row.Of.Event).DistinctBy(one => one.Id).ToList();
        batch.BatchCommands.Add(Sql.Command(
            AddEvents,
            Sql.Of(events.Select(one => one.Network.Value).ToArray()),
            Sql.Of(events.Select(one => one.Id).ToArray()),
            Sql.Of(events.Select(one => one.Type).ToArray()),
            Sql.Of(events.Select(one => one.EntityId).ToArray()),
            Sql.Of(events.Select(one => one.At).ToArray()),
            Sql.Of(events.Select(one => one.Payload).ToArray()),
            Sql.Of(events.Select(one => one.FullPayload).ToArray())));
        batch.BatchCommands.Add(Sql.Command(
            AddDeliveries + (again ? SendAgain : Skip),
            Sql.Of(rows.Select(row => row.Of.Event.Network.Value).ToArray()),
            Sql.Of(rows.Select(row => row.Endpoint).ToArray()),
            Sql.Of(rows.Select(row => row.Of.Event.Id).ToArray()),
            Sql.Of(rows.Select(row => row.Seq).ToArray()),
            Sql.Of(rows.Select(row => row.Of.Event.EntityId).ToArray()),
            Sql.Of(rows.Select(row => row.Of.Event.Type).ToArray()),
            Sql.Of(now)));
        batch.BatchCommands.Add(Sql.Command(Wake.Statement, Sql.Of(numbers.Keys.Select(Wake.Deliveries).ToArray())));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (long)batch.BatchCommands[1].RecordsAffected;
    }

    private static async Task<Dictionary<Guid, long>> TakeNumbersAsync(Session session, IReadOnlyList<MatchedEvent> matched, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = matched.SelectMany(one => one.Endpoints.Select(endpoint => (one.Event.Network, endpoint))).CountBy(pair => pair).ToList();
        await using var command = new NpgsqlCommand(TakeNumbers, session.Connection, session.Transaction);
        command.Parameters.Add(Sql.Of(counts.Select(pair => pair.Key.Network.Value).ToArray()));
        command.Parameters.Add(Sql.Of(counts.Select(pair => pair.Key.endpoint).ToArray()));
        command.Parameters.Add(Sql.Of(counts.Select(pair => (long)pair.Value).ToArray()));
        command.Parameters.Add(Sql.Of(now));
        var numbers = new Dictionary<Guid, long>(counts.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            numbers[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return numbers;
    }
}
