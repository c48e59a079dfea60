namespace BookedBarber.Algorithms.Scenarios;

/// <summary>A forecast under a changed plan.</summary>
/// <param name="Steps">As many as the forecast has.</param>
/// <param name="Change">Sum over all steps under the changed plan less that under the present one.</param>
/// <param name="Low">5 % of outcomes are expected below this change, as far as it comes from the effects.</param>
/// <param name="High">5 % of outcomes are expected above this change.</param>
public sealed record ScenarioOutcome(IReadOnlyList<ScenarioStep> Steps, double Change, double Low, double High);
