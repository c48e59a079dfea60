namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>What the database says of a budget after some calls were taken from it.</summary>
/// <param name="NextAt">Theoretical arrival time after them.</param>
/// <param name="Interval">Spacing that they were taken with: the limit's, or the wider one while the vendor reports that the budget runs low.</param>
/// <param name="BlockedUntil">Not before; null: nothing is blocked.</param>
internal sealed record BudgetState(DateTimeOffset NextAt, TimeSpan Interval, DateTimeOffset? BlockedUntil);
