using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class CampaignBuilder(FieldReader fields) : RecordBuilder<CampaignRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _channel = fields.Text("channel", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _subject = fields.Text("subject");
    private readonly Get<DateOnly> _startsOn = fields.Date("startsOn");
    private readonly Get<DateOnly> _endsOn = fields.Date("endsOn");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _budget = fields.Decimal("budget");

    public override CampaignRecord? Build(Row row)
    {
        var campaign = new CampaignRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.NeedText(_channel, "channel"),
            row.NeedText(_status, "status"),
            row.MaybeText(_subject),
            row.Maybe(_startsOn),
            row.Maybe(_endsOn),
            row.MaybeText(_currency),
            row.Maybe(_budget));
        return row.Fault is null ? campaign : null;
    }
}

internal sealed class CampaignResultBuilder(FieldReader fields) : RecordBuilder<CampaignResultRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _campaignKey = fields.Text("campaignKey", required: true);
    private readonly Get<DateOnly> _day = fields.Date("day", required: true);
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _cost = fields.Decimal("cost");
    private readonly Get<int> _impressions = fields.Integer("impressions");
    private readonly Get<int> _clicks = fields.Integer("clicks");
    private readonly Get<int> _sends = fields.Integer("sends");
    private readonly Get<int> _deliveries = fields.Integer("deliveries");
    private readonly Get<int> _opens = fields.Integer("opens");
    private readonly Get<int> _bounces = fields.Integer("bounces");
    private readonly Get<int> _unsubscribes = fields.Integer("unsubscribes");
    private readonly Get<int> _complaints = fields.Integer("complaints");
    private readonly Get<decimal> _conversions = fields.Decimal("conversions");
    private readonly Get<decimal> _conversionValue = fields.Decimal("conversionValue");

    public override CampaignResultRecord? Build(Row row)
    {
        var campaignResult = new CampaignResultRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_campaignKey, "campaignKey"),
            row.Need(_day, "day"),
            row.MaybeText(_currency),
            row.Maybe(_cost),
            row.Maybe(_impressions),
            row.Maybe(_clicks),
            row.Maybe(_sends),
            row.Maybe(_deliveries),
            row.Maybe(_opens),
            row.Maybe(_bounces),
            row.Maybe(_unsubscribes),
            row.Maybe(_complaints),
            row.Maybe(_conversions),
            row.Maybe(_conversionValue));
        return row.Fault is null ? campaignResult : null;
    }
}

internal sealed class MessageBuilder(FieldReader fields) : RecordBuilder<MessageRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _channel = fields.Text("channel", required: true);
    private readonly Get<ReadOnlyMemory<char>> _direction = fields.Text("direction", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _sender = fields.Text("sender");
    private readonly Get<ReadOnlyMemory<char>> _recipient = fields.Text("recipient");
    private readonly Get<ReadOnlyMemory<char>> _clientKey = fields.Text("clientKey");
    private readonly Get<ReadOnlyMemory<char>> _campaignKey = fields.Text("campaignKey");
    private readonly Get<ReadOnlyMemory<char>> _subject = fields.Text("subject");
    private readonly Get<ReadOnlyMemory<char>> _body = fields.Text("body");
    private readonly Get<DateTimeOffset> _at = fields.Instant("at", required: true);
    private readonly Get<DateTimeOffset> _statusAt = fields.Instant("statusAt");
    private readonly Get<ReadOnlyMemory<char>> _failureCode = fields.Text("failureCode");

    public override MessageRecord? Build(Row row)
    {
        var message = new MessageRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_channel, "channel"),
            row.NeedText(_direction, "direction"),
            row.NeedText(_status, "status"),
            row.MaybeText(_sender),
            row.MaybeText(_recipient),
            row.MaybeText(_clientKey),
            row.MaybeText(_campaignKey),
            row.MaybeText(_subject),
            row.MaybeText(_body),
            row.Need(_at, "at"),
            row.Maybe(_statusAt),
            row.MaybeText(_failureCode));
        return row.Fault is null ? message : null;
    }
}
