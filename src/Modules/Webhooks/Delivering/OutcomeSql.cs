namespace BookedBarber.Webhooks.Delivering;

/// <summary>The statements by which outcomes become durable, each for many at once.</summary>
internal static class OutcomeSql
{
    // seq: a delivery that was put in line again meanwhile is not touched by the outcome of before.
    public const string Deliveries =
        """
        update webhooks.delivery d
        set state = o.state, attempts = d.attempts + 1, next_at = coalesce(o.next_at, d.next_at), finished_at = case when o.state = 'pending' then null else o.at end,
            last_at = o.at, last_status = o.status, last_ms = o.ms, last_cause = o.cause, last_excerpt = o.excerpt
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int[], $9::int[], $10::text[], $11::text[])
            as o (network_id, endpoint_id, event_id, seq, state, next_at, at, status, ms, cause, excerpt)
        where d.network_id = o.network_id and d.endpoint_id = o.endpoint_id and d.event_id = o.event_id and d.seq = o.seq and d.state = 'pending'
        returning d.endpoint_id, d.event_id,
            exists (select from webhooks.delivery f
                    where f.network_id = d.network_id and f.endpoint_id = d.endpoint_id and f.entity_id = d.entity_id and f.state = 'pending' and f.seq > d.seq)
        """;

    public const string Attempts =
        """
        insert into webhooks.attempt (network_id, endpoint_id, event_id, at, status, ms, cause, excerpt)
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[])
        """;

    // What waits behind a delivery that is to be tried again later is due with it.
    public const string Followers =
        """
        update webhooks.delivery d set next_at = o.next_at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[]) as o (network_id, endpoint_id, entity_id, seq, next_at)
        where d.network_id = o.network_id and d.endpoint_id = o.endpoint_id and d.entity_id = o.entity_id and d.state = 'pending' and d.seq > o.seq and d.next_at < o.next_at
        """;

    public const string Hours =
        """
        insert into webhooks.hour as h (network_id, endpoint_id, hour, type, cause, attempts, retries, buckets)
        select network_id, endpoint_id, hour, type, cause, attempts, retries, buckets::bigint[]
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
            as o (network_id, endpoint_id, hour, type, cause, attempts, retries, buckets)
        order by 1, 2, 3, 4, 5
        on conflict (network_id, endpoint_id, hour, type, cause) do update
        set attempts = h.attempts + excluded.attempts, retries = h.retries + excluded.retries, buckets = webhooks.add_buckets(h.buckets, excluded.buckets)
        """;

    // In the order of the attempts: after an accepted one the count of failures begins anew.
    public const string Health =
        """
        insert into webhooks.health as h (network_id, endpoint_id, failures, failing_since, last_success_at, last_failure_at)
        select network_id, endpoint_id, failures, failing_since, last_success_at, last_failure_at
        from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[]) as o (network_id, endpoint_id, failures, failing_since, last_success_at, last_failure_at)
        order by 1, 2
        on conflict (network_id, endpoint_id) do update
        set failures = case when excluded.last_success_at is null then h.failures else 0 end + excluded.failures,
            failing_since = case when excluded.last_success_at is not null then excluded.failing_since else coalesce(h.failing_since, excluded.failing_since) end,
            last_success_at = coalesce(excluded.last_success_at, h.last_success_at),
            last_failure_at = coalesce(excluded.last_failure_at, h.last_failure_at)
        returning h.endpoint_id, h.failing_since
        """;
}
