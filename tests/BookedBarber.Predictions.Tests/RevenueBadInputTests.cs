using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Revenue;

namespace BookedBarber.Predictions.Tests;

/// <summary>Input that is not perfect: each case is refused with its row and column, or gets the fallback that the documentation names.</summary>
public sealed class RevenueBadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00+02:00")]
    [InlineData("2026-01-01 00:00:00-05:00")]
    public async Task A_date_with_a_time_zone_is_refused(string date)
    {
        var (code, rows, error) = await RunAsync($"a,{date},1\n");

        code.ShouldBe(2);
        error.ShouldEndWith($"t.csv, row 2, column 'd': '{date}' carries a time zone. Write the shop's own local day, such as 2026-03-31.");
        rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--id", "x", "t.csv, row 1: there is no column 'x'. The columns are 's', 'd', 'v'.")]
    [InlineData("--value", "x", "t.csv, row 1: there is no column 'x'. The columns are 's', 'd', 'v'.")]
    [InlineData("--regressors", "x", "There is no column 'x', neither in --input nor in --known. Check --regressors and --holidays.")]
    [InlineData("--frequency", "yearly", "--frequency is 'yearly'; it is one of daily, weekly, monthly and hourly.")]
    public async Task An_unknown_column_or_word_is_refused_with_those_there_are(string option, string word, string message)
    {
        var (code, _, error) = await RunAsync(Weeks(60, week => 100 + week), (option, word));

        code.ShouldBe(2);
        error.Split('\n')[^1].ShouldBe(message);
    }

    [Fact]
    public async Task A_row_with_too_many_cells_is_refused_by_its_row()
    {
        var (code, _, error) = await RunAsync("a,2026-01-01,1\na,2026-01-08,1,500\n");

        code.ShouldBe(2);
        error.ShouldEndWith("t.csv, row 3: 4 cells where the header has 3. A separator inside a cell needs quotes around the cell.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public async Task A_series_that_never_moves_is_forecast_as_it_is_and_says_so(double value)
    {
        var (code, rows, error) = await RunAsync(Weeks(60, _ => value));

        code.ShouldBe(0, error);
        error.ShouldContain(FormattableString.Invariant($"t.csv, row 2, column 'v': all 60 values of 'a' are {value}; what never moved says nothing of its range."));
        rows.Skip(1).ShouldAllBe(row => row.Contains(FormattableString.Invariant($",{value},,,,")) && row.Contains("constant: all 60 values are the same"));
    }

    [Fact]
    public async Task Two_values_are_too_few_for_a_range_and_the_last_stands()
    {
        var (code, rows, error) = await RunAsync(Weeks(2, week => 100 + week));

        code.ShouldBe(0, error);
        error.ShouldContain("t.csv, row 2, column 'v': 'a' has only 2 values; its forecast rests on little.");
        rows.Skip(1).ShouldAllBe(row => row.Contains(",101,,,,") && row.Contains("last value; only 2 known"));
    }

    [Fact]
    public async Task Values_below_zero_are_named_by_their_row_and_forecast_without_logarithms()
    {
        var (code, rows, error) = await RunAsync(Weeks(80, week => week == 10 ? -50 : 100 + (week % 4)));

        code.ShouldBe(0, error);
        error.ShouldContain("t.csv, row 12, column 'v': a value is below zero (the first of them).");
        rows.Skip(1).ShouldAllBe(row => Number(row) > 80 && Number(row) < 120);
    }

    [Fact]
    public async Task A_gap_is_named_and_a_straight_line_stands_for_it()
    {
        var all = Weeks(80, week => 100 + week).Split('\n');

        var (code, rows, error) = await RunAsync(string.Join('\n', all.Where((_, week) => week is < 40 or > 44)));

        code.ShouldBe(0, error);
        error.ShouldContain("t.csv, row 2, column 'v': 'a' lacks 5 of 80 values, the first of 2024-10-07; a straight line between the neighbours stands for them.");
        Number(rows[1]).ShouldBe(180, 6);
    }

    [Fact]
    public async Task Rows_in_any_order_give_the_same_answer()
    {
        var ordered = Weeks(80, week => 100 + (week % 7)).Trim();

        var (_, rows, _) = await RunAsync(ordered);
        var (_, turned, _) = await RunAsync(string.Join('\n', ordered.Split('\n').Reverse()));

        turned.ShouldBe(rows);
    }

    [Fact]
    public async Task An_empty_cell_and_NaN_are_figures_that_are_not_known()
    {
        var (_, empty, _) = await RunAsync(Weeks(80, week => 100 + week).Replace("a,2024-10-07,140\n", "a,2024-10-07,\n", StringComparison.Ordinal));
        var (code, nan, error) = await RunAsync(Weeks(80, week => 100 + week).Replace("a,2024-10-07,140\n", "a,2024-10-07,NaN\n", StringComparison.Ordinal));

        code.ShouldBe(0, error);
        nan.ShouldBe(empty);
    }

    private static string Weeks(int count, Func<int, double> value) => string.Concat(Enumerable.Range(0, count).Select(week => FormattableString.Invariant($"a,{new DateOnly(2024, 1, 1).AddDays(7 * week):yyyy-MM-dd},{value(week)}\n")));

    private static double Number(string row) => double.Parse(row.Split(',')[2], CultureInfo.InvariantCulture);

    private async Task<(int Code, IReadOnlyList<string> Rows, string Error)> RunAsync(string body, params (string Option, string Word)[] others)
    {
        var (input, output) = (Path.Combine(_folder, "t.csv"), Path.Combine(_folder, "out.csv"));
        await File.WriteAllTextAsync(input, "s,d,v\n" + body, TestContext.Current.CancellationToken);
        File.Delete(output);
        var words = new Dictionary<string, string> { ["--input"] = input, ["--id"] = "s", ["--date"] = "d", ["--value"] = "v", ["--horizon"] = "3", ["--frequency"] = "weekly", ["--out"] = output };
        foreach (var (option, word) in others)
        {
            words[option] = word;
        }

        await using var error = new StringWriter();
        var code = await new PredictionVerb(new RevenuePrediction(TimeProvider.System)).RunAsync([.. words.SelectMany(pair => new[] { pair.Key, pair.Value })], TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, File.Exists(output) ? await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken) : [], error.ToString().ReplaceLineEndings("\n").TrimEnd());
    }
}
