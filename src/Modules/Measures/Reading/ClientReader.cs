using BookedBarber.Measures.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Measures.Reading;

/// <summary>Answers questions over clients' visits from the records, for many nodes and buckets in one statement. A client of a node is who visited it; coming back means to that node.</summary>
internal static class ClientReader
{
    private static readonly int[] Windows = [30, 60, 90, 180];

    /// <summary>Counts of the clients of one node in one bucket.</summary>
    internal sealed record ReturnCounts(
        Guid NodeId, int Bucket, long Active,
        long Due30, long Back30, long Due60, long Back60, long Due90, long Back90, long Due180, long Back180,
        long NewDue90, long NewBack90, long OldDue90, long OldBack90, long ChurnDue, long Churned);

    internal sealed record Lapsed(Guid NodeId, long Clients);

    internal sealed record ValueToDate(Guid NodeId, string Currency, decimal NetSales, long Clients);

    internal sealed record MonthOfLife(Guid NodeId, int Month, long Clients, long Visits);

    internal sealed record Ticket(Guid NodeId, string Currency, decimal NetSales, long Visits);

    /// <summary>Those of the nodes that a known client has ever visited. A shop that keeps totals only has none, and nothing more has to be asked about it.</summary>
    public static Reply<Guid> AskWithClients(Questions questions, NetworkId network, Guid[] nodes) =>
        questions.Add(
            """
            select n.node_id from unnest($2) n(node_id)
            where exists (
                select from network.v_lineage l
                join records.v_client_sale v on v.network_id = $1 and v.location_id = l.location_id and v.business_day between l.valid_from and l.valid_to
                where l.network_id = $1 and l.ancestor_id = n.node_id and v.is_visit
            )
            """,
            row => row.GetGuid(0),
            new NpgsqlParameter<Guid> { TypedValue = network.Value },
            new NpgsqlParameter<Guid[]> { TypedValue = nodes });

    public static Task<IReadOnlyList<ReturnCounts>> ReturnsAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, IReadOnlyList<Period> buckets, DateOnly today, CancellationToken cancellationToken) =>
        session.QueryAsync<ReturnCounts>(
            ReturnsSql,
            new
            {
                network,
                Nodes = nodes.ToArray(),
                FirstDays = buckets.Select(bucket => bucket.From).ToArray(),
                LastDays = buckets.Select(bucket => bucket.To).ToArray(),
                First = buckets.Min(bucket => bucket.From),
                Last = buckets.Max(bucket => bucket.To).AddDays(Windows[^1]),
                today,
            },
            cancellationToken);

    public static Task<IReadOnlyList<Lapsed>> LapsedAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, DateOnly asOf, CancellationToken cancellationToken) =>
        session.QueryAsync<Lapsed>(LapsedSql, new { network, Nodes = nodes.ToArray(), asOf }, cancellationToken);

    public static Task<IReadOnlyList<ValueToDate>> ValueToDateAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, DateOnly asOf, CancellationToken cancellationToken) =>
        session.QueryAsync<ValueToDate>(ValueToDateSql, new { network, Nodes = nodes.ToArray(), asOf }, cancellationToken);

    public static Task<IReadOnlyList<MonthOfLife>> MonthsOfLifeAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, DateOnly asOf, int months, CancellationToken cancellationToken) =>
        session.QueryAsync<MonthOfLife>(MonthsOfLifeSql, new { network, Nodes = nodes.ToArray(), asOf, months }, cancellationToken);

    public static Task<IReadOnlyList<Ticket>> TicketsAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, DateOnly asOf, CancellationToken cancellationToken) =>
        session.QueryAsync<Ticket>(TicketsSql, new { network, Nodes = nodes.ToArray(), asOf }, cancellationToken);

    /// <summary>The two counts behind a measure of returning: due clients, and those of them that count.</summary>
    public static (long Due, long Counted) Counts(this ReturnCounts counts, OverClients question) => (question.Question, question.Days, question.Group) switch
    {
        (ClientQuestion.Churn, _, _) => (counts.ChurnDue, counts.Churned),
        (_, 90, ClientGroup.New) => (counts.NewDue90, counts.NewBack90),
        (_, 90, ClientGroup.Returning) => (counts.OldDue90, counts.OldBack90),
        (_, 30, ClientGroup.All) => (counts.Due30, counts.Back30),
        (_, 60, ClientGroup.All) => (counts.Due60, counts.Back60),
        (_, 90, ClientGroup.All) => (counts.Due90, counts.Back90),
        (_, 180, ClientGroup.All) => (counts.Due180, counts.Back180),
        _ => throw new InvalidOperationException($"No count for {question}."),
    };

    private const string Members =
        """
        member as (
            select ancestor_id as node_id, location_id, valid_from, valid_to from network.v_lineage where network_id = @network and ancestor_id = any(@Nodes)
        )
        """;

    // A window is over when its last day is before today. The first visit of a client in a bucket is the one whose predecessor lies before the bucket.
    private static readonly string ReturnsSql =
        $"""
        with {Members},
        visit as (
            select m.node_id, v.client_id, v.business_day as day
            from member m
            join records.v_client_sale v on v.network_id = @network and v.location_id = m.location_id and v.business_day between m.valid_from and m.valid_to
            where v.is_visit and v.business_day between @First and @Last
            group by m.node_id, v.client_id, v.business_day
        ),
        chain as (
            select node_id, client_id, day, lag(day) over w as before, lead(day) over w as next
            from visit window w as (partition by node_id, client_id order by day)
        ),
        step as (
            select b.n, c.node_id, c.client_id, c.day, c.next, b.first_day,
                   c.before is null or c.before < b.first_day as is_first, c.next is null or c.next > b.last_day as is_last
            from unnest(@FirstDays::date[], @LastDays::date[]) with ordinality b(first_day, last_day, n)
            join chain c on c.day between b.first_day and b.last_day
        )
        select s.node_id, (s.n - 1)::int as bucket,
               count(*) filter (where is_first) as active,
               {string.Join(",\n               ", Windows.Select(days => $"count(*) filter (where is_first and s.day + {days} < @today) as due_{days}, count(*) filter (where is_first and s.day + {days} < @today and next <= s.day + {days}) as back_{days}"))},
               count(*) filter (where is_first and f.day >= first_day and s.day + 90 < @today) as new_due_90,
               count(*) filter (where is_first and f.day >= first_day and s.day + 90 < @today and next <= s.day + 90) as new_back_90,
               count(*) filter (where is_first and f.day < first_day and s.day + 90 < @today) as old_due_90,
               count(*) filter (where is_first and f.day < first_day and s.day + 90 < @today and next <= s.day + 90) as old_back_90,
               count(*) filter (where is_last and s.day + 90 < @today) as churn_due,
               count(*) filter (where is_last and s.day + 90 < @today and (next is null or next > s.day + 90)) as churned
        from step s
        left join measures.first_visit f on f.network_id = @network and f.client_id = s.client_id
        group by s.node_id, s.n
        """;

    private static readonly string LapsedSql =
        $"""
        with {Members},
        visit as (
            select m.node_id, v.client_id, v.business_day as day
            from member m
            join records.v_client_sale v on v.network_id = @network and v.location_id = m.location_id and v.business_day between m.valid_from and m.valid_to
            where v.is_visit and v.business_day <= @asOf
            group by m.node_id, v.client_id, v.business_day
        ),
        gap as (
            select node_id, client_id, day, day - lag(day) over (partition by node_id, client_id order by day) as days from visit
        ),
        life as (
            select node_id, client_id, @asOf - max(day) as away, count(*) as visits, percentile_cont(0.5) within group (order by days) as median from gap group by node_id, client_id
        )
        select node_id, count(*) filter (where away > case when visits >= 3 then 2 * median else 120 end) as clients from life group by node_id
        """;

    private static readonly string ValueToDateSql =
        $"""
        with {Members}
        select m.node_id, v.currency, sum(v.net_sales) as net_sales, count(distinct v.client_id) filter (where v.is_visit) as clients
        from member m
        join records.v_client_sale v on v.network_id = @network and v.location_id = m.location_id and v.business_day between m.valid_from and m.valid_to
        where v.business_day <= @asOf
        group by m.node_id, v.currency
        """;

    // A refund on a receipt of its own is no visit, but it lowers what visits bring in.
    private static readonly string TicketsSql =
        $"""
        with {Members},
        day as (
            select m.node_id, v.currency, sum(v.net_sales) as net_sales, bool_or(v.is_visit) as is_visit
            from member m
            join records.v_client_sale v on v.network_id = @network and v.location_id = m.location_id and v.business_day between m.valid_from and m.valid_to
            where v.business_day > @asOf - 365 and v.business_day <= @asOf
            group by m.node_id, v.currency, v.client_id, v.business_day
        )
        select node_id, currency, sum(net_sales) as net_sales, count(*) filter (where is_visit) as visits from day group by node_id, currency
        """;

    // Months of a client's life are counted from the first visit at the node; only months that are wholly over count, for clients and visits alike.
    private static readonly string MonthsOfLifeSql =
        $"""
        with {Members},
        visit as (
            select m.node_id, v.client_id, v.business_day as day, min(v.business_day) over (partition by m.node_id, v.client_id) as born
            from member m
            join records.v_client_sale v on v.network_id = @network and v.location_id = m.location_id and v.business_day between m.valid_from and m.valid_to
            where v.is_visit and v.business_day <= @asOf
            group by m.node_id, v.client_id, v.business_day
        ),
        aged as (
            select node_id, day = born as is_first, (extract(year from age(day, born)) * 12 + extract(month from age(day, born)))::int as month,
                   (extract(year from age(@asOf + 1, born)) * 12 + extract(month from age(@asOf + 1, born)))::int as whole_months
            from visit
        ),
        lives as (
            select node_id, whole_months, count(*) as clients from aged where is_first group by node_id, whole_months
        ),
        visits as (
            select node_id, month, count(*) as visits from aged where month < whole_months and month < @months group by node_id, month
        ),
        clients as (
            select l.node_id, k.month, sum(l.clients)::bigint as clients from lives l join generate_series(0, @months - 1) k(month) on k.month < l.whole_months group by l.node_id, k.month
        )
        select c.node_id, c.month, c.clients, coalesce(v.visits, 0) as visits from clients c left join visits v on v.node_id = c.node_id and v.month = c.month
        """;
}
