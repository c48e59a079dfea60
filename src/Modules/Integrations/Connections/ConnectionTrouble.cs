namespace BookedBarber.Integrations.Connections;

/// <summary>What is wrong with a connection, for the person who has to do something about it.</summary>
/// <param name="Kind">What follows from it.</param>
/// <param name="Code">Stable code, such as <c>refresh_refused</c>.</param>
/// <param name="Detail">One or two sentences: what happened and what to do. Never a secret or a vendor's raw message.</param>
internal sealed record ConnectionTrouble(ConnectionTroubleKind Kind, string Code, string Detail);
