using System.Globalization;

namespace BookedBarber.Records.Facts;

/// <summary>The query that turns records into facts. Parts are appended and summed, never joined: a join of two intermediate results of unknown size is where planners go wrong.</summary>
internal static class FactsSql
{
    /// <summary>The fact columns, in the order of <see cref="Contracts.DayFacts"/>.</summary>
    internal static readonly string[] Columns =
    [
        "service_sales", "product_sales", "service_discounts", "product_discounts", "service_refunds", "product_refunds", "unsplit_net_sales",
        "tax", "tips", "service_charges", "fees", "gift_card_sales", "gift_card_redemptions", "membership_sales",
        "transactions", "visits", "known_visits", "new_clients", "bookings", "completed_bookings", "no_shows", "late_cancellations", "cancellations",
        "busy_minutes", "scheduled_minutes", "blocked_minutes", "chair_busy_minutes", "chair_minutes", "completed_visits", "rebooked_visits",
    ];

    private const int MoneyColumns = 14;

    private static readonly string[] Totals = ["unsplit_net_sales = net_sales", "tax", "tips", "transactions", "visits"];

    private static readonly string Steps =
        $"""
        with
        -- One row per client and day; a sale without a client is a visit of its own (DEF-02).
        sold as materialized (
            select s.location_id, s.business_day as day, s.currency, s.client_id,
                   sum(s.service_sales) as service_sales, sum(s.product_sales) as product_sales,
                   sum(s.service_discounts) as service_discounts, sum(s.product_discounts) as product_discounts,
                   sum(s.service_refunds) as service_refunds, sum(s.product_refunds) as product_refunds,
                   sum(s.tax) as tax, sum(s.tips) as tips, sum(s.service_charges) as service_charges, sum(s.fees) as fees,
                   sum(s.gift_card_sales) as gift_card_sales, sum(s.gift_card_redemptions) as gift_card_redemptions, sum(s.membership_sales) as membership_sales,
                   count(*) as transactions, count(*) filter (where s.is_visit) as visit_sales
            from span p
            {Of("sale")} s
            group by s.location_id, s.business_day, s.currency, s.client_id
        ),
        -- A client who paid in two currencies is still one visit; it stands with the first of the two.
        client_visit as materialized (
            select location_id, day, client_id, min(currency) as currency from sold where client_id is not null and visit_sales > 0 group by location_id, day, client_id
        ),
        -- Only a client's earliest visit here can be the first of all; the look-up says whether an earlier one exists elsewhere or outside the span.
        -- Visits of one day at two locations: the lower location id is the first.
        first_visit as (
            select v.location_id, v.day, v.currency
            from (select distinct on (client_id) client_id, location_id, day, currency from client_visit order by client_id, day, location_id) v
            where (select true from records.sale e
                   where e.network_id = @NetworkId and e.client_id = v.client_id and e.is_visit and e.business_day <= v.day
                     and (e.business_day, e.location_id) < (v.day, v.location_id)
                   limit 1) is null
        ),
        -- Day totals count only where no single sale is stored.
        closed as ({Closed("where not exists (select from sold s where s.location_id = d.location_id and s.day = d.business_day)")}),
        booked as materialized (
            select b.location_id, b.business_day as day, b.id, b.client_id, coalesce(b.staff_id, b.id) as worker, b.starts_at, b.ends_at, b.status, b.booked_at,
                   bool_or(b.booked_at is not null) over (partition by b.location_id, b.business_day) as has_times
            from span p
            {Of("booking")} b
        ),
        -- Shifts and kept or running services of one person on one day. A service whose staff member is not told counts as a person of its own.
        worked as materialized (
            select location_id, day, worker, range_agg(planned) as planned, range_agg(busy) as busy, sum(blocked) as blocked, bool_or(from_shift) as on_duty
            from (
                select location_id, day, worker, null::tstzrange as planned, case when status in ('completed', 'in_service') then tstzrange(starts_at, ends_at) end as busy, 0 as blocked, false as from_shift
                from booked where starts_at is not null and ends_at is not null
                union all
                select h.location_id, h.business_day, h.staff_id, tstzrange(h.starts_at, h.ends_at), null, h.blocked_minutes, true
                from span p
                {Of("shift")} h
            ) part
            group by location_id, day, worker
        ),
        -- Utilisation (DEF-03) counts service minutes inside the person's own shifts: shops without shifts stay out of both sides.
        staffed as (
            select w.location_id, w.day,
                   sum({Minutes("w.planned * w.busy")}) as busy_minutes,
                   sum({Minutes("w.planned")}) as scheduled_minutes,
                   sum(least(w.blocked, {Minutes("w.planned")})) as blocked_minutes
            from worked w where w.on_duty
            group by w.location_id, w.day
        ),
        -- Days on which the shop kept single records, with what its chairs did; days known by totals alone say nothing about chairs.
        chair_day as (
            select location_id, day, array_agg(busy) filter (where busy is not null) as busy
            from (
                select location_id, day, busy from worked
                union all select location_id, day, null from sold
                union all select location_id, day, null from booked
            ) seen
            group by location_id, day
        ),
        chaired as (
            select c.location_id, c.day, l.currency, l.chairs * {Minutes("hours.open")} as chair_minutes,
                   least(l.chairs * {Minutes("hours.open")}, (select sum({Minutes("hours.open * b.busy")}) from unnest(c.busy) b(busy))) as chair_busy_minutes
            from chair_day c
            join network.v_location l on l.network_id = @NetworkId and l.location_id = c.location_id and l.chairs > 0
            cross join lateral (
                select range_agg(tstzrange((c.day + h.opens) at time zone l.time_zone, (c.day + h.closes) at time zone l.time_zone)) as open
                from network.v_opening_hours h
                where h.network_id = @NetworkId and h.location_id = c.location_id and h.weekday = extract(isodow from c.day) and c.day between h.valid_from and h.valid_to
            ) hours
            where hours.open is not null
        ),
        -- DEF-06. A day on which no booking says when it was made cannot tell rebooking: its visits count only if a rebooking is known.
        rebooking as (
            select v.location_id, v.day, count(*) filter (where v.has_times or v.rebooked) as completed_visits, count(*) filter (where v.rebooked) as rebooked_visits
            from (
                select c.location_id, c.day, c.has_times,
                       coalesce((select true from records.booking n
                                 where n.network_id = @NetworkId and n.location_id = c.location_id and n.client_id = c.client_id and n.business_day >= c.day
                                   and n.booked_at between c.arrival and c.departure + interval '24 hours'
                                   and coalesce(n.starts_at > c.departure, n.business_day > c.day)
                                 limit 1), false) as rebooked
                from (
                    select location_id, day, client_id, bool_or(has_times) as has_times, min(starts_at) as arrival, max(coalesce(ends_at, starts_at)) as departure
                    from booked where status = 'completed' and client_id is not null and starts_at is not null
                    group by location_id, day, client_id
                ) c
            ) v
            group by v.location_id, v.day
        ),
        part as (

        """;

    /// <summary>The whole select; expects <c>@NetworkId</c> and <c>span</c>.</summary>
    internal static readonly string Text = Steps + string.Join("\nunion all\n", Parts()) + Sum();

    /// <summary>What is left of the whole select where <see cref="HoldSingleRecords"/> is false: every other part is empty, and a day's total is one row already.</summary>
    internal static readonly string OfTotals =
        $"select location_id, day, currency, {string.Join(", ", Values(Totals).Select((value, index) => $"{OrZero(value, index)} as {Columns[index]}"))} from ({Closed(string.Empty)}) closed";

    /// <summary>A boolean: whether the days of the spans hold anything but day totals.</summary>
    internal static readonly string HoldSingleRecords = string.Join(" or ", new[] { "sale", "booking", "shift" }.Select(table => $"exists (select from span p {Of(table)} r)"));

    // "offset 0" keeps it a look-up by location and day, whatever the statistics say of tables that are just being filled.
    private static string Of(string table) =>
        $"cross join lateral (select * from records.{table} x where x.network_id = @NetworkId and x.location_id = p.location_id and x.business_day between p.first_day and p.last_day offset 0)";

    // Written out in place: a function of SQL would cost more per call than the sum itself.
    private static string Minutes(string spans) =>
        $"(select coalesce(round(sum(extract(epoch from upper(r) - lower(r))) / 60), 0)::bigint from unnest({spans}) r)";

    // Of several sources the one recorded last.
    private static string Closed(string condition) =>
        $"""

            select distinct on (d.location_id, d.business_day) d.location_id, d.business_day as day, d.currency, d.net_sales, d.tax, d.tips, d.visits, d.transactions
            from span p
            {Of("daily_close")} d
            {condition}
            order by d.location_id, d.business_day, d.recorded_at desc, d.source

        """;

    private static IEnumerable<string> Parts()
    {
        yield return Part(
            "location_id, day, currency",
            "from sold",
            "service_sales", "product_sales", "service_discounts", "product_discounts", "service_refunds", "product_refunds", "tax", "tips", "service_charges", "fees",
            "gift_card_sales", "gift_card_redemptions", "membership_sales", "transactions", "visits = case when client_id is null then visit_sales end");
        yield return Part("location_id, day, currency", "from client_visit", "visits = 1", "known_visits = 1");
        yield return Part("location_id, day, currency", "from first_visit", "new_clients = 1");
        yield return Part("location_id, day, currency", "from closed", Totals);
        yield return Part(
            "p.location_id, p.day, l.currency",
            "from booked p join network.v_location l on l.network_id = @NetworkId and l.location_id = p.location_id",
            "bookings = (p.status not in ('cancelled', 'late_cancelled'))::int",
            "completed_bookings = (p.status = 'completed')::int",
            "no_shows = (p.status = 'no_show')::int",
            "late_cancellations = (p.status = 'late_cancelled')::int",
            "cancellations = (p.status = 'cancelled')::int");
        yield return Part(
            "p.location_id, p.day, l.currency",
            "from staffed p join network.v_location l on l.network_id = @NetworkId and l.location_id = p.location_id",
            "busy_minutes",
            "scheduled_minutes",
            "blocked_minutes");
        yield return Part("location_id, day, currency", "from chaired", "chair_busy_minutes", "chair_minutes");
        yield return Part(
            "p.location_id, p.day, l.currency",
            "from rebooking p join network.v_location l on l.network_id = @NetworkId and l.location_id = p.location_id",
            "completed_visits",
            "rebooked_visits");
    }

    private static string Part(string keys, string source, params string[] given) =>
        string.Create(CultureInfo.InvariantCulture, $"select {keys}, {string.Join(", ", Values(given).Select((value, index) => $"({value})::{TypeOf(index)}"))} {source}");

    /// <summary>What a part says of each column: <c>column = expression</c>, a column by its own name, or nothing.</summary>
    private static IEnumerable<string> Values(string[] given)
    {
        var expressions = given.Select(text => text.Split(" = ", 2)).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        return Columns.Select(column => expressions.GetValueOrDefault(column, "null"));
    }

    private static string Sum() =>
        $")\nselect location_id, day, currency, {string.Join(", ", Columns.Select((column, index) => $"{OrZero($"sum({column})", index)} as {column}"))}\n"
        + $"from part p(location_id, day, currency, {string.Join(", ", Columns)})\ngroup by location_id, day, currency";

    private static string OrZero(string value, int column) => $"coalesce({value}, 0)::{TypeOf(column)}";

    private static string TypeOf(int column) => column < MoneyColumns ? "numeric" : "bigint";
}
