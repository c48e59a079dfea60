using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class LeadBuilder(FieldReader fields) : RecordBuilder<LeadRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name");
    private readonly Get<ReadOnlyMemory<char>> _email = fields.Text("email");
    private readonly Get<ReadOnlyMemory<char>> _phone = fields.Text("phone");
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _origin = fields.Text("origin");
    private readonly Get<ReadOnlyMemory<char>> _campaignKey = fields.Text("campaignKey");
    private readonly Get<ReadOnlyMemory<char>> _companyKey = fields.Text("companyKey");
    private readonly Get<ReadOnlyMemory<char>> _ownerKey = fields.Text("ownerKey");
    private readonly Get<decimal> _score = fields.Decimal("score");
    private readonly Get<DateTimeOffset> _createdAt = fields.Instant("createdAt", required: true);
    private readonly Get<DateTimeOffset> _convertedAt = fields.Instant("convertedAt");
    private readonly Get<ReadOnlyMemory<char>> _convertedKey = fields.Text("convertedKey");

    public override LeadRecord? Build(Row row)
    {
        var lead = new LeadRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_name),
            row.MaybeText(_email),
            row.MaybeText(_phone),
            row.NeedText(_type, "type"),
            row.NeedText(_status, "status"),
            row.MaybeText(_origin),
            row.MaybeText(_campaignKey),
            row.MaybeText(_companyKey),
            row.MaybeText(_ownerKey),
            row.Maybe(_score),
            row.Need(_createdAt, "createdAt"),
            row.Maybe(_convertedAt),
            row.MaybeText(_convertedKey));
        return row.Fault is null ? lead : null;
    }
}

internal sealed class CompanyBuilder(FieldReader fields) : RecordBuilder<CompanyRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<ReadOnlyMemory<char>> _domain = fields.Text("domain");
    private readonly Get<ReadOnlyMemory<char>> _phone = fields.Text("phone");
    private readonly Get<ReadOnlyMemory<char>> _industry = fields.Text("industry");
    private readonly Get<ReadOnlyMemory<char>> _city = fields.Text("city");
    private readonly Get<ReadOnlyMemory<char>> _country = fields.Text("country");
    private readonly Get<ReadOnlyMemory<char>> _ownerKey = fields.Text("ownerKey");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override CompanyRecord? Build(Row row)
    {
        var company = new CompanyRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.NeedText(_type, "type"),
            row.MaybeText(_domain),
            row.MaybeText(_phone),
            row.MaybeText(_industry),
            row.MaybeText(_city),
            row.MaybeText(_country),
            row.MaybeText(_ownerKey),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? company : null;
    }
}

internal sealed class DealBuilder(FieldReader fields) : RecordBuilder<DealRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _pipeline = fields.Text("pipeline");
    private readonly Get<ReadOnlyMemory<char>> _stage = fields.Text("stage", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _amount = fields.Decimal("amount");
    private readonly Get<decimal> _probability = fields.Decimal("probability");
    private readonly Get<ReadOnlyMemory<char>> _companyKey = fields.Text("companyKey");
    private readonly Get<ReadOnlyMemory<char>> _leadKey = fields.Text("leadKey");
    private readonly Get<ReadOnlyMemory<char>> _ownerKey = fields.Text("ownerKey");
    private readonly Get<DateTimeOffset> _createdAt = fields.Instant("createdAt", required: true);
    private readonly Get<DateTimeOffset> _stageSince = fields.Instant("stageSince");
    private readonly Get<DateOnly> _closesOn = fields.Date("closesOn");

    public override DealRecord? Build(Row row)
    {
        var deal = new DealRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.MaybeText(_pipeline),
            row.NeedText(_stage, "stage"),
            row.NeedText(_status, "status"),
            row.MaybeText(_currency),
            row.Maybe(_amount),
            row.Maybe(_probability),
            row.MaybeText(_companyKey),
            row.MaybeText(_leadKey),
            row.MaybeText(_ownerKey),
            row.Need(_createdAt, "createdAt"),
            row.Maybe(_stageSince),
            row.Maybe(_closesOn));
        return row.Fault is null ? deal : null;
    }
}

internal sealed class ConsentBuilder(FieldReader fields) : RecordBuilder<ConsentRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _personKey = fields.Text("personKey");
    private readonly Get<ReadOnlyMemory<char>> _address = fields.Text("address");
    private readonly Get<ReadOnlyMemory<char>> _channel = fields.Text("channel", required: true);
    private readonly Get<ReadOnlyMemory<char>> _purpose = fields.Text("purpose", required: true);
    private readonly Get<ReadOnlyMemory<char>> _state = fields.Text("state", required: true);
    private readonly Get<ReadOnlyMemory<char>> _wording = fields.Text("wording");
    private readonly Get<ReadOnlyMemory<char>> _origin = fields.Text("origin");
    private readonly Get<DateTimeOffset> _at = fields.Instant("at", required: true);

    public override ConsentRecord? Build(Row row)
    {
        var consent = new ConsentRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_personKey),
            row.MaybeText(_address),
            row.NeedText(_channel, "channel"),
            row.NeedText(_purpose, "purpose"),
            row.NeedText(_state, "state"),
            row.MaybeText(_wording),
            row.MaybeText(_origin),
            row.Need(_at, "at"));
        return row.Fault is null ? consent : null;
    }
}
