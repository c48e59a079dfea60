using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Rosters;

namespace BookedBarber.Predictions.Tests;

public sealed class RosterPredictionTests : IDisposable
{
    private const string Instance =
        """
        SECTION_HORIZON
        7
        SECTION_SHIFTS
        D,480,
        SECTION_STAFF
        A,D=7,2400,1440,5,2,2,0
        B,D=7,2400,960,5,2,2,0
        SECTION_DAYS_OFF
        A,0
        SECTION_COVER
        0,D,1,100,1
        1,D,2,100,1
        2,D,2,100,1
        3,D,1,100,1
        4,D,0,100,1
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("roster").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_best_plan_is_written_and_its_penalty_printed_last()
    {
        var (code, output, _) = await RunAsync(Instance);

        code.ShouldBe(0);
        output.ShouldBe("penalty 0");
        (await File.ReadAllTextAsync(Out, TestContext.Current.CancellationToken)).ShouldBe("staff,day,shift\nA,1,D\nA,2,D\nA,3,D\nB,0,D\nB,1,D\nB,2,D\n");
    }

    [Fact]
    public async Task What_the_plan_leaves_undone_is_written_with_its_cost()
    {
        var costs = Path.Combine(_folder, "costs.csv");

        // Three are needed on day 1, and there are two.
        var (code, output, error) = await RunAsync(Instance.Replace("1,D,2,100,1", "1,D,3,100,1", StringComparison.Ordinal), "--costs", costs);

        code.ShouldBe(0, error);
        output.ShouldBe("penalty 100");
        (await File.ReadAllTextAsync(costs, TestContext.Current.CancellationToken)).ShouldBe("cause,staff,day,shift,count,penalty\nunder,,1,D,1,100\n");
    }

    [Fact]
    public async Task Rules_that_clash_are_named_and_nothing_is_written()
    {
        var (code, _, error) = await RunAsync(Instance.Replace("A,D=7,2400,1440,5", "A,D=7,3360,2880,3", StringComparison.Ordinal));

        code.ShouldBe(2);
        error.ShouldBe("A cannot be planned: these rules clash: at most 0 weekends; at least 2880 minutes.");
        File.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_fault_in_the_file_is_named_by_line_and_field()
    {
        var (code, _, error) = await RunAsync(Instance.Replace("A,0", "C,0", StringComparison.Ordinal));

        (code, error).ShouldBe((2, "task.txt: Line 9, field 1: there is no person 'C'."));
    }

    private string Out => Path.Combine(_folder, "out.csv");

    private async Task<(int Code, string Output, string Error)> RunAsync(string instance, params string[] words)
    {
        var file = Path.Combine(_folder, "task.txt");
        await File.WriteAllTextAsync(file, instance, TestContext.Current.CancellationToken);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new RosterPrediction(TimeProvider.System)).RunAsync(
            ["--instance", file, "--seconds", "5", "--out", Out, .. words], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }
}
