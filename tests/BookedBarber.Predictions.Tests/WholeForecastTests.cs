using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Revenue;

namespace BookedBarber.Predictions.Tests;

public sealed class WholeForecastTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("monthly", 48)]
    [InlineData("daily", 120)]
    public async Task Places_and_the_whole_add_up_in_every_step(string frequency, int steps)
    {
        var random = new Random(2);
        var lines = Enumerable.Range(0, 3).SelectMany(shop => Enumerable.Range(0, steps).Select(step => FormattableString.Invariant($"{shop},{Day(frequency, step)},{(1000 * (shop + 1)) + (300 * random.NextDouble()):0.00}")));

        var (code, rows, error) = await RunAsync(lines, frequency, "Network");

        code.ShouldBe(0, error);
        var byDate = rows.Skip(1).Select(row => row.Split(',')).GroupBy(cells => cells[1]).ToList();
        byDate.Count.ShouldBe(4);
        foreach (var step in byDate)
        {
            var whole = step.Single(cells => cells[0] == "Network");
            Number(whole[2]).ShouldBe(step.Where(cells => cells[0] != "Network").Sum(cells => Number(cells[2])), 0.1);
            whole[6].TrimStart('"').ShouldStartWith("sum of 3 places");
        }
    }

    [Fact]
    public async Task A_whole_named_like_a_place_is_refused()
    {
        var (code, _, error) = await RunAsync(Enumerable.Range(0, 10).Select(step => FormattableString.Invariant($"0,{Day("monthly", step)},{step + 5}")), "monthly", "0");

        code.ShouldBe(2);
        error.ShouldEndWith("--total is '0', which is a place of the file. Give the whole another name.");
    }

    private static string Day(string frequency, int step) => (frequency == "monthly" ? new DateOnly(2020, 1, 1).AddMonths(step) : new DateOnly(2024, 1, 1).AddDays(step)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private async Task<(int Code, IReadOnlyList<string> Rows, string Error)> RunAsync(IEnumerable<string> lines, string frequency, string whole)
    {
        var (input, output) = (Path.Combine(_folder, "t.csv"), Path.Combine(_folder, "out.csv"));
        await File.WriteAllLinesAsync(input, lines.Prepend("shop,day,takings"), TestContext.Current.CancellationToken);
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new RevenuePrediction(TimeProvider.System)).RunAsync(["--input", input, "--id", "shop", "--date", "day", "--value", "takings", "--horizon", "4", "--frequency", frequency, "--total", whole, "--out", output], TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, File.Exists(output) ? await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken) : [], error.ToString().ReplaceLineEndings("\n").TrimEnd());
    }
}
