namespace BookedBarber.Algorithms.Rosters;

/// <summary>A kind of shift.</summary>
/// <param name="Name">Its name in files, unique.</param>
/// <param name="Minutes">Its length in minutes, 1 or more.</param>
/// <param name="NotBefore">Indexes of shifts that may not follow this one on the next day (too little rest).</param>
public sealed record RosterShift(string Name, int Minutes, IReadOnlySet<int> NotBefore);
