using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class StaffBuilder(FieldReader fields) : RecordBuilder<StaffRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _title = fields.Text("title");
    private readonly Get<DateOnly> _hiredOn = fields.Date("hiredOn");
    private readonly Get<DateOnly> _leftOn = fields.Date("leftOn");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override StaffRecord? Build(Row row)
    {
        var staff = new StaffRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.MaybeText(_title),
            row.Maybe(_hiredOn),
            row.Maybe(_leftOn),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? staff : null;
    }
}

internal sealed class ClientBuilder(FieldReader fields) : RecordBuilder<ClientRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name");
    private readonly Get<ReadOnlyMemory<char>> _email = fields.Text("email");
    private readonly Get<ReadOnlyMemory<char>> _phone = fields.Text("phone");

    public override ClientRecord? Build(Row row)
    {
        var client = new ClientRecord(row.NeedText(_key, "key"), row.MaybeText(_name), row.MaybeText(_email), row.MaybeText(_phone));
        return row.Fault is null ? client : null;
    }
}

internal sealed class ShiftBuilder(FieldReader fields) : RecordBuilder<ShiftRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _staffKey = fields.Text("staffKey", required: true);
    private readonly Get<DateTimeOffset> _startsAt = fields.Instant("startsAt", required: true);
    private readonly Get<DateTimeOffset> _endsAt = fields.Instant("endsAt", required: true);
    private readonly Get<int> _blocked = fields.Integer("blockedMinutes");

    public override ShiftRecord? Build(Row row)
    {
        var shift = new ShiftRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_staffKey, "staffKey"),
            row.Need(_startsAt, "startsAt"),
            row.Need(_endsAt, "endsAt"),
            row.Maybe(_blocked) ?? 0);
        return row.Fault is null ? shift : null;
    }
}
