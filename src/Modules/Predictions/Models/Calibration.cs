namespace BookedBarber.Predictions.Models;

/// <summary>Whether ranges and probabilities mean what they say.</summary>
/// <param name="Coverage">Of ranges: share of outcomes inside the 90 % range, each judged by ranges that were learnt without it.</param>
/// <param name="Error">Of probabilities: how far they were from what happened, on average.</param>
/// <param name="Bins">Of probabilities: groups of equal size, lowest first.</param>
/// <param name="Cases">Outcomes that it rests on.</param>
internal sealed record Calibration(double? Coverage, double? Error, IReadOnlyList<ReliabilityBin> Bins, int Cases)
{
    public static Calibration None { get; } = new(null, null, [], 0);
}

/// <summary>Cases that were given about the same probability.</summary>
/// <param name="Predicted">Their mean probability.</param>
/// <param name="Happened">The share of them for which it happened.</param>
/// <param name="Cases">How many they were.</param>
internal sealed record ReliabilityBin(double Predicted, double Happened, int Cases);
