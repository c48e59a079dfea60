using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A booking with everything it points to found.</summary>
internal sealed record BookingRow(LedgerRow<BookingRecord> Key, Guid? ClientId, Guid? StaffId, Reference? Service)
{
    /// <summary>Its end: by its own length, else by the service's, else not known.</summary>
    public DateTimeOffset? EndsAt => (Key.Record.DurationMinutes ?? Service?.Minutes) is { } minutes ? Key.Record.StartsAt?.AddMinutes(minutes) : null;
}

internal sealed class BookingKind() : Ledger<BookingRecord>("records.booking_key")
{
    private static readonly DatedTable<BookingRow> Bookings = new("records.booking", new StageColumns<BookingRow>()
        .Uuid("id", row => row.Key.Id)
        .Day("old_day", row => row.Key.OldDay)
        .Uuid("location_id", row => row.Key.Location.Id.Value)
        .Day("business_day", row => row.Key.Day)
        .Text("source_key", row => row.Key.Record.Key)
        .Uuid("client_id", row => row.ClientId)
        .Uuid("staff_id", row => row.StaffId)
        .Uuid("service_id", row => row.Service?.Id)
        .Text("service_name", row => row.Service?.Name)
        .Instant("starts_at", row => row.Key.Record.StartsAt)
        .Instant("ends_at", row => row.EndsAt)
        .Text("status", row => row.Key.Record.Status)
        .Instant("booked_at", row => row.Key.Record.BookedAt)
        .Day("cancelled_on", row => row.Key.Record.CancelledOn));

    public override Problem? Check(Node location, BookingRecord record, DateOnly today) => BookingCheck.Check(location, record, today);

    protected override DateOnly DayOf(Node location, BookingRecord record) => BookingCheck.DayOf(location, record);

    protected override byte[] HashOf(ContentHash hash, Node location, BookingRecord record) => hash.Of(location, record);

    protected override Guid? ClientOf(BookingRecord record) => record.ClientId;

    protected override void Want(References references, LedgerRow<BookingRecord> row)
    {
        var (location, booking) = (row.Location.Id.Value, row.Record);
        references.WantClient(booking.ClientId);
        if (booking.ClientId is null)
        {
            references.Want(ReferenceKind.Client, location, booking.ClientKey, booking.ClientName);
        }

        references.Want(ReferenceKind.Staff, location, booking.StaffKey, booking.StaffKey);
        references.Want(ReferenceKind.Service, location, booking.ServiceKey, booking.ServiceKey);
    }

    protected override Task WriteAsync(WriteChunk<BookingRecord> chunk, IReadOnlyList<LedgerRow<BookingRecord>> rows, References references, CancellationToken cancellationToken) =>
        Bookings.WriteAsync(chunk, [.. rows.Select(row => BookingOf(row, references))], rows.Count(row => row.OldDay is not null), cancellationToken);

    private static BookingRow BookingOf(LedgerRow<BookingRecord> row, References references)
    {
        var (location, booking) = (row.Location.Id.Value, row.Record);
        return new BookingRow(
            row,
            booking.ClientId ?? references.Find(ReferenceKind.Client, location, booking.ClientKey)?.Id,
            references.Find(ReferenceKind.Staff, location, booking.StaffKey)?.Id,
            references.Find(ReferenceKind.Service, location, booking.ServiceKey));
    }
}
