namespace BookedBarber.Integrations.Connectors;

/// <summary>How a delivery is proved to come from the vendor; in manifests in kebab-case.</summary>
internal enum HookScheme
{
    /// <summary>HMAC with SHA-256 (<c>hmac-sha256</c>).</summary>
    HmacSha256,

    /// <summary>HMAC with SHA-1 (<c>hmac-sha1</c>).</summary>
    HmacSha1,

    /// <summary>ECDSA on P-256 with SHA-256, signature in DER; the secret is the public key in SPKI (<c>ecdsa-p256</c>).</summary>
    EcdsaP256,

    /// <summary>A header that holds the shared secret itself (<c>token</c>).</summary>
    Token,

    /// <summary>A secret in the address's query, for vendors that sign nothing (<c>url-token</c>).</summary>
    UrlToken,

    /// <summary>A signed token (JWT, RS256) of an OpenID provider; the secret is the sender's address in it (<c>oidc</c>).</summary>
    Oidc,

    /// <summary>Standard Webhooks: <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c> (<c>standard-webhooks</c>).</summary>
    StandardWebhooks,

    /// <summary>A header of the load balancer that names the client certificate (<c>mtls</c>).</summary>
    MutualTls,
}

/// <summary>Whose secret proves a delivery.</summary>
internal enum HookSecret
{
    /// <summary>The subscription's: returned by the registration, or typed in by hand.</summary>
    Subscription,

    /// <summary>Our client's secret at the vendor.</summary>
    Client,

    /// <summary>A credential of the connection, such as an account's token.</summary>
    Credential,
}

/// <summary>How a signature is written.</summary>
internal enum SignatureEncoding
{
    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Hexadecimal digits; case does not matter.</summary>
    Hex,
}

/// <summary>What the body of a delivery is.</summary>
internal enum HookFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>A form; <c>data[list][0]</c> becomes nested JSON.</summary>
    Form,

    /// <summary>Nothing: the headers say all.</summary>
    Empty,
}
