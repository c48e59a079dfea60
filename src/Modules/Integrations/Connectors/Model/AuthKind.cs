namespace BookedBarber.Integrations.Connectors;

/// <summary>Schemes of authorisation; in manifests in kebab-case.</summary>
internal enum AuthKind
{
    /// <summary>OAuth 2.0 authorization code (<c>oauth2-code</c>).</summary>
    OAuth2Code,

    /// <summary>OAuth 2.0 client credentials, with our client or with what the user typed (<c>client-credentials</c>).</summary>
    ClientCredentials,

    /// <summary>A signed assertion exchanged for a token, RFC 7523 (<c>jwt-bearer</c>).</summary>
    JwtBearer,

    /// <summary>OAuth 1.0a: every request is signed (<c>oauth1</c>).</summary>
    OAuth1,

    /// <summary>A key that the user types (<c>api-key</c>).</summary>
    ApiKey,

    /// <summary>A sign-in request that answers with a session's token (<c>session</c>); its body is the token parameters.</summary>
    Session,

    /// <summary>Nothing: the vendor only sends, or there is no vendor (<c>none</c>).</summary>
    None,
}

/// <summary>Where client id and secret go.</summary>
internal enum ClientPlace
{
    /// <summary>As fields of the body.</summary>
    Body,

    /// <summary>In a Basic authorization header.</summary>
    Basic,
}

/// <summary>What the value that says when a token ends is.</summary>
internal enum ExpiryFormat
{
    /// <summary>Seconds from now.</summary>
    Seconds,

    /// <summary>An instant in ISO 8601.</summary>
    Iso,

    /// <summary>Seconds since 1970.</summary>
    Unix,
}

/// <summary>Encodings of a request's body.</summary>
internal enum BodyEncoding
{
    /// <summary>application/json.</summary>
    Json,

    /// <summary>application/x-www-form-urlencoded; names of nested values are written with brackets, as in <c>metadata[key]</c>.</summary>
    Form,
}
