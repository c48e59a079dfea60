using BookedBarber.Algorithms.Pricing;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Pricing;

/// <summary><c>predict price-test</c>: plans a test of a price, and reads a running one by its plan.</summary>
internal sealed class PriceTestPrediction : IPrediction
{
    public string Name => "price-test";

    public string Summary => "Fix size and end of a test of a price, and tell its effect with an interval that may be looked at every day.";

    public string Usage =>
        """
        Usage: ./run predict price-test --history FILE --value COL --smallest-effect R --out PLAN [--alpha R] [--power R]
               ./run predict price-test --plan PLAN --input FILE --group COL --value COL --date COL --out FILE [--new NAME]

        First, before the test: how large it must be.
          --history FILE        CSV of observations under the old price, a row each, such as a day's contribution of one shop
          --value COL           column of the observation
          --smallest-effect R   smallest change of the mean that matters, as a share of it, such as 0.05
          --alpha R             chance of finding an effect where there is none; default 0.05
          --power R             chance of finding the smallest effect that matters; default 0.8
          --out PLAN            CSV of one row: mean, deviation, smallest_effect, alpha, power, per_group

        Then, as often as wanted: what it shows.
          --plan PLAN           the file that the first step wrote; it is what was fixed beforehand
          --input FILE          CSV of observations of both groups, in any order
          --group COL           column of the group, two kinds; --new names the group of the new price, default B
          --value COL           column of the observation
          --date COL            column of the local day, such as 2026-03-31
          --out FILE            CSV with a row for each day up to the end: date, old, new (observations so far), difference
                                (mean of the new less that of the old price), low, high, state

        The interval from low to high holds on all days at once. state is go-on, higher, lower, or no-effect-shown once both
        groups have per_group observations; days after the end are left out, because the test ended. A cell that is no finite
        number or no day, a third group, or a group without rows ends it with exit code 2.

        Example: ./run predict price-test --history days.csv --value contribution --smallest-effect 0.05 --out plan.csv
                 ./run predict price-test --plan plan.csv --input test.csv --group price --value contribution --date day --out effect.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--history"), new("--smallest-effect"), new("--alpha"), new("--power"), new("--plan"), new("--input"), new("--group"), new("--new"), new("--date"),
        new("--value", Required: true), new("--out", Required: true),
    ];

    public Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        return (arguments.Find("--history"), arguments.Find("--plan")) switch
        {
            ({ } history, null) => PlanAsync(arguments, history, progress),
            (null, { } plan) => ReadAsync(arguments, PriceTestFile.ReadPlan(plan), progress, cancellationToken),
            _ => throw new InputFaultException("Say either --history, to plan a test, or --plan and --input, to read one."),
        };
    }

    private static async Task PlanAsync(PredictionArguments arguments, string history, TextWriter progress)
    {
        var smallest = arguments.Number("--smallest-effect", 0, 10, above: true);
        var (alpha, power) = (arguments.Number("--alpha", 0, 0.5, 0.05, above: true, below: true), arguments.Number("--power", 0.5, 1, 0.8, above: true, below: true));
        var (mean, deviation) = PriceTestFile.ReadHistory(history, arguments.Get("--value"));
        var plan = Fix(deviation, smallest * Math.Abs(mean), alpha, power);
        PriceTestFile.WritePlan(arguments.Get("--out"), mean, plan);
        await progress.WriteLineAsync(FormattableString.Invariant(
            $"{plan.PerGroup} observations of each group, if it is looked at every day; {PriceTest.SampleSize(deviation, plan.SmallestEffect)} would do for one look at the end (5 %, power 0.8). A larger effect ends it sooner."));
    }

    private static PriceTestPlan Fix(double deviation, double effect, double alpha, double power)
    {
        try
        {
            return PriceTestPlan.Make(deviation, effect, alpha, power);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InputFaultException(FormattableString.Invariant(
                $"The observations have a standard deviation of {deviation:0.####} and the smallest effect is {effect:0.####}: no test of a sensible size tells that. Both must be above 0; say a larger --smallest-effect."));
        }
    }

    private static async Task ReadAsync(PredictionArguments arguments, PriceTestPlan plan, TextWriter progress, CancellationToken cancellationToken)
    {
        var days = PriceTestFile.ReadObservations(arguments.Get("--input"), arguments.Get("--group"), arguments.Find("--new") ?? "B", arguments.Get("--value"), arguments.Get("--date"));
        using var file = CsvOutput.Create(arguments.Get("--out"), "date", "old", "new", "difference", "low", "high", "state");
        var (old, tried) = (new List<double>(), new List<double>());
        PriceTestReading? last = null;
        foreach (var day in days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            old.AddRange(day.Value.Old);
            tried.AddRange(day.Value.New);
            last = plan.Read(old, tried);
            file.Cell(day.Key).Cell(last.CountA).Cell(last.CountB).Cell(last.Difference).Cell(last.Low).Cell(last.High).Cell(Word(last.State)).EndRow();
            if (last.State != PriceTestState.GoOn)
            {
                await progress.WriteLineAsync(FormattableString.Invariant($"The test ended on {day.Key:yyyy-MM-dd}; {days.Count(one => one.Key > day.Key)} later days are left out."));
                break;
            }
        }

        file.Complete();
        await progress.WriteLineAsync(last!.State switch
        {
            PriceTestState.Higher => FormattableString.Invariant($"The new price brings more: {last.Difference:0.####} per observation, {last.Low:0.####} to {last.High:0.####}."),
            PriceTestState.Lower => FormattableString.Invariant($"The new price brings less: {last.Difference:0.####} per observation, {last.Low:0.####} to {last.High:0.####}."),
            PriceTestState.NoEffectShown => FormattableString.Invariant($"No effect is shown at the planned size; it lies between {last.Low:0.####} and {last.High:0.####} per observation."),
            _ => FormattableString.Invariant($"Go on: {last.CountA} and {last.CountB} of {plan.PerGroup} observations are there, and nothing is shown yet."),
        });
    }

    private static string Word(PriceTestState state) => state switch
    {
        PriceTestState.Higher => "higher",
        PriceTestState.Lower => "lower",
        PriceTestState.NoEffectShown => "no-effect-shown",
        _ => "go-on",
    };
}
