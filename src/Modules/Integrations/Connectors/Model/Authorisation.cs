namespace BookedBarber.Integrations.Connectors;

/// <summary>How a vendor authorises a connection.</summary>
/// <param name="Kind">The scheme.</param>
/// <param name="Authorize">Where the user's browser is sent; <c>oauth2-code</c> and <c>oauth1</c> only.</param>
/// <param name="Token">Where tokens come from; all schemes but <c>api-key</c> and <c>none</c>.</param>
/// <param name="Refresh">How tokens are renewed.</param>
/// <param name="Revoke">The request that ends a grant; null: the vendor offers none. Its templates know <c>token.access</c>, <c>token.refresh</c>, <c>client.id</c>, <c>client.secret</c> and <c>account</c>.</param>
/// <param name="Scopes">Scope → why it is asked for, in words that a shop owner understands.</param>
/// <param name="ScopeSeparator">Between scopes in the authorize address. Default: a space.</param>
/// <param name="UsesPkce">Whether S256 proof keys are sent. True for every <c>oauth2-code</c> vendor that accepts them.</param>
/// <param name="Encoding">Body of the token request: form or JSON.</param>
/// <param name="Client">Where client id and secret go in the token request.</param>
/// <param name="Parameters">Added to the authorize address, such as <c>access_type: offline</c>.</param>
/// <param name="TokenParameters">Added to the body of every token request.</param>
/// <param name="Answer">Where the token answer tells what.</param>
/// <param name="Access">How long access tokens live when the answer does not say.</param>
/// <param name="Headers">What authorises a request: header name → value, in which <c>{token}</c> is the access token, <c>{FIELD}</c> a field that the user typed, <c>{client.id}</c> and <c>{client.secret}</c> ours, <c>{base64(a:b)}</c> the base64 of such a text with its names filled in.</param>
/// <param name="Query">As <see cref="Headers"/>, for vendors that take the key in the address.</param>
/// <param name="Fields">What the user types: keys, secrets.</param>
/// <param name="Jwt">The assertion of <c>jwt-bearer</c>; null for all others.</param>
internal sealed record Authorisation(
    AuthKind Kind,
    VendorAddress? Authorize,
    VendorAddress? Token,
    RefreshRule Refresh,
    RequestTemplate? Revoke,
    IReadOnlyDictionary<string, string> Scopes,
    string ScopeSeparator,
    bool UsesPkce,
    BodyEncoding Encoding,
    ClientPlace Client,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, string> TokenParameters,
    TokenAnswer Answer,
    TimeSpan? Access,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyList<ConnectorField> Fields,
    JwtAssertion? Jwt)
{
    /// <summary>Parameter of the address that the browser comes back to which signs the others, HMAC-SHA256 with the client secret in hexadecimal (<c>callbackSignature</c>); null: it is not signed.</summary>
    public string? CallbackSignature { get; init; }
}

/// <summary>How grants are renewed.</summary>
/// <param name="Address">Where; null: at <see cref="Authorisation.Token"/>.</param>
/// <param name="Lifetime">How long a refresh token lives unused; null: it does not end by itself.</param>
/// <param name="Rotates">Whether each renewal brings a new refresh token and ends the old one; a returned one is stored in any case.</param>
/// <param name="Grace">How long the old refresh token still works after a renewal whose answer was lost. Zero: not at all.</param>
/// <param name="SendsSecret">Whether the client secret goes along. Default true.</param>
internal sealed record RefreshRule(VendorAddress? Address, TimeSpan? Lifetime, bool Rotates, TimeSpan Grace, bool SendsSecret);

/// <summary>Where a token answer tells what; paths into its JSON.</summary>
/// <param name="AccessToken">Default <c>access_token</c>.</param>
/// <param name="RefreshToken">Default <c>refresh_token</c>.</param>
/// <param name="Expires">When the access token ends. Default <c>expires_in</c>.</param>
/// <param name="ExpiresFormat">What <see cref="Expires"/> is. Default seconds from now.</param>
/// <param name="RefreshExpires">When the refresh token ends; null: not told.</param>
/// <param name="Scope">The scopes granted: users may leave some out. Default <c>scope</c>.</param>
internal sealed record TokenAnswer(string AccessToken, string RefreshToken, string Expires, ExpiryFormat ExpiresFormat, string? RefreshExpires, string Scope);

/// <summary>The assertion that is exchanged for a token; texts may hold settings and fields.</summary>
/// <param name="Algorithm">RS256 or ES256.</param>
/// <param name="KeyField">Name of the field that holds the private key (PEM).</param>
/// <param name="Claims">Claims besides <c>iat</c> and <c>exp</c>.</param>
/// <param name="Lifetime">Life of an assertion. Default 3 minutes.</param>
internal sealed record JwtAssertion(string Algorithm, string KeyField, IReadOnlyDictionary<string, string> Claims, TimeSpan Lifetime);
