using System.Globalization;

namespace BookedBarber.Operations.Demo;

/// <summary>Who holds which chair when: each seat passes from barber to barber as people leave and are replaced.</summary>
internal static class Staffing
{
    private const int HorizonDays = 10 * 365;
    private const double MeanTenureDays = 3.5 * 365;

    // Turns of the seats of a shop that never closes: few work at night.
    private static readonly int[] Turns = [1, 2, 1, 2, 0, 1, 2, 1, 2, 0, 1, 2];

    public static IReadOnlyList<Barber> Of(ShopPlan shop)
    {
        var random = RandomStream.For(shop.Seed, 1);
        var perChair = shop.Character.Staffing * (shop.NeverCloses ? 2.6 : shop.City.IsFarWest ? 1.4 : 1);
        var seats = Math.Max(2, (int)Math.Round(shop.Chairs * perChair, MidpointRounding.AwayFromZero));
        var barbers = new List<Barber>();
        var offs = new int[7];
        for (var seat = 0; seat < seats; seat++)
        {
            var daysOff = DaysOff(shop, random, offs);
            var turn = shop.NeverCloses ? Turns[seat % Turns.Length] : seat % 2;
            var start = shop.IsMature ? Later(shop.OpenedOn, shop.StoryFrom.AddDays(-random.Between(20, 1500))) : shop.OpenedOn;
            var end = shop.IsMature ? shop.StoryFrom.AddDays(Tenure(random)) : start.AddDays(Tenure(random));
            while (true)
            {
                var last = shop.ClosedOn is { } closed && closed < end ? closed : end;
                barbers.Add(Make(barbers.Count + 1, random, start, last, daysOff, turn, shop.Character));
                start = end.AddDays(random.Between(3, 60));
                if (start.DayNumber - shop.FirstDay.DayNumber > HorizonDays || start > shop.ClosedOn)
                {
                    break;
                }

                end = start.AddDays(Tenure(random));
            }
        }

        return barbers;
    }

    private static Barber Make(int number, RandomStream random, DateOnly hired, DateOnly left, int daysOff, int turn, Character character)
    {
        var rank = random.Weighted([0.25, 0.55, 0.2]);
        return new Barber(
            number,
            $"B{number.ToString("D2", CultureInfo.InvariantCulture)}",
            Names.Person(random),
            rank switch { 0 => "Master barber", 1 => "Barber", _ => "Junior barber" },
            hired,
            left,
            daysOff,
            turn,
            random.Within(0.88, 1.12) + (rank == 2 ? 0.12 : 0),
            Math.Clamp(random.Within(0.15, 0.5) * character.Rebooking, 0.05, 0.75),
            random.Within(0.6, 1.4) * (rank == 0 ? 1.25 : 1),
            random.Within(0.8, 1.2),
            random.LongBits());
    }

    /// <summary>Days off so that everyone works five days or fewer, mostly taken on slow days and not all on the same one.</summary>
    private static int DaysOff(ShopPlan shop, RandomStream random, int[] taken)
    {
        var open = Enumerable.Range(0, 7).Where(weekday => shop.Week[weekday] is not null).ToList();
        var working = random.Chance(0.45) ? 4 : 5;
        var mask = 0;
        for (var left = open.Count - working; left > 0; left--)
        {
            var weights = open.Select(day => (mask >> day & 1) == 1 ? 0 : 1 / (Math.Pow(Calendar.Weekdays[day], 3) * (1 + (2 * taken[day])))).ToArray();
            var day = open[random.Weighted(weights)];
            mask |= 1 << day;
            taken[day]++;
        }

        return mask;
    }

    private static int Tenure(RandomStream random) => 120 + (int)(-Math.Log(1 - random.Unit()) * MeanTenureDays);

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
}
