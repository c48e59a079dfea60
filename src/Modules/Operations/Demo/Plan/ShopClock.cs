namespace BookedBarber.Operations.Demo;

/// <summary>Turns a shop's local day and minute into instants (seconds since 1970) and back.</summary>
/// <remarks>Uses the offset at noon for the whole day: exact on all days but those on which the clocks change, and there from 04:00 on.</remarks>
internal sealed class ShopClock(string timeZone)
{
    private static readonly TimeOnly Noon = new(12, 0);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private DateOnly _day;
    private long _midnight;

    public long Midnight(DateOnly day)
    {
        if (day != _day)
        {
            var noon = day.ToDateTime(Noon);
            _midnight = new DateTimeOffset(noon, _zone.GetUtcOffset(noon)).ToUnixTimeSeconds() - (12 * 3600);
            _day = day;
        }

        return _midnight;
    }

    public long At(DateOnly day, int minute) => Midnight(day) + (minute * 60L);

    public DateOnly DayOf(long instant) =>
        instant >= _midnight + (4 * 3600) && instant < _midnight + (23 * 3600) ? _day : Convert(instant);

    private DateOnly Convert(long instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(instant), _zone).DateTime);

    public bool ChangesOn(DateOnly day) => _zone.GetUtcOffset(day.ToDateTime(default)) != _zone.GetUtcOffset(day.ToDateTime(Noon));
}
