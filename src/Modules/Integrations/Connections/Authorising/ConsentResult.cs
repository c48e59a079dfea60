using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>How a consent ended.</summary>
/// <param name="Connection">The connection that it was for; null when that is not known.</param>
/// <param name="Problem">Null when it is connected.</param>
internal sealed record ConsentResult(Connection? Connection, Problem? Problem);
