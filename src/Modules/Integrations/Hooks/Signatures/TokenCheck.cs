using BookedBarber.Integrations.Connections;
using BookedBarber.Shared;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Says whether a message's token was signed by the vendor, for this address and in the name of the sender that a person has entered.</summary>
/// <remarks>The sender counts as much as the key: everybody who has an account at such a vendor can have tokens signed for our address, but only in the name of their own.</remarks>
internal sealed class TokenCheck(KeySets keySets, TimeProvider clock)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Handler = new();

    /// <param name="connection">Whose hook it is.</param>
    /// <param name="rule">How the vendor proves itself.</param>
    /// <param name="request">The message.</param>
    /// <param name="senders">Addresses of the sender that hold now; two while one replaces the other.</param>
    /// <param name="cancellationToken">The vendor has gone.</param>
    /// <returns>Null when the message is genuine; else <c>secret_missing</c>, <c>signature_missing</c>, <c>signature_wrong</c>, or <c>keys_unreachable</c>: the vendor is to send it again.</returns>
    public async Task<Problem?> CheckAsync(Connection connection, SignatureRule rule, HookRequest request, IReadOnlyList<string> senders, CancellationToken cancellationToken)
    {
        if (rule.Keys is not { } address || !senders.Any(sender => sender.Length > 0))
        {
            return Refuse("secret_missing", "This connection does not know yet in whose name the vendor sends. Enter the address of the account that the messages are signed for.");
        }

        if (request.Text(rule.From) is not { Length: > 0 } text)
        {
            return Refuse("signature_missing", $"The message has no token at {rule.From}. Only the vendor can send messages here.");
        }

        if (!text.StartsWith(rule.Prefix, StringComparison.OrdinalIgnoreCase) || Read(text[rule.Prefix.Length..].Trim()) is not { } token)
        {
            return Wrong();
        }

        var keys = await keySets.FindAsync(connection, address, token.Kid, cancellationToken);
        if (!keys.Succeeded)
        {
            return keys.Problem;
        }

        var result = await Handler.ValidateTokenAsync(token, Parameters(rule, request, keys.Value));
        return result.IsValid && IsOf(token, senders) ? null : Wrong();
    }

    private TokenValidationParameters Parameters(SignatureRule rule, HookRequest request, JsonWebKeySet keys) => new()
    {
        IssuerSigningKeys = keys.GetSigningKeys(),
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256], // a token must not choose how it is checked
        ValidIssuers = rule.Issuers,
        ValidAudience = request.Url.GetLeftPart(UriPartial.Path),
        LifetimeValidator = (from, until, _, _) => until + Leeway > clock.GetUtcNow().UtcDateTime && (from is null || from - Leeway <= clock.GetUtcNow().UtcDateTime),
    };

    private static bool IsOf(JsonWebToken token, IReadOnlyList<string> senders) =>
        token.TryGetPayloadValue<bool>("email_verified", out var verified) && verified && token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Email, out var email) && senders.Contains(email, StringComparer.Ordinal);

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null; // what cannot be read is no proof
        }
    }

    private static Problem Wrong() => Refuse("signature_wrong", "The token was not signed by the vendor for this address, has ended, or names another sender than the one entered here.");

    private static Problem Refuse(string code, string detail) => new(code, detail, ProblemKind.Unauthenticated);
}
