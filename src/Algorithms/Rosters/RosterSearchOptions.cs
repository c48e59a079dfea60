namespace BookedBarber.Algorithms.Rosters;

/// <summary>How long and on how many threads <see cref="RosterSearch"/> may search.</summary>
/// <param name="Budget">Time for the search, more than zero; the plan is returned at most a fraction of a second later.</param>
/// <param name="Threads">Threads, 1 or more.</param>
/// <param name="Seed">Chooses among equals; the same seed leads through the same plans.</param>
public sealed record RosterSearchOptions(TimeSpan Budget, int Threads = 2, int Seed = 1);
