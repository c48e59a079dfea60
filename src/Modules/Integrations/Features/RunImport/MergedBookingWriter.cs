using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>
/// Bookings that several kinds of file tell about (kept bookings, no-shows): each kind's view is kept, and the booking is written from all
/// views together, the stronger first. So the order of the files does not matter, and importing one again changes nothing.
/// </summary>
internal sealed class MergedBookingWriter(IRecordWriter writer, RecordBuilder<BookingRecord> builder, int strength) : IBatchWriter<BookingRecord>
{
    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(Session session, ImportJob job, IReadOnlyList<LocatedRecord<BookingRecord>> records, CancellationToken cancellationToken)
    {
        var source = RecordBatchWriter<BookingRecord>.SourceOf(job);
        var locations = records.Select(record => record.Location.Id.Value).ToArray();
        var keys = records.Select(record => record.Record.Key).ToArray();
        await OneAtATimeAsync(session, source, locations, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.booking_view (network_id, location_id, source, key, strength, content)
            select @Network, location_id, @source, key, @strength, content::jsonb from unnest(@locations, @keys, @Contents) as v(location_id, key, content)
            on conflict (network_id, location_id, source, key, strength) do update set content = excluded.content
            where booking_view.content is distinct from excluded.content
            """,
            new { Network = job.Network.Id, source, strength, locations, keys, Contents = records.Select(record => StorageJson.Serialize(record.Record)).ToArray() },
            cancellationToken);
        var others = await session.QueryAsync<View>(
            """
            select v.location_id, v.key, v.strength, v.content::text as content
            from integrations.booking_view v join unnest(@locations, @keys) as wanted(location_id, key) on wanted.location_id = v.location_id and wanted.key = v.key
            where v.network_id = @Network and v.source = @source and v.strength <> @strength
            """,
            new { Network = job.Network.Id, source, strength, locations, keys },
            cancellationToken);
        var byKey = others.ToLookup(view => (view.LocationId, view.Key));
        var merged = records.Select(record => Merge(record, byKey[(record.Location.Id.Value, record.Record.Key)])).ToList();
        return await writer.WriteAsync(session, source, merged, OnConflict.Update, cancellationToken);
    }

    // Two files about the same bookings at the same time would each merge without the other's view, which is not committed yet. In one order, so that they never wait for each other.
    private static Task OneAtATimeAsync(Session session, string source, IReadOnlyList<Guid> locations, CancellationToken cancellationToken) => session.ExecuteAsync(
        "select pg_advisory_xact_lock(hashtextextended('booking_view ' || @source || ' ' || location, 0)) from (select unnest(@Locations) as location order by 1) l",
        new { source, Locations = locations.Distinct().ToArray() },
        cancellationToken);

    private LocatedRecord<BookingRecord> Merge(LocatedRecord<BookingRecord> own, IEnumerable<View> others)
    {
        var views = others.Select(view => (view.Strength, Record: StorageJson.Deserialize<BookingRecord>(view.Content))).Append((Strength: strength, own.Record));
        return own with { Record = views.OrderByDescending(view => view.Strength).Select(view => view.Record).Aggregate(builder.Merge) };
    }

    private sealed record View(Guid LocationId, string Key, int Strength, string Content);
}
