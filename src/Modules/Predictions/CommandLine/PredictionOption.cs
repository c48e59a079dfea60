namespace BookedBarber.Predictions.CommandLine;

/// <summary>An option of a prediction.</summary>
/// <param name="Name">As typed, with its dashes, such as <c>--input</c>. Every option takes one value.</param>
/// <param name="Required">Whether the command is refused without it.</param>
internal sealed record PredictionOption(string Name, bool Required = false);
