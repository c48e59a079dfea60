namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>How a vendor proves that a message comes from it.</summary>
internal enum SignatureAlgorithm
{
    /// <summary>HMAC with SHA-256 and a shared secret.</summary>
    HmacSha256,

    /// <summary>HMAC with SHA-1 and a shared secret.</summary>
    HmacSha1,

    /// <summary>ECDSA over P-256 with SHA-256; the secret is the vendor's public key, base64 of a SubjectPublicKeyInfo.</summary>
    EcdsaP256,

    /// <summary>A JSON Web Token signed with RSA and SHA-256 in the header, checked with the vendor's published keys by <see cref="TokenCheck"/>; the secret is the sender's address that it names.</summary>
    Jwt,

    /// <summary>A secret that the vendor sends along, in a header, a query parameter or the body.</summary>
    Token,

    /// <summary>The client certificate's SHA-256 fingerprint, which the proxy that ended TLS puts into a header.</summary>
    ClientCertificate,
}
