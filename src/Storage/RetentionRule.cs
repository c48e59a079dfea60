namespace BookedBarber.Storage;

/// <summary>What of a table is forgotten by age.</summary>
/// <param name="Sql">Deletes at most <c>@Batch</c> rows that are older than <c>@Before</c>, in a short statement, so that nobody waits for a lock or a vacuum because of it. It is repeated until nothing is left.</param>
/// <param name="Kept">How old rows become.</param>
public sealed record RetentionRule(string Sql, TimeSpan Kept);
