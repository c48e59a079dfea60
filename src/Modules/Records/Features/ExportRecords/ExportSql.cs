namespace BookedBarber.Records.Features.ExportRecords;

/// <summary>SQL that the types of export share.</summary>
internal static class ExportSql
{
    /// <summary>Whether a row is among those asked for by id.</summary>
    public const string Chosen = "(@Ids::uuid[] is null or t.id = any(@Ids))";

    /// <summary>The key of an entry outside of its own source: see <see cref="Contracts.RecordSelection.OwnSource"/>. Null for an entry that is not there.</summary>
    public static string Key(string table) => $"case when {table}.source = @Own then {table}.source_key else {table}.source || ':' || {table}.source_key end";

    /// <summary>Sales with their lists as JSON; the keys of what they point to are looked up on the way.</summary>
    public static readonly string Sales =
        $"""
         select t.location_id, {Key("t")} as key, t.business_day, t.occurred_at, t.receipt, {Key("c")} as client_key, t.currency, t.total,
                t.taxes::text as taxes, t.payments::text as payments,
                (select coalesce(jsonb_agg(jsonb_build_object('staffKey', {Key("f")}, 'amount', tip ->> 'amount') order by position), '[]')::text
                 from jsonb_array_elements(t.tips_by_staff) with ordinality as tips (tip, position)
                 left join records.staff f on f.network_id = @Network and f.id = (tip ->> 'staffId')::uuid) as tips,
                (select jsonb_agg(jsonb_build_object(
                            'kind', l.kind, 'name', l.name, 'itemKey', coalesce({Key("s")}, {Key("p")}), 'staffKey', {Key("f")}, 'quantity', l.quantity::text,
                            'unitPrice', l.unit_price::text, 'amount', l.amount::text, 'discounts', l.discounts, 'isRefund', l.is_refund) order by l.position)::text
                 from records.sale_line l
                 left join records.service s on s.network_id = @Network and s.id = l.item_id
                 left join records.product p on p.network_id = @Network and p.id = l.item_id
                 left join records.staff f on f.network_id = @Network and f.id = l.staff_id
                 where l.network_id = @Network and l.business_day = t.business_day and l.sale_id = t.id) as lines
         from records.sale t
         left join records.client c on c.network_id = @Network and c.id = t.client_id
         where t.network_id = @Network and t.location_id = any(@Locations) and {Chosen}
           and t.business_day between coalesce(@From::date, '-infinity') and coalesce(@To::date, 'infinity')
         order by t.location_id, t.business_day, key
         """;
}
