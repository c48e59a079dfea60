using System.Globalization;
using System.Text;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Pricing;

namespace BookedBarber.Predictions.Tests;

public sealed class PricePredictionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("price").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Elasticities_proposals_and_units_at_planned_prices_are_written()
    {
        var weeks = new StringBuilder("store,item,week,price,promo,units\n");
        var random = new Random(1);
        for (var week = 0; week < 60; week++)
        {
            foreach (var store in new[] { "north", "south" })
            {
                var price = 20 * (0.9 + (0.2 * random.NextDouble()));
                weeks.Append(CultureInfo.InvariantCulture, $"{store},cut,{week},{price:0.00},{week % 7 / 6},{100 * Math.Pow(price / 20, -1.6) * (0.97 + (0.06 * random.NextDouble())):0.0}\n");
            }
        }

        var plan = Save("plan.csv", "store,item,week,price,promo\nnorth,cut,60,20,0\nwest,cut,60,20,0\n");
        var (code, error) = await RunAsync(Save("weeks.csv", weeks.ToString()), "--known", plan, "--units-out", Path.Combine(_folder, "units.csv"));

        code.ShouldBe(0, error);
        var prices = await File.ReadAllLinesAsync(Path.Combine(_folder, "out.csv"), TestContext.Current.CancellationToken);
        prices.Length.ShouldBe(3);
        double.Parse(prices[1].Split(',')[2], CultureInfo.InvariantCulture).ShouldBe(-1.6, 0.15);
        var units = await File.ReadAllLinesAsync(Path.Combine(_folder, "units.csv"), TestContext.Current.CancellationToken);
        double.Parse(units[1].Split(',')[3], CultureInfo.InvariantCulture).ShouldBe(100, 5);
        // A shop that never sold the item: no number is made up.
        units[2].ShouldBe("west,cut,60,");
    }

    [Theory]
    [InlineData("a,b,1,0,0,5\n", "weeks.csv, row 2, column 'price': '0' is not a number above 0.")]
    [InlineData("a,b,1,3,0,-5\n", "weeks.csv, row 2, column 'units': -5 units were sold. Units must be 0 or more.")]
    [InlineData("a,b,1,3,0,5\na,b,1,4,0,5\n", "weeks.csv, row 3, column 'week': this shop, item and period are there already. Sum the rows first.")]
    [InlineData("a,b,1,3,0,5\na,b,2,3,0,6\n", "No price ever moved within a shop, so its effect cannot be told.")]
    [InlineData("", "weeks.csv has no rows.")]
    public async Task Bad_input_is_refused_in_one_line(string rows, string sentence)
    {
        var (code, error) = await RunAsync(Save("weeks.csv", "store,item,week,price,promo,units\n" + rows));

        (code, error).ShouldBe((2, sentence));
        File.Exists(Path.Combine(_folder, "out.csv")).ShouldBeFalse();
    }

    private string Save(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Code, string Error)> RunAsync(string input, params string[] more)
    {
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new PricePrediction()).RunAsync(
            ["--input", input, "--shop", "store", "--item", "item", "--period", "week", "--price", "price", "--units", "units", "--circumstances", "promo", .. more, "--out", Path.Combine(_folder, "out.csv")],
            TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, error.ToString().TrimEnd());
    }
}
