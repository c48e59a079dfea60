using System.Globalization;

namespace BookedBarber.Predictions.Models;

/// <summary>When a new version goes to work by itself: it beats the naive forecast on days it had not seen, and its ranges or probabilities mean what they say.</summary>
internal static class ApprovalRule
{
    /// <summary>Least share of outcomes inside a 90 % range; a season that was not in the trial costs a few points.</summary>
    public const double LeastCoverage = 0.84;

    /// <summary>Most; ranges that hold nearly everything are too wide to decide by.</summary>
    public const double MostCoverage = 0.97;

    /// <summary>How far probabilities may be from what happened, on average.</summary>
    public const double MostCalibrationError = 0.05;

    /// <param name="trained">The new version.</param>
    /// <param name="hasOneAtWork">Whether another version answers already.</param>
    public static (bool Approved, string Reason) Judge(TrainedModel trained, bool hasOneAtWork)
    {
        ArgumentNullException.ThrowIfNull(trained);
        if (trained.IsNaive)
        {
            return hasOneAtWork
                ? (false, "Nothing beat the naive forecast this time; the version at work stays.")
                : (true, "Nothing beats the naive forecast yet, so it answers itself until something does.");
        }

        var (backtest, calibration) = (trained.Backtest, trained.Calibration);
        if (double.IsNaN(backtest.Error) || double.IsNaN(backtest.NaiveError))
        {
            return hasOneAtWork ? (false, "There was too little history to try it; the version at work stays.") : (true, "There is too little history to try it yet; its answers say so.");
        }

        if (!backtest.BeatsNaive)
        {
            return (false, Invariant($"It errs by {backtest.Error:0.0000}, the naive forecast by {backtest.NaiveError:0.0000}: it is no better."));
        }

        if (calibration.Coverage is { } coverage && coverage is < LeastCoverage or > MostCoverage)
        {
            return (false, Invariant($"{coverage:P1} of the outcomes came in inside its 90 % range; it must be {LeastCoverage:P0} to {MostCoverage:P0}."));
        }

        return calibration.Error > MostCalibrationError
            ? (false, Invariant($"Its probabilities were {calibration.Error:P1} off on average; {MostCalibrationError:P0} is the most."))
            : (true, Invariant($"It errs by {backtest.Error:0.0000}, the naive forecast by {backtest.NaiveError:0.0000}, on {backtest.Origins.Count} earlier days that were taken for today."));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
