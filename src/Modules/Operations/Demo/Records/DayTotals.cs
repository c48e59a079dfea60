using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>Day totals of shops whose visits are not told one by one: the same seasons, trends and prices, with the scatter of small counts.</summary>
internal static class DayTotals
{
    private const double MeanTicket = 43;
    private const double RampDays = 140;

    /// <summary>The total of a day; null when the shop was closed.</summary>
    public static DailyCloseRecord? Of(ShopPlan shop, DateOnly day)
    {
        var mean = shop.ExpectedVisits(day);
        if (mean <= 0)
        {
            return null;
        }

        var age = day.DayNumber - shop.OpenedOn.DayNumber;
        mean *= 1 - Math.Exp(-(age + 20) / RampDays);
        var random = RandomStream.For(shop.Seed, 5, (ulong)day.DayNumber);
        var visits = Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * 1.1 * random.Normal()), MidpointRounding.AwayFromZero));
        var net = Cents(visits * MeanTicket * shop.Prices(day) * random.LogNormal(1, 0.06));
        return new DailyCloseRecord(day, net, Cents((double)net * 0.09 * (double)SalesTax.Of(shop.City.State).Products), Cents((double)net * random.Within(0.12, 0.17)), visits, visits, "USD");
    }

    private static decimal Cents(double amount) => decimal.Round((decimal)amount, 2, MidpointRounding.AwayFromZero);
}
