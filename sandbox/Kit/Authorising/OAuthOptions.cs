using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Authorising;

/// <summary>How a vendor's OAuth 2.0 differs from the others'.</summary>
internal sealed record OAuthOptions
{
    public required IReadOnlyList<string> AuthorizePaths { get; init; }

    public required IReadOnlyList<string> TokenPaths { get; init; }

    public IReadOnlyList<string> RevokePaths { get; init; } = [];

    /// <summary>Characters between scopes in a request.</summary>
    public string ScopeSeparators { get; init; } = " +";

    /// <summary>False where the vendor reads no challenge at all.</summary>
    public bool Pkce { get; init; } = true;

    public bool PkceRequired { get; init; }

    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Null for tokens that do not run out.</summary>
    public TimeSpan? AccessLifetime { get; init; }

    public TimeSpan? RefreshLifetime { get; init; }

    /// <summary>What happens to the refresh token when it is used; may depend on how the code was got.</summary>
    public Func<Grant, RefreshRule> Refresh { get; init; } = _ => RefreshRule.Stays;

    /// <summary>An older refresh token still works for this long after it was replaced.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>With <see cref="RefreshRule.Rotates"/>: a token younger than this is given back unchanged.</summary>
    public TimeSpan RotateAfter { get; init; }

    /// <summary>Whether a used refresh token that is used again ends the whole family.</summary>
    public bool ReuseEndsFamily { get; init; }

    public Func<string> NewAccess { get; init; } = () => Secrets.Fresh(64);

    public Func<string> NewRefresh { get; init; } = () => Secrets.Fresh(64);

    /// <summary>Access tokens that carry their content, such as a JWT, are made from the grant; null uses <see cref="NewAccess"/>.</summary>
    public Func<Call, Grant, DateTimeOffset?, string>? WriteAccess { get; init; }

    /// <summary>The body of the token answer.</summary>
    public required Func<Call, Issued, object> Body { get; init; }

    /// <summary>The vendor's error answer: OAuth code, sentence, status.</summary>
    public Func<string, string, int, Answer> Refuse { get; init; } = (code, sentence, status) => Answer.Of(status, new { error = code, error_description = sentence });

    /// <summary>What comes back with the code beside <c>code</c> and <c>state</c>.</summary>
    public Func<Call, Account, IEnumerable<KeyValuePair<string, string>>> Extras { get; init; } = (_, _) => [];

    /// <summary>Signs the callback's query, where the vendor does.</summary>
    public Func<IReadOnlyList<KeyValuePair<string, string>>, string?> SignCallback { get; init; } = _ => null;

    /// <summary>Name of the callback's signature parameter.</summary>
    public string CallbackSignature { get; init; } = "hmac";

    /// <summary>Whether this grant comes with a refresh token; Google asks for <c>access_type=offline</c>, Xero for a scope.</summary>
    public Func<Grant, bool> Offline { get; init; } = _ => true;

    /// <summary>Whether renewing needs the client's secret.</summary>
    public bool RefreshNeedsSecret { get; init; } = true;

    /// <summary>Whether a code got with a challenge still needs the client's secret.</summary>
    public bool SecretBesideVerifier { get; init; } = true;

    /// <summary>The client authenticates by HTTP Basic only.</summary>
    public bool BasicOnly { get; init; }

    /// <summary>Tokens for the client itself (grant type client_credentials).</summary>
    public bool ClientCredentials { get; init; }

    /// <summary>Name of the grant type parameter is absent in the vendor's code exchange.</summary>
    public bool GrantTypeOptional { get; init; }

    /// <summary>Vendors without a redirect parameter at the token endpoint do not compare it.</summary>
    public bool RedirectAtExchange { get; init; } = true;

    /// <summary>Paths where a refresh token is handed in without a grant type.</summary>
    public IReadOnlyList<string> RefreshPaths { get; init; } = [];
}

/// <summary>What happens to a refresh token when it is used.</summary>
internal enum RefreshRule
{
    /// <summary>None is issued.</summary>
    None,

    /// <summary>It stays the same.</summary>
    Stays,

    /// <summary>A new one comes, the old one is used up.</summary>
    Rotates,
}
