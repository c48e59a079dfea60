using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

/// <summary>Clients of a shop whose rhythm and chance of leaving are known.</summary>
internal static class SimulatedClients
{
    public static readonly DateOnly FirstDay = new(2024, 1, 1);

    public static readonly DateOnly LastDay = new(2025, 12, 31);

    /// <summary>Clients who join within the first half year.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="rate">Weeks between visits.</param>
    /// <param name="leave">Chance of leaving after a visit.</param>
    /// <param name="regularity">1: any moment is as likely; more: steadier.</param>
    public static List<ClientVisits> Draw(int count, int seed, double rate, double leave, int regularity)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var at = (double)random.Next(182);
            var days = new SortedSet<DateOnly> { FirstDay.AddDays((int)at) };
            for (var first = true; first || random.NextDouble() >= leave; first = false)
            {
                for (var step = 0; step < regularity; step++)
                {
                    at -= Math.Log(1 - random.NextDouble()) * rate * 7 / regularity;
                }

                if (FirstDay.AddDays((int)at) > LastDay)
                {
                    break;
                }

                days.Add(FirstDay.AddDays((int)at));
            }

            var mean = 20 + (10 * random.NextDouble());
            return new ClientVisits([.. days], [.. days.Select(_ => mean * (0.8 + (0.4 * random.NextDouble())))]);
        })];
    }
}
