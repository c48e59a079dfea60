namespace BookedBarber.Predictions.Models;

/// <summary>A model that was just trained and tried, before anybody has decided about it.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Method">Name of the method that it works by.</param>
/// <param name="Settings">The method's settings; written as JSON.</param>
/// <param name="Seed">With the settings and the same days it gives the same answers again.</param>
/// <param name="WindowFrom">First day that it learnt from.</param>
/// <param name="WindowTo">Last day that it learnt from.</param>
/// <param name="Counts">How much it learnt from, by name.</param>
/// <param name="Backtest">How it did.</param>
/// <param name="Calibration">Whether it means what it says.</param>
/// <param name="Ranges">What its ranges were learnt as; written as JSON.</param>
internal sealed record TrainedModel(
    PredictionKind Kind,
    string Method,
    object Settings,
    long Seed,
    DateOnly WindowFrom,
    DateOnly WindowTo,
    IReadOnlyDictionary<string, long> Counts,
    Backtest Backtest,
    Calibration Calibration,
    object Ranges)
{
    /// <summary>Whether it is the naive method itself, which answers where nothing better is known.</summary>
    public bool IsNaive { get; init; }
}
