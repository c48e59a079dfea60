using System.Security.Cryptography;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Hooks.Registering;

/// <summary>The secret of messages whose address a person enters at the vendor: that person carries the secret as well, one way or the other.</summary>
internal sealed class CarriedSecret(ICredentials credentials, TimeProvider clock)
{
    /// <summary>How long the one before stays good when nothing else is said.</summary>
    public const int OverlapHours = 24;

    /// <summary>The longest overlap: a week.</summary>
    public const int MostOverlapHours = 168;

    private const string Prefix = "whsec_";
    private const int Fewest = 8;
    private const int Most = 500;

    // Standard Webhooks ask for 24 to 64 bytes.
    private const int MadeBytes = 32;
    private const int FewestBytes = 16;

    /// <summary>Who has it first.</summary>
    public static SecretBearer BearerOf(HookShape shape) => shape switch
    {
        { Register: not null } or { Secret: not HookSecret.Subscription } => SecretBearer.Nobody,
        { Scheme: HookScheme.StandardWebhooks } => SecretBearer.House,
        _ => SecretBearer.Vendor,
    };

    /// <summary>Keeps the secret that was entered, or makes one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="shape">How its messages are proved.</param>
    /// <param name="entered">What the vendor shows; null or empty: one is made.</param>
    /// <param name="overlapHours">Hours for which the one before stays good; null: <see cref="OverlapHours"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The kept secret; <c>no_secret_to_carry</c>, <c>invalid</c>.</returns>
    public async Task<Result<Kept>> KeepAsync(Connection connection, HookShape shape, string? entered, int? overlapHours, CancellationToken cancellationToken)
    {
        var bearer = BearerOf(shape);
        if (bearer == SecretBearer.Nobody)
        {
            return new Problem("no_secret_to_carry", "Messages of this system are proved by what is here already; there is no secret to enter.", ProblemKind.Refused);
        }

        var text = entered?.Trim() is { Length: > 0 } given ? given : null;
        var faults = Faults(shape, bearer, text, overlapHours).ToArray();
        if (faults.Length > 0)
        {
            return Problem.Invalid(faults);
        }

        var hadOne = (await credentials.HookSecretsAsync(connection, cancellationToken)).Current is not null;
        var secret = text ?? Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(MadeBytes));
        var overlap = TimeSpan.FromHours(overlapHours ?? OverlapHours);
        await credentials.KeepHookSecretAsync(connection, new Secret(secret), overlap, cancellationToken);
        return new Kept(text is null ? secret : null, hadOne && overlap > TimeSpan.Zero ? clock.GetUtcNow() + overlap : null);
    }

    private static IEnumerable<FieldProblem> Faults(HookShape shape, SecretBearer bearer, string? entered, int? overlapHours)
    {
        if (overlapHours is < 0 or > MostOverlapHours)
        {
            yield return new FieldProblem("overlapHours", "out_of_range", $"0 to {MostOverlapHours} hours.");
        }

        if (entered is null)
        {
            if (bearer == SecretBearer.Vendor)
            {
                yield return new FieldProblem("secret", "required", "Enter the secret that the vendor shows beside the address.");
            }
        }
        else if (entered.Length is < Fewest or > Most || !entered.All(c => c is > ' ' and <= '~'))
        {
            yield return new FieldProblem("secret", "malformed", $"A secret has {Fewest} to {Most} characters without blanks. Copy it from the vendor as a whole.");
        }
        else if (shape.Scheme == HookScheme.StandardWebhooks && !IsStandard(entered))
        {
            yield return new FieldProblem("secret", "malformed", $"A secret of Standard Webhooks is base64 of at least {FewestBytes} bytes, mostly behind {Prefix}. Copy it as a whole.");
        }
    }

    private static bool IsStandard(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        Span<byte> bytes = stackalloc byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written >= FewestBytes;
    }

    /// <summary>What was kept.</summary>
    /// <param name="Made">The secret that was made, to be shown once; null: it was entered.</param>
    /// <param name="PreviousUntil">Until when the one before is good as well; null: there was none, or it ended at once.</param>
    internal sealed record Kept(string? Made, DateTimeOffset? PreviousUntil)
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => "(hook secret)";
    }
}
