using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tests;

public sealed class PredictionVerbTests
{
    [Fact]
    public async Task An_option_that_is_not_known_is_refused_in_one_line()
    {
        var (code, error) = await RunAsync("--imput", "x.csv");

        code.ShouldBe(2);
        error.ShouldBe("There is no option '--imput'. The options are --input, --rows.");
    }

    [Fact]
    public async Task A_missing_required_option_is_named()
    {
        var (code, error) = await RunAsync("--rows", "3");

        code.ShouldBe(2);
        error.ShouldBe("Say --input as well. See --help for an example.");
    }

    [Fact]
    public async Task A_number_out_of_bounds_is_refused_with_its_bounds()
    {
        var (code, error) = await RunAsync("--input", "x.csv", "--rows", "11");

        code.ShouldBe(2);
        error.ShouldBe("--rows is '11'; it must be a whole number from 1 to 10.");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var (code, error) = await RunAsync("--input", "nowhere.csv", "--rows=2");

        code.ShouldBe(2);
        error.ShouldBe("There is no file 'nowhere.csv'. Check the path.");
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] words)
    {
        await using var error = new StringWriter();
        var code = await new PredictionVerb(new Probe()).RunAsync(words, TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, error.ToString().TrimEnd());
    }

    private sealed class Probe : IPrediction
    {
        public string Name => "probe";

        public string Summary => "Reads a file.";

        public string Usage => "Usage: ./run predict probe";

        public IReadOnlyList<PredictionOption> Options => [new("--input", Required: true), new("--rows")];

        public Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
        {
            _ = arguments.Whole("--rows", 1, 10);
            using var table = Tables.CsvTable.Open(arguments.Get("--input"));
            return Task.CompletedTask;
        }
    }
}
