namespace BookedBarber.Predictions.Tests.Platform;

/// <summary>Two years of weeks of services whose units follow their prices by a known elasticity.</summary>
internal static class PlantedPrices
{
    public const double Elasticity = -0.7;

    /// <summary>Weeks ago in which the raised shop raised.</summary>
    public const int RaisedWeeksAgo = 16;

    public const double Rise = 0.12;

    public static IEnumerable<Chain.Sale> Sales(int shops, int raisedShop)
    {
        var random = new Random(7);
        var monday = Chain.Today.AddDays(-(((int)Chain.Today.DayOfWeek + 6) % 7));
        for (var shop = 0; shop < shops; shop++)
        {
            for (var week = 60; week >= 1; week--)
            {
                // Without a raised shop each moves its prices at its own time.
                var price = 30 * (shop == raisedShop ? week <= RaisedWeeksAgo ? 1 + Rise : 1 : raisedShop < 0 && week <= 30 - (3 * shop) ? 1.08 : 1);
                foreach (var (service, level, usual) in new[] { ("Haircut", price, 30.0), ("Beard trim", price / 2, 12.0), ("Shave", price * 0.8, 8.0) })
                {
                    var moved = service == "Haircut" || shop == raisedShop ? price / 30 : 1;
                    var units = (int)Math.Round(usual * Math.Pow(moved, Elasticity) * (1 + (0.08 * (random.NextDouble() - 0.5))));
                    for (var unit = 0; unit < units; unit++)
                    {
                        yield return new Chain.Sale(shop, monday.AddDays((-7 * week) + (unit % 6)), null, service, service == "Haircut" || shop == raisedShop ? level : usual);
                    }
                }
            }
        }
    }
}
