using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Revenue;

namespace BookedBarber.Predictions.Tests;

public sealed class RevenuePredictionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Series_in_json_lines_are_forecast_by_step()
    {
        var values = string.Join(',', Enumerable.Range(0, 60).Select(t => (100 + (10 * (t % 12)) + t).ToString(CultureInfo.InvariantCulture)));
        var input = Write("series.jsonl", $$"""{"id": "a", "frequency": 12, "train": [{{values}}]}""");

        var (code, rows, _) = await RunAsync("--input", input, "--horizon", "12");

        code.ShouldBe(0);
        rows[0].ShouldBe("id,step,mean,p05,p50,p95,model");
        rows.Count.ShouldBe(13);
        Number(rows[1], 2).ShouldBe(100 + 60, 12);
        Number(rows[12], 2).ShouldBe(100 + 110 + 71, 20);
    }

    [Fact]
    public async Task A_table_of_months_in_any_order_is_forecast_by_date()
    {
        var lines = Enumerable.Range(0, 48).Select(t => FormattableString.Invariant($"North,{2022 + (t / 12)}-{(t % 12) + 1:00},{1000 + (100 * (t % 12))}")).Reverse();
        var input = Write("months.csv", "shop,month,takings\n" + string.Join('\n', lines));

        var (code, rows, _) = await RunAsync("--input", input, "--id", "shop", "--date", "month", "--value", "takings", "--horizon", "3");

        code.ShouldBe(0);
        rows.Skip(1).Select(row => string.Join(',', row.Split(',')[..2])).ShouldBe(["North,2026-01-01", "North,2026-02-01", "North,2026-03-01"]);
        Number(rows[1], 2).ShouldBe(1000, 60);
        Number(rows[3], 2).ShouldBe(1200, 60);
    }

    [Theory]
    [InlineData("weekly", 7, "--regressors")]
    [InlineData("monthly", 31, "--regressors")]
    [InlineData("weekly", 7, "--holidays")]
    public async Task A_planned_event_moves_its_week_or_month_by_what_such_events_did(string frequency, int days, string option)
    {
        var random = new Random(5);
        var first = new DateOnly(2019, 1, 1);
        string Day(int step) => (frequency == "monthly" ? first.AddMonths(step) : first.AddDays(days * step)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var events = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 84).Select(_ => random.Next(4) == 0 ? 1 : 0).ToArray()).ToList();
        var past = events.SelectMany((shop, s) => shop.Take(80).Select((happens, t) => FormattableString.Invariant($"{s},{Day(t)},{1000 * (1 + (0.5 * happens)) * (0.97 + (0.06 * random.NextDouble())):0.00},{happens}")));
        var plan = Enumerable.Range(0, 4).SelectMany(s => Enumerable.Range(80, 4).Select(t => FormattableString.Invariant($"{s},{Day(t)},{(t == 82 ? 1 : 0)}")));
        var input = Write("past.csv", "shop,from,takings,event\n" + string.Join('\n', past));
        var known = Write("plan.csv", "shop,from,event\n" + string.Join('\n', plan));

        var (code, rows, error) = await RunAsync("--input", input, "--id", "shop", "--date", "from", "--value", "takings", "--horizon", "4", "--frequency", frequency, "--known", known, option, "event");

        code.ShouldBe(0, error);
        (Number(rows[3], 2) / Number(rows[2], 2)).ShouldBe(1.5, 0.08);
        (Number(rows[3], 5) / Number(rows[2], 5)).ShouldBe(1.5, 0.2);
        // Easter may count beside the event, where chance looks like it.
        rows[3].ShouldContain(" regressors put back");
    }

    [Fact]
    public async Task Without_a_plan_a_regressor_is_named_and_not_used()
    {
        var input = Write("past.csv", "shop,from,takings,event\n" + string.Join('\n', Enumerable.Range(0, 60).Select(t => FormattableString.Invariant($"a,{new DateOnly(2024, 1, 1).AddDays(7 * t):yyyy-MM-dd},{100 + (t % 5 * 50)},{t % 5}"))));

        var (code, rows, error) = await RunAsync("--input", input, "--id", "shop", "--date", "from", "--value", "takings", "--horizon", "4", "--regressors", "event");

        code.ShouldBe(0, error);
        error.ShouldContain("'event' is not used, as nothing is known of it ahead: give --known.");
        rows.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("a,2026-01-01,1\na,2026-01-02,x\n", "t.csv, row 3, column 'v': 'x' is not a number. Write it as 1234.5, without thousands separators or currency.")]
    [InlineData("a,2026-01-01,1\na,2026-01-02,Infinity\n", "t.csv, row 3, column 'v': 'Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("a,2026-01-01,1\na,01/02/2026,2\n", "t.csv, row 3, column 'd': '01/02/2026' is not a day. Write it as 2026-03-31.")]
    [InlineData("a,2026-01-01,1\na,2026-01-02,1\na,2026-01-01,2\n", "t.csv, row 4, column 'd': 'a' already has a value for this step in row 2. Keep one, or add them up.")]
    [InlineData("a,2026-01-01,1\na,2066-01-01,2\n", "t.csv, row 3, column 'd': '2066-01-01' has not come yet. Take rows of the future out, or put what is known of them into --known.")]
    [InlineData("a,2026-01-01,1\n,2026-01-02,2\n", "t.csv, row 3, column 's': the cell is empty. Every row needs it.")]
    [InlineData("a,2026-01-01,\na,2026-01-02,\n", "t.csv: the series 'a' has no value in column 'v'. Leave it out.")]
    [InlineData("", "t.csv has a header but no rows.")]
    public async Task A_fault_is_one_line_that_names_it_and_nothing_is_written(string body, string message)
    {
        var input = Write("t.csv", "s,d,v\n" + body);

        var (code, rows, error) = await RunAsync("--input", input, "--id", "s", "--date", "d", "--value", "v", "--horizon", "3", "--frequency", "daily");

        code.ShouldBe(2);
        error.Split('\n')[^1].ShouldBe(message);
        rows.ShouldBeEmpty();
    }

    private async Task<(int Code, IReadOnlyList<string> Rows, string Error)> RunAsync(params string[] words)
    {
        var path = Path.Combine(_folder, "out.csv");
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new RevenuePrediction(new Clock())).RunAsync([.. words, "--out", path], TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, File.Exists(path) ? await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken) : [], error.ToString().ReplaceLineEndings("\n").TrimEnd());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static double Number(string row, int cell) => double.Parse(row.Split(',')[cell], CultureInfo.InvariantCulture);

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
