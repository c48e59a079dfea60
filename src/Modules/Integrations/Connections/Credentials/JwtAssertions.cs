using System.Security.Cryptography;
using BookedBarber.Shared;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Makes signed assertions (RFC 7515 in compact form, RFC 7523 in use).</summary>
internal static class JwtAssertions
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed assertion.</summary>
    /// <param name="algorithm"><c>RS256</c> or <c>ES256</c>.</param>
    /// <param name="privateKey">PEM; line breaks may have become the two characters <c>\n</c>, as in service account files.</param>
    /// <param name="claims">Claims besides <c>iat</c> and <c>exp</c>.</param>
    /// <param name="now">Becomes <c>iat</c>.</param>
    /// <param name="lifetime">Until <c>exp</c>.</param>
    /// <returns>The assertion; <c>key_unreadable</c> when the key is not one of the algorithm's.</returns>
    public static Result<Secret> Sign(string algorithm, Secret privateKey, IReadOnlyDictionary<string, string> claims, DateTimeOffset now, TimeSpan lifetime)
    {
        try
        {
            using AsymmetricAlgorithm key = algorithm == SecurityAlgorithms.EcdsaSha256 ? ECDsa.Create() : RSA.Create();
            key.ImportFromPem(privateKey.Reveal().Replace("\\n", "\n", StringComparison.Ordinal));
            SecurityKey holder = key is ECDsa curve ? new ECDsaSecurityKey(curve) : new RsaSecurityKey((RSA)key);
            holder.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false }; // the key ends with this call
            return new Secret(Handler.CreateToken(new SecurityTokenDescriptor
            {
                IssuedAt = now.UtcDateTime,
                Expires = (now + lifetime).UtcDateTime,
                Claims = claims.ToDictionary(claim => claim.Key, object (claim) => claim.Value, StringComparer.Ordinal),
                SigningCredentials = new SigningCredentials(holder, algorithm),
            }));
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return new Problem("key_unreadable", $"The private key is not a PEM key for {algorithm}. Paste the whole of it, from BEGIN to END.", ProblemKind.Refused);
        }
    }
}
