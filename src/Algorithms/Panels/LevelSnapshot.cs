namespace BookedBarber.Algorithms.Panels;

/// <summary>What was known of a series at an origin.</summary>
/// <param name="Fast">Level that follows the last week.</param>
/// <param name="Middle">Level that follows the last month; forecasts start from it.</param>
/// <param name="Slow">Level that follows the last season.</param>
/// <param name="Unrest">Mean absolute error of one step.</param>
/// <param name="Rare">How rare days such as holidays differ here from what they are elsewhere.</param>
/// <param name="Effects">By kind of day, how it differs from the level.</param>
internal sealed record LevelSnapshot(float Fast, float Middle, float Slow, float Unrest, float Rare, float[] Effects);
