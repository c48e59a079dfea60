using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class BookingBuilder(FieldReader fields) : RecordBuilder<BookingRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _clientKey = fields.Text("clientKey");
    private readonly Get<ReadOnlyMemory<char>> _clientName = fields.Text("clientName");
    private readonly Get<ReadOnlyMemory<char>> _staffKey = fields.Text("staffKey");
    private readonly Get<ReadOnlyMemory<char>> _serviceKey = fields.Text("serviceKey");
    private readonly Get<DateTimeOffset> _startsAt = fields.Instant("startsAt");
    private readonly Get<DateOnly> _day = fields.Date("businessDay");
    private readonly Get<int> _minutes = fields.Integer("durationMinutes");
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<DateTimeOffset> _bookedAt = fields.Instant("bookedAt");
    private readonly Get<DateOnly> _cancelledOn = fields.Date("cancelledOn");

    public override BookingRecord? Build(Row row)
    {
        var booking = new BookingRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_clientKey),
            row.MaybeText(_clientName),
            row.MaybeText(_staffKey),
            row.MaybeText(_serviceKey),
            row.Maybe(_startsAt),
            row.Maybe(_day),
            row.Maybe(_minutes),
            row.NeedText(_status, "status"),
            row.Maybe(_bookedAt),
            row.Maybe(_cancelledOn));
        if (booking.StartsAt is null && booking.BusinessDay is null)
        {
            row.Fail("required", "a booking needs a startsAt or a businessDay, and the row has neither.");
        }

        return row.Fault is null ? booking : null;
    }

    public override BookingRecord Merge(BookingRecord stronger, BookingRecord weaker) => stronger with
    {
        ClientKey = stronger.ClientKey ?? weaker.ClientKey,
        ClientName = stronger.ClientName ?? weaker.ClientName,
        StaffKey = stronger.StaffKey ?? weaker.StaffKey,
        ServiceKey = stronger.ServiceKey ?? weaker.ServiceKey,
        StartsAt = stronger.StartsAt ?? weaker.StartsAt,
        BusinessDay = stronger.BusinessDay ?? weaker.BusinessDay,
        DurationMinutes = stronger.DurationMinutes ?? weaker.DurationMinutes,
        BookedAt = stronger.BookedAt ?? weaker.BookedAt,
        CancelledOn = stronger.CancelledOn ?? weaker.CancelledOn,
    };
}
