using System.Globalization;
using System.Text;
using BookedBarber.Predictions.Pricing;

namespace BookedBarber.Predictions.Tests;

public sealed class PriceTestPredictionTests : IDisposable
{
    private readonly VerbFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_test_is_planned_beforehand_and_ends_by_its_plan()
    {
        var (planned, plan) = await PlanAsync();
        var (code, error) = await ReadAsync(plan, Days(effect: 30, days: 200, seed: 2));

        planned.ShouldBe(0);
        code.ShouldBe(0, error);
        var rows = _folder.Answer();
        rows[0].ShouldBe("date,old,new,difference,low,high,state");
        rows[^1].Split(',')[6].ShouldBe("higher");
        rows.Skip(1).SkipLast(1).ShouldAllBe(row => row.EndsWith(",go-on", StringComparison.Ordinal));
        error.ShouldContain("later days are left out.");
        error.ShouldContain("The new price brings more: ");
        double.Parse(rows[^1].Split(',')[4], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_test_without_effect_ends_at_the_planned_size()
    {
        var (_, plan) = await PlanAsync();
        var size = int.Parse((await File.ReadAllLinesAsync(plan, TestContext.Current.CancellationToken))[1].Split(',')[5], CultureInfo.InvariantCulture);

        var (code, error) = await ReadAsync(plan, Days(effect: 0, days: size + 20, seed: 3));

        code.ShouldBe(0, error);
        _folder.Answer()[^1].Split(',')[1..3].ShouldBe([$"{size}", $"{size}"]);
        _folder.Answer()[^1].ShouldEndWith(",no-effect-shown");
    }

    [Fact]
    public async Task A_running_test_says_how_many_observations_are_there()
    {
        var (_, plan) = await PlanAsync();

        var (code, error) = await ReadAsync(plan, Days(effect: 0, days: 5, seed: 4));

        code.ShouldBe(0, error);
        error.ShouldStartWith("Go on: 5 and 5 of ");
    }

    [Theory]
    [InlineData("day,group,paid\n2026-01-01,A,1\n2026-01-01,B,2\n2026-01-01,C,2\n", "test.csv, row 4, column 'group': 'C' is a third group beside 'B' and 'A'. A test has two.")]
    [InlineData("day,group,paid\n2026-01-01,A,1\n", "test.csv has no rows of the new price, the group 'B'. A test needs both groups; --new names the new one.")]
    [InlineData("day,group,paid\n2026-01-01,B,1\n", "test.csv has no rows of the old price. A test needs both groups; --new names the new one.")]
    [InlineData("day,group,paid\n2026-01-01,A,\n", "test.csv, row 2, column 'paid': the cell is empty. Every row needs it.")]
    [InlineData("day,group,paid\n2026-01-01,A,Infinity\n", "test.csv, row 2, column 'paid': 'Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("day,group,paid\n2026-01-01T10:00:00-05:00,A,1\n", "test.csv, row 2, column 'day': '2026-01-01T10:00:00-05:00' carries a time zone. Write the shop's own local day, such as 2026-03-31.")]
    [InlineData("day,group,paid\n", "test.csv has no rows of the new price, the group 'B'. A test needs both groups; --new names the new one.")]
    public async Task Observations_that_are_no_test_are_refused_in_one_line(string rows, string sentence)
    {
        var (_, plan) = await PlanAsync();

        (await ReadAsync(plan, rows)).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_history_that_never_varies_plans_no_test()
    {
        var (code, error) = await _folder.RunAsync(new PriceTestPrediction(), "--history", _folder.Save("history.csv", "paid\n5\n5\n5\n"), "--value", "paid", "--smallest-effect", "0.05");

        code.ShouldBe(2);
        error.ShouldStartWith("The observations have a standard deviation of 0 and the smallest effect is 0.25: no test of a sensible size tells that.");
    }

    [Fact]
    public async Task A_plan_that_is_none_is_refused_by_its_cell()
    {
        var plan = _folder.Save("plan.csv", "mean,deviation,smallest_effect,alpha,power,per_group\n1,1,1,0.05,0.8,3\n");

        (await ReadAsync(plan, Days(0, 3, 1))).ShouldBe((2, "plan.csv, row 2, column 'per_group': 3 is not what a plan holds. Write the plan with --history."));
    }

    private async Task<(int Code, string Plan)> PlanAsync()
    {
        var random = new Random(1);
        var history = _folder.Save("history.csv", "paid\n" + string.Concat(Enumerable.Range(0, 120).Select(_ => FormattableString.Invariant($"{200 + (60 * (random.NextDouble() - 0.5)):0.00}\n"))));
        var (code, _) = await _folder.RunAsync(new PriceTestPrediction(), "--history", history, "--value", "paid", "--smallest-effect", "0.05");
        var plan = _folder.PathOf("plan.csv");
        File.Move(_folder.Out, plan);
        return (code, plan);
    }

    private Task<(int Code, string Error)> ReadAsync(string plan, string rows) =>
        _folder.RunAsync(new PriceTestPrediction(), "--plan", plan, "--input", _folder.Save("test.csv", rows), "--group", "group", "--value", "paid", "--date", "day");

    // Written from the last day to the first: the order of rows is nothing that a user must know of.
    private static string Days(double effect, int days, int seed)
    {
        var random = new Random(seed);
        var rows = new StringBuilder("day,group,paid\n");
        for (var day = days - 1; day >= 0; day--)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd},A,{200 + (60 * (random.NextDouble() - 0.5)):0.00}\n");
            rows.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd},B,{200 + effect + (60 * (random.NextDouble() - 0.5)):0.00}\n");
        }

        return rows.ToString();
    }
}
