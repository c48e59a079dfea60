namespace BookedBarber.Sandbox.Kit.Authorising;

/// <summary>What a person agreed to.</summary>
/// <param name="ClientId">The app.</param>
/// <param name="AccountId">Whose account.</param>
/// <param name="Scopes">What the app may do.</param>
/// <param name="Redirect">Where the code was sent; must be named again at the exchange.</param>
/// <param name="Challenge">PKCE challenge (S256), or null.</param>
/// <param name="Query">The other parameters of the authorisation request, which some vendors heed (<c>access_type</c>).</param>
internal sealed record Grant(string ClientId, string AccountId, IReadOnlyList<string> Scopes, string Redirect, string? Challenge, IReadOnlyDictionary<string, string> Query);

/// <summary>Tokens as issued.</summary>
internal sealed record Issued(Grant Grant, string AccessToken, DateTimeOffset? AccessExpires, string? RefreshToken, DateTimeOffset? RefreshExpires, bool Renewed, DateTimeOffset At)
{
    /// <summary>Seconds the access token lives; 0 when it does not run out.</summary>
    public long ExpiresIn => AccessExpires is { } expires ? (long)(expires - At).TotalSeconds : 0;

    public long RefreshExpiresIn => RefreshExpires is { } expires ? (long)(expires - At).TotalSeconds : 0;
}

/// <summary>An access token in force.</summary>
internal sealed record AccessToken(string AccountId, string ClientId, IReadOnlyList<string> Scopes, DateTimeOffset? Expires, Guid Family);
