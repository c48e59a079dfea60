using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using BookedBarber.Network.Domain;
using Span = BookedBarber.Network.Contracts.OpeningHours;

namespace BookedBarber.Network.Features.OpeningHours;

/// <summary>The opening hours of a location's week.</summary>
/// <param name="Hours">Spans in order; a weekday without one is closed.</param>
/// <param name="From">Reading: the day the hours hold on. Writing: the first day they hold; today at the location when left out.</param>
internal sealed record HoursBody(
    IReadOnlyList<HoursSpan> Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? From = null);

/// <summary>One opening span.</summary>
internal sealed record HoursSpan(
    [property: Description("1 (Monday) to 7 (Sunday).")] int Weekday,
    [property: Description("HH:MM in the location's local time.")] string Opens,
    [property: Description("HH:MM, after opens; a span over midnight is two spans. 24:00 is written 23:59.")] string Closes)
{
    public static HoursSpan Of(Span span) => new(span.Weekday, Text(span.Opens), Text(span.Closes));

    public Span? Read(Faults faults, int index)
    {
        var (opens, closes) = (Time(Opens), Time(Closes));
        if (opens is null || closes is null)
        {
            faults.Add($"hours[{index}].{(opens is null ? "opens" : "closes")}", "malformed", "Times are written HH:MM, such as 09:30.");
            return null;
        }

        return new Span(Weekday, opens.Value, closes.Value);
    }

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Text(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
