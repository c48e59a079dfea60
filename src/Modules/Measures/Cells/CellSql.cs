using BookedBarber.Measures.Domain;

namespace BookedBarber.Measures.Cells;

/// <summary>Statements that bring cells to what their source says: write what differs, delete what is no more. Nothing is ever added to a stored value.</summary>
internal static class CellSql
{
    /// <summary>One writer of location-day cells at a time: each must see what the one before it wrote.</summary>
    public const string LockDays = "select pg_advisory_xact_lock(7233111)";

    /// <summary>One roll-up at a time, for the same reason.</summary>
    public const string LockRollUp = "select pg_advisory_xact_lock(7233112)";

    public const string TryLockRollUp = "select pg_try_advisory_xact_lock(7233112)";

    /// <summary>Until the transaction ends. An ancestor's days are few and its locations' are many; the planner, which knows neither, would sort all of them, and on disk.</summary>
    public const string GroupByHash = "set local enable_sort = off";

    public const string Span = "span as materialized (select * from unnest(@Nodes::uuid[], @FirstDays::date[], @LastDays::date[]) as s(location_id, first_day, last_day))";

    /// <summary>What decides how the days of locations are written: whether the spans have cells already, and whether their days hold more than totals.</summary>
    public static string LocationDaysAtHand(string holdSingleRecords) =>
        $"""
        with {Span}
        select exists (select from span s {CellsOf("s.location_id", 'd')} c) as has_cells, {holdSingleRecords} as has_single_records
        """;

    /// <summary>A location's days, from the records' facts, where there are no cells yet. Only under <see cref="LockDays"/> is it sure that none come up meanwhile.</summary>
    public static string FirstLocationDays(string factsSql) =>
        $"""
        with {Span}
        {Insert('d', $"({FreshLocationDays(factsSql)}) fresh")}
        """;

    /// <summary>A location's days, from the records' facts.</summary>
    public static string LocationDays(string factsSql) =>
        $"""
        with {Span},
        fresh as materialized ({FreshLocationDays(factsSql)}),
        existing as (
            select c.node_id, c.period, c.currency from span s {CellsOf("s.location_id", 'd')} c
        ),
        {Replace('d')}
        """;

    /// <summary>What the records say now, in the cells' columns.</summary>
    public static string FreshLocationDays(string factsSql) =>
        $"select location_id as node_id, day as period, currency, {Columns(fact => $"nullif({fact.Derivation() ?? fact.Column()}, 0) as {fact.Column()}")} from ({factsSql}) f";

    /// <summary>Days of ancestors, from the days of the locations that belonged to them on that day.</summary>
    public static readonly string AncestorDays =
        $"""
        with {Span},
        fresh as materialized ({FreshAncestorDays}),
        existing as (
            select c.node_id, c.period, c.currency from span s {CellsOf("s.location_id", 'd')} c
        ),
        {Replace('d')}
        """;

    // Who belonged to whom is looked up before the days are: the planner, which knows neither how many locations nor how many days there are, would else look it up
    // for each day.
    public static string FreshAncestorDays =>
        $"""
        with belonging as materialized (
            select s.location_id as node_id, l.location_id, greatest(s.first_day, l.valid_from) as first_day, least(s.last_day, l.valid_to) as last_day
            from span s
            join network.v_lineage l on l.network_id = @NetworkId and l.ancestor_id = s.location_id and l.valid_from <= s.last_day and l.valid_to >= s.first_day
        )
        select s.node_id, c.period, c.currency, {Columns(fact => $"nullif(sum(c.{fact.Column()}), 0) as {fact.Column()}")}
        from belonging s
        {CellsOf("s.location_id", 'd')} c
        group by s.node_id, c.period, c.currency
        """;

    /// <summary>Months of any nodes, from their own days. The spans are whole months, each month of a node in one of them.</summary>
    public static readonly string Months =
        $"""
        with {Span},
        fresh as materialized ({FreshMonths}),
        existing as (
            select c.node_id, c.period, c.currency from span s {CellsOf("s.location_id", 'm')} c
        ),
        {Replace('m')}
        """;

    // Summed span by span: the planner, which cannot know how few days a span has, would else keep all of them for one great grouping, and on disk.
    public static string FreshMonths =>
        $"""
        select s.location_id as node_id, m.period, m.currency, {Columns(fact => $"m.{fact.Column()}")}
        from span s
        cross join lateral (
            select date_trunc('month', c.period)::date as period, c.currency, {Columns(fact => $"nullif(sum(c.{fact.Column()}), 0) as {fact.Column()}")}
            from measures.cell c
            where c.network_id = @NetworkId and c.grain = 'd' and c.node_id = s.location_id and c.period between s.first_day and s.last_day
            group by 1, 2 offset 0
        ) m
        """;

    /// <summary>Notes that the sums above these days are behind.</summary>
    public const string MarkPending =
        $"""
        with {Span}
        insert into measures.pending as p (network_id, node_id, month, first_day, last_day)
        select @NetworkId, s.location_id, m::date, min(greatest(s.first_day, m::date)), max(least(s.last_day, (m + interval '1 month - 1 day')::date))
        from span s
        cross join lateral generate_series(date_trunc('month', s.first_day), s.last_day, interval '1 month') m
        group by s.location_id, m
        order by s.location_id, m
        on conflict (network_id, node_id, month) do update set first_day = least(p.first_day, excluded.first_day), last_day = greatest(p.last_day, excluded.last_day)
        """;

    /// <summary>Notes that every sum of the tree above locations is behind: of nodes that the tree holds now or that cells still stand for.</summary>
    public const string MarkWholeTree =
        """
        with month as (
            select distinct date_trunc('month', period)::date as month from measures.cell where network_id = @network and grain = 'd'
            union
            select distinct period from measures.cell where network_id = @network and grain = 'm'
        ),
        above as (
            select distinct ancestor_id as node_id from network.v_lineage where network_id = @network and ancestor_kind <> 'location'
            union
            select c.node_id from (select distinct node_id from measures.cell where network_id = @network and grain = 'm') c
            where not exists (select from network.v_location l where l.network_id = @network and l.location_id = c.node_id)
        )
        insert into measures.pending (network_id, node_id, month, first_day, last_day)
        select @network, a.node_id, m.month, m.month, (m.month + interval '1 month - 1 day')::date from above a cross join month m
        on conflict (network_id, node_id, month) do update set first_day = excluded.first_day, last_day = excluded.last_day
        """;

    /// <summary>The same, and the months of locations: those with days, and those with a sum that may have lost its days.</summary>
    public const string MarkEverything =
        $"""
        insert into measures.pending (network_id, node_id, month, first_day, last_day)
        select @network, node_id, month, month, (month + interval '1 month - 1 day')::date
        from (
            select node_id, date_trunc('month', period)::date as month from measures.cell where network_id = @network and grain = 'd'
            union
            select node_id, period from measures.cell where network_id = @network and grain = 'm'
        ) part
        on conflict (network_id, node_id, month) do update set first_day = excluded.first_day, last_day = excluded.last_day;
        {MarkWholeTree}
        """;

    /// <summary>
    /// Brings the clients that have, or had, a first visit in the spans to their first visit of today.
    /// Returns the days whose number of new clients this changes, wherever they are.
    /// </summary>
    public const string FirstVisits =
        $"""
        with {Span},
        touched as materialized (
            select f.client_id from span s join measures.first_visit f on f.network_id = @NetworkId and f.location_id = s.location_id and f.day between s.first_day and s.last_day
            union
            select v.client_id from span s join records.v_client_sale v on v.network_id = @NetworkId and v.location_id = s.location_id and v.business_day between s.first_day and s.last_day and v.is_visit
        ),
        compared as materialized (
            select t.client_id, o.location_id as old_location, o.day as old_day, f.location_id, f.business_day as day
            from touched t
            left join measures.first_visit o on o.network_id = @NetworkId and o.client_id = t.client_id
            left join lateral (
                select v.location_id, v.business_day from records.v_client_sale v
                where v.network_id = @NetworkId and v.client_id = t.client_id and v.is_visit
                order by v.business_day, v.location_id limit 1
            ) f on true
            where (o.location_id, o.day) is distinct from (f.location_id, f.business_day)
        ),
        forgotten as (
            delete from measures.first_visit f using compared c where f.network_id = @NetworkId and f.client_id = c.client_id and c.day is null
        ),
        learnt as (
            insert into measures.first_visit (network_id, client_id, location_id, day)
            select @NetworkId, client_id, location_id, day from compared where day is not null
            on conflict (network_id, client_id) do update set location_id = excluded.location_id, day = excluded.day
        )
        select old_location as location_id, old_day as day from compared where old_day is not null
        union
        select location_id, day from compared where day is not null
        """;

    /// <summary>Compares stored cells of the spans with fresh ones; expects <c>span</c> in scope. One row per difference, after the number of cells looked at.</summary>
    public static string Compare(string fresh, char grain) =>
        $"""
        with {Span},
        fresh as materialized ({fresh}),
        stored as (
            select c.node_id, c.period, c.currency, {Columns(fact => $"c.{fact.Column()}")}
            from span s {CellsOf("s.location_id", grain)} c
        ),
        sides as (
            select node_id, period, currency, 0 as side, {Columns(fact => fact.Column())} from fresh
            union all
            select node_id, period, currency, 1, {Columns(fact => fact.Column())} from stored
        ),
        compared as (
            select node_id, period, currency, count(*) as sides,
                   {string.Join(",\n                   ", Facts.All.Select(fact => $"sum({fact.Column()}) filter (where side = 0) as fresh_{fact.Column()}, sum({fact.Column()}) filter (where side = 1) as stored_{fact.Column()}"))},
                   bool_or(side = 0) as in_fresh, bool_or(side = 1) as in_stored
            from sides group by node_id, period, currency
        ),
        judged as materialized (
            select node_id, period, currency, in_fresh, in_stored,
                   concat_ws(', ', {string.Join(", ", Facts.All.Select(fact => $"case when coalesce(fresh_{fact.Column()}, 0) <> coalesce(stored_{fact.Column()}, 0) then format('%s is %s, should be %s', '{fact.Column()}', coalesce(stored_{fact.Column()}, 0), coalesce(fresh_{fact.Column()}, 0)) end"))}) as faults
            from compared
        )
        select (select count(*) from judged) as checked, null::uuid as node_id, null::date as period, null::text as currency, null::text as fault
        union all
        select 0, node_id, period, currency, case when not in_stored then 'is missing' when not in_fresh then 'should not be there' else faults end
        from judged where not in_stored or not in_fresh or faults <> ''
        """;

    // "offset 0" keeps the planner from turning the look-up of a node's few days into a scan of all its cells, or of everybody's.
    private static string CellsOf(string node, char grain) =>
        $"""
        cross join lateral (
            select * from measures.cell x where x.network_id = @NetworkId and x.grain = '{grain}' and x.node_id = {node} and x.period between s.first_day and s.last_day offset 0
        )
        """;

    private static string Columns(Func<Fact, string> column) => string.Join(", ", Facts.All.Select(column));

    // Appended and grouped instead of anti-joined: neither side's size is known to the planner.
    private static string Replace(char grain) =>
        $"""
        gone as materialized (
            select node_id, period, currency
            from (select node_id, period, currency, 0 as there from existing union all select node_id, period, currency, 1 from fresh) k
            group by node_id, period, currency having max(there) = 0
        ),
        deleted as (
            delete from measures.cell c using gone g where c.network_id = @NetworkId and c.grain = '{grain}' and c.node_id = g.node_id and c.period = g.period and c.currency = g.currency
        )
        {Insert(grain, "fresh")}
        on conflict (network_id, grain, node_id, period, currency) do update set {Columns(fact => $"{fact.Column()} = excluded.{fact.Column()}")}
        where ({Columns(fact => $"c.{fact.Column()}")}) is distinct from ({Columns(fact => $"excluded.{fact.Column()}")})
        """;

    private static string Insert(char grain, string fresh) =>
        $"""
        insert into measures.cell as c (network_id, grain, node_id, period, currency, {Columns(fact => fact.Column())})
        select @NetworkId, '{grain}', node_id, period, currency, {Columns(fact => fact.Column())} from {fresh}
        """;
}
