using System.Security.Cryptography;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Sandbox.Vendors.GoogleBusinessProfile;

/// <summary>The identity tokens by which Cloud Pub/Sub proves its pushes, signed with a key that is made at every start. After https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions.</summary>
internal static class PushTokens
{
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = Secrets.Fresh(40) };
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>The public half, as Google publishes its own.</summary>
    public static Answer Published()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = Key.KeyId });
        return Answer.Ok(new { keys = new[] { new { kty = key.Kty, alg = SecurityAlgorithms.RsaSha256, use = "sig", kid = key.Kid, n = key.N, e = key.E } } }).With("Cache-Control", "public, max-age=21600, must-revalidate, no-transform");
    }

    public static string Sign(string audience, string email, DateTimeOffset at) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "https://accounts.google.com",
        Audience = audience,
        IssuedAt = at.UtcDateTime,
        Expires = at.AddHours(1).UtcDateTime,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["email"] = email, ["email_verified"] = true },
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
    });
}
