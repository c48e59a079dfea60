using BookedBarber.Algorithms.Scenarios;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Scenarios;

/// <summary><c>predict scenario</c>: what a forecast becomes with other prices, hours, neighbours or promotions.</summary>
internal sealed class ScenarioPrediction : IPrediction
{
    public string Name => "scenario";

    public string Summary => "Tell what a forecast becomes with other prices, opening hours, an opening nearby or a promotion.";

    public string Usage =>
        """
        Usage: ./run predict scenario --forecast FILE --out FILE [--first DATE] [--last DATE]
                 [--price-change R --elasticity E [--elasticity-deviation D]] [--hours-change R [--hours-response R] [--hours-deviation D]]
                 [--opening-takes R [--opening-deviation D]] [--promotion-lift R [--promotion-deviation D]]

          --forecast FILE            the answer of './run predict revenue': id, date, mean, p05, p50, p95
          --first, --last DATE       first and last day of the change; default: all days of the forecast
          --price-change R           change of price as a share: 0.05 is 5 % dearer, -0.1 is 10 % cheaper
          --elasticity E             per cent of units for one per cent of price, such as -1.4, of './run predict price'
          --elasticity-deviation D   its standard deviation; default 0.3
          --hours-change R           change of the open hours as a share
          --hours-response R         how far sales follow the hours, 0 to 1; default 0.5: every other added visit is a new one
          --hours-deviation D        its standard deviation; default 0.25
          --opening-takes R          share of sales that an opening nearby takes, below 1; negative: a closing one leaves them
          --opening-deviation D      its standard deviation; default: half of it
          --promotion-lift R         share by which sales rise while a promotion runs, beyond its price
          --promotion-deviation D    its standard deviation; default: half of it
          --out FILE                 CSV with the rows of --forecast: id, date, mean, p05, p50, p95, change (of the mean)

        The change of each id over all days, with the 90 % range of what is not known of the effects, is told on standard error.
        The effects are assumptions of whoever types them: take those of an own elasticity, an own test or an own opening where
        there are any. Without any change, with a share of -1 or less, or a cell that is no finite number nothing is written and
        the exit code is 2.

        Example: ./run predict scenario --forecast forecast.csv --price-change 0.05 --elasticity -1.2 --first 2026-05-01 --out dearer.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--forecast", Required: true), new("--out", Required: true), new("--first"), new("--last"), new("--price-change"), new("--elasticity"), new("--elasticity-deviation"), new("--hours-change"),
        new("--hours-response"), new("--hours-deviation"), new("--opening-takes"), new("--opening-deviation"), new("--promotion-lift"), new("--promotion-deviation"),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var plan = ScenarioPlan.Read(arguments);
        var forecasts = ScenarioFile.Read(arguments.Get("--forecast"));
        using var file = CsvOutput.Create(arguments.Get("--out"), "id", "date", "mean", "p05", "p50", "p95", "change");
        foreach (var forecast in forecasts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = Scenario.Apply(forecast.Steps, plan.Changes(forecast.Days));
            foreach (var ((day, before), after) in forecast.Days.Zip(forecast.Steps).Zip(outcome.Steps))
            {
                file.Cell(forecast.Id).Cell(day).Cell(after.Mean).Cell(after.Low).Cell(after.Middle).Cell(after.High).Cell(after.Mean - before.Mean).EndRow();
            }

            await progress.WriteLineAsync(FormattableString.Invariant(
                $"{forecast.Id}: {outcome.Change:+0.##;-0.##;0} over {forecast.Days.Count} days ({outcome.Low:+0.##;-0.##;0} to {outcome.High:+0.##;-0.##;0})."));
        }

        file.Complete();
    }
}
