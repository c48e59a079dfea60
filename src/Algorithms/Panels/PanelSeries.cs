namespace BookedBarber.Algorithms.Panels;

/// <summary>One place of a chain on a calendar that all places share.</summary>
/// <param name="First">Number of the first step on the common calendar; for days the number of days since 0001-01-01, a Monday.</param>
/// <param name="Values">One value a step, oldest first, through the last step that is known of any place; NaN where closed or not known. Values below 0 count as 0.</param>
/// <param name="Facts">Per regressor one value a step, from <paramref name="First"/> through the horizon; NaN where not known.</param>
/// <param name="Open">Per step of the horizon whether it is open; null: as its weekdays were.</param>
public sealed record PanelSeries(int First, double[] Values, float[][] Facts, bool[]? Open);
