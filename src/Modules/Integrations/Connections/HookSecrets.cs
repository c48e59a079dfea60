namespace BookedBarber.Integrations.Connections;

/// <summary>Keys that a webhook's signature may have been made with.</summary>
/// <param name="Current">Given at registration or typed by a person; null when there is none.</param>
/// <param name="Previous">The one before, while its overlap lasts; else null.</param>
/// <param name="Client">Secret of our app at the vendor, for vendors that sign with it; null where the connection has no app.</param>
internal sealed record HookSecrets(Secret? Current, Secret? Previous, Secret? Client)
{
    /// <summary>Those to try, the likeliest first: the connection's own, or the app's where it has none.</summary>
    public IReadOnlyList<Secret> Candidates => [.. new[] { Current, Previous, Current is null ? Client : null }.OfType<Secret>()];
}
