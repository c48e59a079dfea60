using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class ReviewBuilder(FieldReader fields) : RecordBuilder<ReviewRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<decimal> _rating = fields.Decimal("rating");
    private readonly Get<ReadOnlyMemory<char>> _text = fields.Text("text");
    private readonly Get<ReadOnlyMemory<char>> _author = fields.Text("author");
    private readonly Get<DateTimeOffset> _writtenAt = fields.Instant("writtenAt", required: true);
    private readonly Get<ReadOnlyMemory<char>> _reply = fields.Text("reply");
    private readonly Get<DateTimeOffset> _repliedAt = fields.Instant("repliedAt");
    private readonly Get<ReadOnlyMemory<char>> _url = fields.Text("url");

    public override ReviewRecord? Build(Row row)
    {
        var review = new ReviewRecord(
            row.NeedText(_key, "key"),
            row.Maybe(_rating),
            row.MaybeText(_text),
            row.MaybeText(_author),
            row.Need(_writtenAt, "writtenAt"),
            row.MaybeText(_reply),
            row.Maybe(_repliedAt),
            row.MaybeText(_url));
        return row.Fault is null ? review : null;
    }
}

internal sealed class LocationProfileBuilder(FieldReader fields) : RecordBuilder<LocationProfileRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _phone = fields.Text("phone");
    private readonly Get<ReadOnlyMemory<char>> _website = fields.Text("website");
    private readonly Get<ReadOnlyMemory<char>> _street = fields.Text("street");
    private readonly Get<ReadOnlyMemory<char>> _city = fields.Text("city");
    private readonly Get<ReadOnlyMemory<char>> _region = fields.Text("region");
    private readonly Get<ReadOnlyMemory<char>> _postalCode = fields.Text("postalCode");
    private readonly Get<ReadOnlyMemory<char>> _country = fields.Text("country");
    private readonly Get<decimal> _latitude = fields.Decimal("latitude");
    private readonly Get<decimal> _longitude = fields.Decimal("longitude");
    private readonly ListBuilder<ListedHours> _hours = fields.List("hours", ListingParts.Hours);
    private readonly ListBuilder<ListedDay> _specialDays = fields.List("specialDays", ListingParts.SpecialDay);

    public override LocationProfileRecord? Build(Row row)
    {
        var locationProfile = new LocationProfileRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.NeedText(_status, "status"),
            row.MaybeText(_phone),
            row.MaybeText(_website),
            row.MaybeText(_street),
            row.MaybeText(_city),
            row.MaybeText(_region),
            row.MaybeText(_postalCode),
            row.MaybeText(_country),
            row.Maybe(_latitude),
            row.Maybe(_longitude),
            _hours.Build(row),
            _specialDays.Build(row));
        return row.Fault is null ? locationProfile : null;
    }
}

internal sealed class ListingResultBuilder(FieldReader fields) : RecordBuilder<ListingResultRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<DateOnly> _day = fields.Date("day", required: true);
    private readonly Get<int> _searchViews = fields.Integer("searchViews");
    private readonly Get<int> _mapViews = fields.Integer("mapViews");
    private readonly Get<int> _websiteClicks = fields.Integer("websiteClicks");
    private readonly Get<int> _calls = fields.Integer("calls");
    private readonly Get<int> _directions = fields.Integer("directions");
    private readonly Get<int> _bookings = fields.Integer("bookings");
    private readonly Get<int> _messages = fields.Integer("messages");

    public override ListingResultRecord? Build(Row row)
    {
        var listingResult = new ListingResultRecord(
            row.NeedText(_key, "key"),
            row.Need(_day, "day"),
            row.Maybe(_searchViews),
            row.Maybe(_mapViews),
            row.Maybe(_websiteClicks),
            row.Maybe(_calls),
            row.Maybe(_directions),
            row.Maybe(_bookings),
            row.Maybe(_messages));
        return row.Fault is null ? listingResult : null;
    }
}
