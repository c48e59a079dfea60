using System.Globalization;

namespace BookedBarber.Bench.Predictions;

/// <summary>Many locations with three years of days, forecast 42 days ahead.</summary>
internal static class Speed
{
    public static void Run(Product product, int locations)
    {
        const int Days = 1095;
        var first = new DateOnly(2023, 1, 1);
        var random = new Random(1);
        IEnumerable<string> Lines()
        {
            yield return "id,date,value";
            for (var location = 0; location < locations; location++)
            {
                var level = 500 + (1000 * random.NextDouble());
                for (var day = 0; day < Days; day++)
                {
                    var weekday = (int)first.AddDays(day).DayOfWeek;
                    if (weekday != 0)
                    {
                        level *= 1 + (0.004 * (random.NextDouble() - 0.498));
                        yield return string.Create(CultureInfo.InvariantCulture, $"L{location},{first.AddDays(day):yyyy-MM-dd},{level * (0.7 + (0.1 * weekday)) * (0.85 + (0.3 * random.NextDouble())):0.00}");
                    }
                }
            }
        }

        var input = product.Write("speed.csv", Lines());
        var answer = product.Ask("speed", "revenue", "--input", input, "--id", "id", "--date", "date", "--value", "value", "--horizon", "42");
        Table.Row($"{locations} locations × 42 days from three years of days, files read and written (seconds)", string.Empty, "R per series: ETS 0.1–5 s, ARIMA 0.5–40 s", answer.Seconds.ToString("0.0", CultureInfo.InvariantCulture), "≤ 60");
    }
}
