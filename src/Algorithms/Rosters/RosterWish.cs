namespace BookedBarber.Algorithms.Rosters;

/// <summary>A person's wish for one day.</summary>
/// <param name="Staff">Index of the person.</param>
/// <param name="Day">Day from 0.</param>
/// <param name="Shift">Index of the shift.</param>
/// <param name="Wanted"><see langword="true"/>: wants this shift; <see langword="false"/>: wants anything but this shift.</param>
/// <param name="Weight">Penalty where the wish is not met, 0 or more.</param>
public sealed record RosterWish(int Staff, int Day, int Shift, bool Wanted, int Weight);
