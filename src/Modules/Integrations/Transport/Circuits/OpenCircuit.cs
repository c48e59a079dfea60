namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>A circuit that is open.</summary>
/// <param name="Openings">How often in a row; the pause grows with it.</param>
/// <param name="OpenUntil">Nothing is called before.</param>
/// <param name="ProbeUntil">Somebody tries until then; null: nobody.</param>
internal sealed record OpenCircuit(int Openings, DateTimeOffset OpenUntil, DateTimeOffset? ProbeUntil);
