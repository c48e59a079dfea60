namespace BookedBarber.Operations.Demo;

/// <summary>Who works on a day, from when to when. Never more at once than there are chairs, never outside opening hours.</summary>
internal sealed class Roster(ShopPlan shop, IReadOnlyList<Barber> barbers, ShopClock clock)
{
    private const int TurnMinutes = 450;
    private const int ThirdOfDay = 480;
    private const int ClockChangeUntil = 240;

    /// <param name="Barber">Index of the barber.</param>
    /// <param name="Blocked">Minutes at the beginning that are kept for a meeting.</param>
    public readonly record struct Turn(int Barber, int Start, int End, int Blocked);

    public List<Turn> On(DateOnly day)
    {
        if (shop.Hours(day) is not var (opens, closes))
        {
            return [];
        }

        var weekday = Calendar.Weekday(day) - 1;
        var meeting = day is { Day: <= 7, DayOfWeek: DayOfWeek.Wednesday } ? 30 : 0;
        var turns = new List<Turn>();
        Span<int> busy = stackalloc int[3];
        for (var index = 0; index < barbers.Count; index++)
        {
            var barber = barbers[index];
            var group = shop.NeverCloses ? barber.Turn : 0;
            if (!barber.WorksFor(day) || (barber.DaysOff >> weekday & 1) == 1 || barber.IsOnLeave(day) || busy[group] == shop.Chairs)
            {
                continue;
            }

            var (start, end) = shop.NeverCloses ? RoundTheClock(barber.Turn, day) : Daytime(opens, closes, barber.Turn ^ (weekday & 1));
            turns.Add(new Turn(index, start, end, meeting));
            busy[group]++;
        }

        return turns;
    }

    private static (int Start, int End) Daytime(int opens, int closes, int late)
    {
        var length = Math.Min(TurnMinutes, closes - opens);
        return late == 0 ? (opens, opens + length) : (closes - length, closes);
    }

    /// <summary>On the two days a year when the clocks change the night turn begins after the change, so that no local time is skipped or told twice.</summary>
    private (int Start, int End) RoundTheClock(int turn, DateOnly day) => turn switch
    {
        0 => (clock.ChangesOn(day) ? ClockChangeUntil : 0, ThirdOfDay),
        1 => (ThirdOfDay, 2 * ThirdOfDay),
        _ => (2 * ThirdOfDay, 1435),
    };
}
