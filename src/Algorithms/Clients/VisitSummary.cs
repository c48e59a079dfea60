namespace BookedBarber.Algorithms.Clients;

/// <summary>One client's visits as far as visit models need them. Time is in any one unit, the same for all clients.</summary>
/// <param name="Repeats">Visits after the first, 0 or more.</param>
/// <param name="Recency">Time from the first to the last visit; 0 without repeats.</param>
/// <param name="Age">Time from the first visit to the day of judgement, at least <paramref name="Recency"/>.</param>
/// <param name="SumLogGaps">Sum of the natural logarithms of the times between visits; only its use with regularity above 1 needs it.</param>
public readonly record struct VisitSummary(int Repeats, double Recency, double Age, double SumLogGaps = 0);
