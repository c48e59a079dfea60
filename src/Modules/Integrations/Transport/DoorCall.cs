namespace BookedBarber.Integrations.Transport;

/// <summary>How a request goes through the door.</summary>
/// <param name="Sandbox">Scheme, host and port of the sandbox that the connection belongs to; only this one address may be inside. Null for everything else.</param>
/// <param name="Timeout">From sending to the last byte.</param>
/// <param name="MostBytes">Largest body taken, decompressed.</param>
/// <param name="FollowsRedirects">Whether redirects of a GET are followed: each is checked again, and none that leads to another host carries credentials.</param>
internal sealed record DoorCall(Uri? Sandbox, TimeSpan Timeout, int MostBytes, bool FollowsRedirects);
