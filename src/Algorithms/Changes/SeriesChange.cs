namespace BookedBarber.Algorithms.Changes;

/// <summary>A lasting change of a series.</summary>
/// <param name="IsStep">A step at one moment; else a steady drift.</param>
/// <param name="At">First step after the change; of a drift 0.</param>
/// <param name="Size">Of a step by how much the level moved, of a drift by how much it moves in one step; in the series' unit.</param>
/// <param name="Low">5 % of the time the truth is below this.</param>
/// <param name="High">5 % of the time the truth is above this.</param>
/// <param name="Strength">Size in units of its standard error.</param>
public sealed record SeriesChange(bool IsStep, int At, double Size, double Low, double High, double Strength);
