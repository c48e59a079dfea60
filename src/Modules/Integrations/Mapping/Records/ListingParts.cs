using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

/// <summary>The lists inside a location's public profile.</summary>
internal static class ListingParts
{
    public static Func<Row, ListedHours?> Hours(FieldReader fields)
    {
        var weekday = fields.Text("weekday", required: true);
        var (opens, closes) = (fields.Time("opens", required: true), fields.Time("closes", required: true));
        return row =>
        {
            var hours = new ListedHours(row.NeedText(weekday, "weekday"), row.Need(opens, "opens"), row.Need(closes, "closes"));
            return row.Fault is null ? hours : null;
        };
    }

    public static Func<Row, ListedDay?> SpecialDay(FieldReader fields)
    {
        var day = fields.Date("day", required: true);
        var (opens, closes) = (fields.Time("opens"), fields.Time("closes"));
        return row =>
        {
            var listed = new ListedDay(row.Need(day, "day"), row.Maybe(opens), row.Maybe(closes));
            return row.Fault is null ? listed : null;
        };
    }
}
