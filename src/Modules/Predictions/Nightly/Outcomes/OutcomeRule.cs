using BookedBarber.Algorithms.Attendance;
using BookedBarber.Predictions.Models;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>When chances at work are off: by more than a version may be off in its trials, and farther than chance would carry true ones once in a thousand times.</summary>
internal static class OutcomeRule
{
    private const double MostChance = 0.001;

    /// <summary>Whether they are off.</summary>
    public static bool IsOff(ProbabilityJudgement judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        return judged.CalibrationError > ApprovalRule.MostCalibrationError && judged.Chance < MostChance;
    }
}
