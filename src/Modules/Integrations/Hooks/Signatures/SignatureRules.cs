using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>Makes the rule of what a manifest declares.</summary>
internal static class SignatureRules
{
    public static SignatureRule Of(HookShape shape) => shape.Scheme switch
    {
        HookScheme.HmacSha256 or HookScheme.HmacSha1 or HookScheme.EcdsaP256 => new SignatureRule
        {
            Algorithm = shape.Scheme switch { HookScheme.HmacSha256 => SignatureAlgorithm.HmacSha256, HookScheme.HmacSha1 => SignatureAlgorithm.HmacSha1, _ => SignatureAlgorithm.EcdsaP256 },
            From = $"header:{shape.Header}",
            Part = shape.Part,
            Encoding = shape.Encoding,
            Signed = shape.Signed ?? "{body}",
            Timestamp = shape.Timestamp switch
            {
                { Header: { } header } => $"header:{header}",
                { Part: { } part } => $"part:{part}",
                { Path: { } path } => $"body:{string.Join('.', path.Steps)}",
                _ => null,
            },
            TimestampFormat = shape.TimestampFormat switch { CursorFormat.Unix => TimestampFormat.Unix, CursorFormat.UnixMs => TimestampFormat.UnixMilliseconds, _ => TimestampFormat.Any },
            Tolerance = shape.Tolerance,
        },
        HookScheme.StandardWebhooks => new SignatureRule
        {
            Algorithm = SignatureAlgorithm.HmacSha256,
            From = "header:webhook-signature",
            Part = "v1",
            Between = ' ',
            SecretIsBase64 = true,
            Signed = "{id}.{timestamp}.{body}",
            Timestamp = "header:webhook-timestamp",
            TimestampFormat = TimestampFormat.Unix,
            Tolerance = shape.Tolerance ?? TimeSpan.FromMinutes(5),
        },
        HookScheme.Token => new SignatureRule { Algorithm = SignatureAlgorithm.Token, From = $"header:{shape.Header}" },
        HookScheme.UrlToken => new SignatureRule { Algorithm = SignatureAlgorithm.Token, From = $"query:{shape.Header ?? "token"}" },
        HookScheme.Oidc => new SignatureRule { Algorithm = SignatureAlgorithm.Jwt, From = $"header:{shape.Header ?? "Authorization"}", Prefix = "Bearer ", Keys = shape.Keys, Issuers = shape.Issuers },
        HookScheme.MutualTls => new SignatureRule { Algorithm = SignatureAlgorithm.ClientCertificate, From = $"header:{shape.Header}" },
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape.Scheme, "Unknown scheme."),
    };
}
