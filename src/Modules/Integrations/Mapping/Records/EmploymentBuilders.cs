using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class TimeOffBuilder(FieldReader fields) : RecordBuilder<TimeOffRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _staffKey = fields.Text("staffKey", required: true);
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<DateOnly> _firstDay = fields.Date("firstDay", required: true);
    private readonly Get<DateOnly> _lastDay = fields.Date("lastDay", required: true);
    private readonly Get<decimal> _hours = fields.Decimal("hours");
    private readonly Get<ReadOnlyMemory<char>> _note = fields.Text("note");

    public override TimeOffRecord? Build(Row row)
    {
        var timeOff = new TimeOffRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_staffKey, "staffKey"),
            row.NeedText(_type, "type"),
            row.NeedText(_status, "status"),
            row.Need(_firstDay, "firstDay"),
            row.Need(_lastDay, "lastDay"),
            row.Maybe(_hours),
            row.MaybeText(_note));
        return row.Fault is null ? timeOff : null;
    }
}

internal sealed class EmploymentChangeBuilder(FieldReader fields) : RecordBuilder<EmploymentChangeRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _staffKey = fields.Text("staffKey", required: true);
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<DateOnly> _effectiveOn = fields.Date("effectiveOn", required: true);
    private readonly Get<ReadOnlyMemory<char>> _title = fields.Text("title");
    private readonly Get<ReadOnlyMemory<char>> _department = fields.Text("department");
    private readonly Get<ReadOnlyMemory<char>> _place = fields.Text("place");
    private readonly Get<ReadOnlyMemory<char>> _managerKey = fields.Text("managerKey");
    private readonly Get<ReadOnlyMemory<char>> _employment = fields.Text("employment");
    private readonly Get<ReadOnlyMemory<char>> _note = fields.Text("note");

    public override EmploymentChangeRecord? Build(Row row)
    {
        var employmentChange = new EmploymentChangeRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_staffKey, "staffKey"),
            row.NeedText(_type, "type"),
            row.Need(_effectiveOn, "effectiveOn"),
            row.MaybeText(_title),
            row.MaybeText(_department),
            row.MaybeText(_place),
            row.MaybeText(_managerKey),
            row.MaybeText(_employment),
            row.MaybeText(_note));
        return row.Fault is null ? employmentChange : null;
    }
}

internal sealed class CalendarEventBuilder(FieldReader fields) : RecordBuilder<CalendarEventRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _calendarKey = fields.Text("calendarKey");
    private readonly Get<ReadOnlyMemory<char>> _staffKey = fields.Text("staffKey");
    private readonly Get<DateTimeOffset> _startsAt = fields.Instant("startsAt", required: true);
    private readonly Get<DateTimeOffset> _endsAt = fields.Instant("endsAt", required: true);
    private readonly Get<bool> _isBusy = fields.Boolean("isBusy");
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _bookingKey = fields.Text("bookingKey");
    private readonly Get<ReadOnlyMemory<char>> _title = fields.Text("title");

    public override CalendarEventRecord? Build(Row row)
    {
        var calendarEvent = new CalendarEventRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_calendarKey),
            row.MaybeText(_staffKey),
            row.Need(_startsAt, "startsAt"),
            row.Need(_endsAt, "endsAt"),
            row.Maybe(_isBusy) ?? true,
            row.NeedText(_status, "status"),
            row.MaybeText(_bookingKey),
            row.MaybeText(_title));
        return row.Fault is null ? calendarEvent : null;
    }
}
