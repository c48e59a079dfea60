namespace BookedBarber.Predictions.Models;

/// <summary>How a model did on outcomes that it had not seen.</summary>
/// <param name="Metric">What the errors are, such as wape_month or brier; lower is better.</param>
/// <param name="Error">The model's error over all origins.</param>
/// <param name="NaiveError">The error of what costs nothing: last year's same days, or the share of all.</param>
/// <param name="Origins">The days that were taken for today, the latest first.</param>
/// <param name="Methods">Every method that was tried on the same outcomes, the best first.</param>
/// <param name="Figures">Further figures by name.</param>
internal sealed record Backtest(
    string Metric, double Error, double NaiveError, IReadOnlyList<BacktestOrigin> Origins, IReadOnlyList<TriedMethod> Methods, IReadOnlyDictionary<string, double> Figures)
{
    public static Backtest None(string metric) => new(metric, double.NaN, double.NaN, [], [], new Dictionary<string, double>());

    public bool BeatsNaive => Error < NaiveError;
}

/// <summary>One day that was taken for today.</summary>
/// <param name="Origin">The last day that was known.</param>
/// <param name="Days">Days ahead that were compared.</param>
/// <param name="Cases">Outcomes compared.</param>
/// <param name="Error">The model's error.</param>
/// <param name="NaiveError">The naive error.</param>
internal sealed record BacktestOrigin(DateOnly Origin, int Days, int Cases, double Error, double NaiveError);

/// <summary>A method and its error on the same outcomes.</summary>
internal sealed record TriedMethod(string Method, double Error);
