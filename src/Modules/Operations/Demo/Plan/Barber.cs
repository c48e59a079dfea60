namespace BookedBarber.Operations.Demo;

/// <summary>A barber of a demo shop, for as long as they stay.</summary>
/// <param name="LeftOn">Last day of work; null beyond the horizon.</param>
/// <param name="DaysOff">Weekdays off, bit 0 = Monday.</param>
/// <param name="Turn">0 early, 1 late; in a shop that never closes 0 night, 1 day, 2 evening.</param>
/// <param name="Speed">Time needed, relative to the menu.</param>
/// <param name="Rebooking">Chance that a client leaves with the next appointment.</param>
/// <param name="Pull">How many clients choose this chair, relative to the others.</param>
/// <param name="Tips">Tips relative to the clients' habit.</param>
internal sealed record Barber(int Number, string Key, string Name, string Title, DateOnly HiredOn, DateOnly? LeftOn, int DaysOff, int Turn, double Speed, double Rebooking, double Pull, double Tips, ulong Seed)
{
    public bool WorksFor(DateOnly day) => day >= HiredOn && !(day > LeftOn);

    /// <summary>Weeks of leave: two or so a year.</summary>
    public bool IsOnLeave(DateOnly day) => RandomStream.SeedFor(Seed, (ulong)(day.DayNumber / 7)) % 25 == 0;
}
