using System.Globalization;
using BookedBarber.Predictions.Scenarios;

namespace BookedBarber.Predictions.Tests;

public sealed class ScenarioPredictionTests : IDisposable
{
    private const string Forecast = "id,date,mean,p05,p50,p95,model\nnorth,2026-05-02,200,150,195,260,panel\nnorth,2026-05-01,100,80,98,125,panel\nsouth,2026-05-01,50,,,,too short\n";

    private readonly VerbFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dearer_plan_is_told_day_by_day_and_in_sum()
    {
        var (code, error) = await RunAsync(Forecast, "--price-change", "0.1", "--elasticity", "-2", "--elasticity-deviation", "0", "--first", "2026-05-02");

        code.ShouldBe(0, error);
        var rows = _folder.Answer();
        rows[0].ShouldBe("id,date,mean,p05,p50,p95,change");
        rows[1].ShouldStartWith("north,2026-05-01,100,80,98,125,0");
        double.Parse(rows[2].Split(',')[2], CultureInfo.InvariantCulture).ShouldBe(200 / 1.1, 1e-4);
        rows[3].ShouldBe("south,2026-05-01,50,,,,0");
        error.ShouldBe("north: -18.18 over 2 days (-18.18 to -18.18).\nsouth: 0 over 1 days (0 to 0).", StringCompareShould.IgnoreLineEndings);
    }

    [Theory]
    [InlineData("Nothing is changed. Say --price-change, --hours-change, --opening-takes or --promotion-lift.")]
    [InlineData("Say --elasticity as well. See --help for an example.", "--price-change", "0.1")]
    [InlineData("--price-change is '-1'; it must be above -1 and at most 100.", "--price-change", "-1", "--elasticity", "-1")]
    [InlineData("--price-change is 'NaN'; it must be above -1 and at most 100.", "--price-change", "NaN", "--elasticity", "-1")]
    [InlineData("--elasticity is given without --price-change. Say by how much the price changes.", "--elasticity", "-1")]
    [InlineData("--opening-takes is '1'; it must be -100 or more and below 1.", "--opening-takes", "1")]
    [InlineData("--last is before --first.", "--hours-change", "0.1", "--first", "2026-05-02", "--last", "2026-05-01")]
    public async Task A_plan_that_says_nothing_is_refused(string sentence, params string[] words)
    {
        (await RunAsync(Forecast, words)).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("north,2026-05-01,1,1,1,1\nnorth,2026-05-01,1,1,1,1\n", "f.csv, row 3, column 'date': the day of 'north' is there already.")]
    [InlineData("north,2026-05-01,-3,1,1,1\n", "f.csv, row 2, column 'mean': '-3' is not a number of 0 or more. Effects multiply, so a forecast below 0 has none.")]
    [InlineData("north,2026-05-01,1,1,1,inf\n", "f.csv, row 2, column 'p95': 'inf' is not a number. Write it as 1234.5, without thousands separators or currency.")]
    [InlineData("", "f.csv has a header but no rows.")]
    public async Task A_forecast_that_is_none_is_refused_by_its_cell(string rows, string sentence) =>
        (await RunAsync("id,date,mean,p05,p50,p95\n" + rows, "--hours-change", "0.1")).ShouldBe((2, sentence));

    private Task<(int Code, string Error)> RunAsync(string forecast, params string[] words) => _folder.RunAsync(new ScenarioPrediction(), ["--forecast", _folder.Save("f.csv", forecast), .. words]);
}
