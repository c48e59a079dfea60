using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Mapping;

/// <summary>A unit of the tree as a record of a file.</summary>
internal sealed record LocationRecord(NewNode Node) : CanonicalRecord(Node.Code);

internal sealed class LocationBuilder(FieldReader fields) : RecordBuilder<LocationRecord>
{
    private static readonly string[] Kinds = ["region", "group", "location"];
    private readonly Get<ReadOnlyMemory<char>> _kind = fields.Text("kind");
    private readonly Get<ReadOnlyMemory<char>> _code = fields.Text("code", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _parent = fields.Text("parentCode");
    private readonly Get<ReadOnlyMemory<char>> _zone = fields.Text("timeZone");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _latitude = fields.Decimal("latitude");
    private readonly Get<decimal> _longitude = fields.Decimal("longitude");
    private readonly Get<ReadOnlyMemory<char>> _address = fields.Text("address");
    private readonly Get<int> _chairs = fields.Integer("chairs");
    private readonly Get<DateOnly> _openedOn = fields.Date("openedOn");
    private readonly Get<DateOnly> _closedOn = fields.Date("closedOn");
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status");

    public override LocationRecord? Build(Row row)
    {
        var node = new NewNode(
            KindOf(row, row.MaybeText(_kind) ?? "location"),
            row.NeedText(_code, "code"),
            row.NeedText(_name, "name"),
            row.MaybeText(_parent),
            Checked(row, row.MaybeText(_zone), zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "unknown_time_zone", "is not a time zone such as Europe/Berlin"),
            Checked(row, row.MaybeText(_currency), code => Currency.TryParse(code, out _), "unknown_currency", "is not an ISO 4217 currency such as EUR"),
            (double?)row.Maybe(_latitude),
            (double?)row.Maybe(_longitude),
            row.MaybeText(_address),
            row.Maybe(_chairs),
            row.Maybe(_openedOn),
            row.Maybe(_closedOn),
            row.MaybeText(_status));
        return row.Fault is null ? new LocationRecord(node) : null;
    }

    public override string KeyOf(LocationRecord record) => $"{record.Node.Kind}/{record.Node.Code}";

    private static NodeKind KindOf(Row row, string kind)
    {
        var index = Array.IndexOf(Kinds, kind);
        if (index < 0)
        {
            row.Fail("unknown_kind", $"'{kind}' is not a kind of unit. Known are: {string.Join(", ", Kinds)}.");
        }

        return index switch { 0 => NodeKind.Region, 1 => NodeKind.Group, _ => NodeKind.Location };
    }

    private static string? Checked(Row row, string? value, Func<string, bool> known, string code, string detail)
    {
        if (value is not null && !known(value))
        {
            row.Fail(code, $"'{value}' {detail}.");
        }

        return value;
    }
}
