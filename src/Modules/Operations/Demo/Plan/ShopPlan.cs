namespace BookedBarber.Operations.Demo;

/// <summary>A demo shop before anything happens in it.</summary>
/// <param name="Number">From 1, in code order.</param>
/// <param name="ParentCode">Its group's code, or its region's.</param>
/// <param name="Week">Opening hours in minutes of the day, Monday first; null: closed.</param>
/// <param name="WeeklyVisits">Visits of a normal week when the shop is well known, before its own growth.</param>
/// <param name="PriceLevel">Prices relative to the menu.</param>
/// <param name="FirstDay">First day that the demo tells of, whether the shop was open by then or not.</param>
/// <param name="StoryFrom">First day that is told visit by visit; later than <paramref name="FirstDay"/> in networks so large that older days are totals only.</param>
/// <param name="OpenedOn">Opening day; may lie years before <paramref name="FirstDay"/>.</param>
/// <param name="NeverCloses">Open round the clock, as at an airport.</param>
internal sealed record ShopPlan(
    int Number,
    string Code,
    string Name,
    City City,
    string RegionCode,
    string ParentCode,
    string Address,
    double Latitude,
    double Longitude,
    int Chairs,
    IReadOnlyList<(int Opens, int Closes)?> Week,
    double WeeklyVisits,
    double PriceLevel,
    Character Character,
    double Growth,
    DateOnly FirstDay,
    DateOnly StoryFrom,
    DateOnly OpenedOn,
    DateOnly? ClosedOn,
    bool NeverCloses,
    ulong Seed)
{
    /// <summary>What happens to it on a known day.</summary>
    public ShopEvents Events { get; init; } = ShopEvents.None;

    public bool IsMature => OpenedOn < StoryFrom;

    /// <summary>Opening hours of a day; null when closed.</summary>
    public (int Opens, int Closes)? Hours(DateOnly day) =>
        day < OpenedOn || day > ClosedOn || (!NeverCloses && Calendar.IsHoliday(day)) ? null : Week[Calendar.Weekday(day) - 1];

    /// <summary>Visits to be expected on a day when everybody knows the shop.</summary>
    public double ExpectedVisits(DateOnly day)
    {
        if (Hours(day) is null)
        {
            return 0;
        }

        var open = 0.0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            open += Week[weekday] is null ? 0 : Calendar.Weekdays[weekday];
        }

        return WeeklyVisits * Calendar.Weekdays[Calendar.Weekday(day) - 1] / open * Trend(day) * Events.Visits(day) * Calendar.Season(day) * Calendar.HolidayRush(day);
    }

    /// <summary>Demand relative to the first day's.</summary>
    public double Trend(DateOnly day) => Math.Exp(Growth * Math.Min(10 * 365, day.DayNumber - FirstDay.DayNumber) / 365.0);

    /// <summary>Prices relative to the menu; they rise by three percent each January.</summary>
    public double Prices(DateOnly day) => PriceLevel * Events.Prices(day) * Math.Pow(1.03, day.Year - FirstDay.Year);

    /// <summary>List price in whole dollars.</summary>
    public decimal PriceOf(int menuPrice, DateOnly day) =>
        decimal.Round((decimal)(menuPrice * Prices(day)), 0, MidpointRounding.AwayFromZero);
}
