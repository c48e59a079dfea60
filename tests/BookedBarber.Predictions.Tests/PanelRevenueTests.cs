using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Revenue;

namespace BookedBarber.Predictions.Tests;

public sealed class PanelRevenueTests : IDisposable
{
    private static readonly DateOnly First = new(2025, 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Days_that_the_plan_leaves_out_or_closes_are_forecast_zero_and_say_why()
    {
        var input = Write("days.csv", Days(["North", "South"], 200, "Promo", (_, day) => (day / 7) % 2));
        var plan = Write("plan.csv", ["shop,day,Open,Promo", .. new[] { "North", "South" }.SelectMany(shop => new[] { $"{shop},{Day(200)},1,0", $"{shop},{Day(201)},0,0" })]);

        var rows = await ForecastAsync("--input", input, "--known", plan, "--regressors", "Promo", "--horizon", "3");

        rows.Select(row => row.Split(',')[0]).ShouldBe(["North", "North", "North", "South", "South", "South"]);
        rows.Select(row => row.Split(',')[1]).Take(3).ShouldBe([Day(200), Day(201), Day(202)]);
        double.Parse(rows[0].Split(',')[2], CultureInfo.InvariantCulture).ShouldBe(100, 10);
        rows[1].ShouldEndWith(",0,0,0,0,closed by plan");
        rows[2].ShouldEndWith(",0,0,0,0,closed by plan");
    }

    [Fact]
    public async Task A_calendar_without_places_holds_for_all_of_them_and_may_name_its_date_differently()
    {
        var input = Write("days.csv", Days(["North", "South"], 120, null, null));
        var calendar = Write("calendar.csv", ["calendar_date,holiday", .. Enumerable.Range(0, 130).Select(day => $"{Day(day)},{(day % 30 == 0 ? 1 : 0)}")]);

        var rows = await ForecastAsync("--input", input, "--known", calendar, "--holidays", "holiday", "--horizon", "5");

        rows.Count.ShouldBe(10);
        rows.ShouldAllBe(row => row.Contains("corrected by trees from 2 places"));
    }

    [Fact]
    public async Task The_same_input_gives_the_same_file()
    {
        var input = Write("days.csv", Days(["North"], 90, null, null));

        (await ForecastAsync("--input", input, "--horizon", "7")).ShouldBe(await ForecastAsync("--input", input, "--horizon", "7"));
    }

    private async Task<IReadOnlyList<string>> ForecastAsync(params string[] words)
    {
        var path = Path.Combine(_folder, "out.csv");
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new RevenuePrediction(TimeProvider.System)).RunAsync([.. words, "--id", "shop", "--date", "day", "--value", "takings", "--out", path], TextWriter.Null, error, TestContext.Current.CancellationToken);
        code.ShouldBe(0, error.ToString());
        return (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))[1..];
    }

    private static IEnumerable<string> Days(string[] shops, int days, string? fact, Func<string, int, int>? factOf)
    {
        var random = new Random(1);
        yield return fact is null ? "shop,day,takings" : $"shop,day,takings,{fact}";
        foreach (var shop in shops)
        {
            for (var day = 0; day < days; day++)
            {
                var value = (100 + (random.NextDouble() * 4)).ToString("0.00", CultureInfo.InvariantCulture);
                yield return fact is null ? $"{shop},{Day(day)},{value}" : $"{shop},{Day(day)},{value},{factOf!(shop, day)}";
            }
        }
    }

    private static string Day(int day) => First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
