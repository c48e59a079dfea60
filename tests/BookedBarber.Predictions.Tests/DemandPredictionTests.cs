using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Demand;

namespace BookedBarber.Predictions.Tests;

public sealed class DemandPredictionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Full_hours_raise_the_demand_above_what_was_served()
    {
        // Mondays at 10 with four chairs, every second one full.
        var rows = await DemandAsync("day,hour,service,count,full", Enumerable.Range(0, 20).Select(week => $"{Monday(week)},10,cut,{(week % 2 == 0 ? 4 : 2)},{(week % 2 == 0 ? 1 : 0)}"), "--hour", "hour", "--service", "service", "--count", "count", "--full", "full");

        rows.Count.ShouldBe(1);
        var cells = rows[0].Split(',');
        cells[..3].ShouldBe(["monday", "10", "cut"]);
        double.Parse(cells[3], CultureInfo.InvariantCulture).ShouldBeGreaterThan(3.2);
        cells[7].ShouldBe("3");
        cells[8..10].ShouldBe(["20", "10"]);
    }

    [Fact]
    public async Task An_open_hour_without_a_row_is_an_hour_in_which_nobody_came()
    {
        var rows = await DemandAsync("at", Enumerable.Range(0, 30).SelectMany(week => new[] { $"{Monday(week)} 09:00", $"{Monday(week)} 11:00" }));

        rows.Select(row => row.Split(',')[1]).ShouldBe(["9", "10", "11"]);
        double.Parse(rows[1].Split(',')[3], CultureInfo.InvariantCulture).ShouldBe(0, 0.01);
    }

    [Fact]
    public async Task An_hour_that_is_none_is_refused_with_its_row()
    {
        await using var error = new StringWriter();
        var code = await RunAsync(error, "day,hour", [$"{Monday(0)},9", $"{Monday(0)},24"], "--hour", "hour");

        code.ShouldBe(2);
        error.ToString().Trim().ShouldBe("in.csv, row 3, column 'hour': '24' is not a whole number from 0 to 23.");
    }

    private async Task<IReadOnlyList<string>> DemandAsync(string header, IEnumerable<string> lines, params string[] words)
    {
        await using var error = new StringWriter();
        (await RunAsync(error, header, lines, words)).ShouldBe(0, error.ToString());
        return (await File.ReadAllLinesAsync(Path.Combine(_folder, "out.csv"), TestContext.Current.CancellationToken))[1..];
    }

    private async Task<int> RunAsync(TextWriter error, string header, IEnumerable<string> lines, params string[] words)
    {
        var input = Path.Combine(_folder, "in.csv");
        await File.WriteAllLinesAsync(input, lines.Prepend(header), TestContext.Current.CancellationToken);
        return await new PredictionVerb(new DemandPrediction()).RunAsync(["--input", input, "--date", header.Split(',')[0], "--out", Path.Combine(_folder, "out.csv"), .. words], TextWriter.Null, error, TestContext.Current.CancellationToken);
    }

    private static string Monday(int week) => new DateOnly(2025, 1, 6).AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
