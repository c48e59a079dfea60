using BookedBarber.Records.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.RemoveRecords;

/// <summary>Deletes what happened on a day, and makes entries of lists inactive.</summary>
internal sealed class RecordRemover : IRecordRemover
{
    private const string Named = "unnest(@Locations, @Keys) as r (location_id, source_key)";

    private const string Sales =
        $"""
         with gone as (
             delete from records.sale_key k using {Named}
             where k.network_id = @Network and k.source = @source and k.location_id = r.location_id and k.source_key = r.source_key
             returning k.id, k.business_day
         ), lines as (
             delete from records.sale_line l using gone where l.network_id = @Network and l.business_day = gone.business_day and l.sale_id = gone.id
         )
         delete from records.sale s using gone where s.network_id = @Network and s.business_day = gone.business_day and s.id = gone.id
         """;

    private const string Bookings =
        $"""
         with gone as (
             delete from records.booking_key k using {Named}
             where k.network_id = @Network and k.source = @source and k.location_id = r.location_id and k.source_key = r.source_key
             returning k.id, k.business_day
         )
         delete from records.booking b using gone where b.network_id = @Network and b.business_day = gone.business_day and b.id = gone.id
         """;

    private const string Shifts =
        $"delete from records.shift t using {Named} where t.network_id = @Network and t.source = @source and t.location_id = r.location_id and t.source_key = r.source_key";

    private const string DailyCloses =
        $"delete from records.daily_close t using {Named} where t.network_id = @Network and t.source = @source and t.location_id = r.location_id and t.business_day = r.source_key::date";

    private static readonly Dictionary<string, string> Statements = new(StringComparer.Ordinal)
    {
        ["sale"] = Sales,
        ["booking"] = Bookings,
        ["shift"] = Shifts,
        ["daily_close"] = DailyCloses,
        ["staff"] = Inactive("staff"),
        ["service"] = Inactive("service"),
        ["product"] = Inactive("product"),
    };

    public async Task<int> RemoveAsync(Session session, string source, IReadOnlyList<RemovedRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        var network = session.Network ?? throw new ArgumentException("Records are removed in a session of one network.", nameof(session));
        var removed = 0;
        foreach (var type in records.GroupBy(record => record.Type, StringComparer.Ordinal))
        {
            if (Statements.TryGetValue(type.Key, out var sql))
            {
                removed += await session.ExecuteAsync(
                    sql,
                    new { Network = network.Value, source, Locations = type.Select(record => record.Location.Value).ToArray(), Keys = type.Select(record => record.Key).ToArray() },
                    cancellationToken);
            }
        }

        return removed;
    }

    private static string Inactive(string table) =>
        $"""
         update records.{table} t set is_active = false, version = t.version + 1 from {Named}
         where t.network_id = @Network and t.source = @source and t.location_id = r.location_id and t.source_key = r.source_key and t.is_active
         """;
}
