namespace BookedBarber.Algorithms.Clients;

/// <summary>What is to be expected of one client in the time ahead.</summary>
/// <param name="ProbabilityAlive">Chance that the client has not left for good, by the visit model. Does not rank one-time clients: use <paramref name="ProbabilityOfNoVisit"/> to rank.</param>
/// <param name="ProbabilityOfNoVisit">Chance of no visit in the time ahead.</param>
/// <param name="ExpectedVisits">Visits to expect.</param>
/// <param name="SpendPerVisit">Spend to expect per visit; NaN where amounts are not known.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record ClientReturn(double ProbabilityAlive, double ProbabilityOfNoVisit, double ExpectedVisits, double SpendPerVisit, string Reason)
{
    /// <summary>Money to expect in the time ahead; NaN where amounts are not known.</summary>
    public double ExpectedValue => ExpectedVisits * SpendPerVisit;
}
