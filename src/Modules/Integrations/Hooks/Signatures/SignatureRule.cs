using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>How messages of a vendor are signed, as its manifest declares it.</summary>
internal sealed record SignatureRule
{
    /// <summary>The proof.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>Where the signature (or token) stands: <c>header:NAME</c>, <c>query:NAME</c> or <c>body:PATH</c>.</summary>
    public required string From { get; init; }

    /// <summary>Name of the pair that holds the signature where the header is a list such as <c>t=1,v1=ab</c>; several pairs of the name may stand there, any may fit. Null: the header is the signature.</summary>
    public string? Part { get; init; }

    /// <summary>Character between the pairs of a list. Default a comma; Standard Webhooks put a space, and a comma between name and value.</summary>
    public char Between { get; init; } = ',';

    /// <summary>Whether the secret is base64 behind an optional <c>whsec_</c>; else it is taken as it is written. Default false.</summary>
    public bool SecretIsBase64 { get; init; }

    /// <summary>Text before the signature, such as <c>sha256=</c> or <c>Bearer </c>. Default none.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>How the signature's bytes are written. Default base64.</summary>
    public SignatureEncoding Encoding { get; init; } = SignatureEncoding.Base64;

    /// <summary>What is signed, of the pieces <c>{body}</c>, <c>{url}</c>, <c>{method}</c>, <c>{timestamp}</c>, <c>{id}</c> (the header webhook-id) and <c>{form}</c> (names and values of the form, sorted by name). Default <c>{body}</c>.</summary>
    public string Signed { get; init; } = "{body}";

    /// <summary>Where the moment of sending stands: <c>header:NAME</c>, <c>part:NAME</c> or <c>body:PATH</c>. Null: the vendor tells none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>How the moment is written. Default: as it looks.</summary>
    public TimestampFormat TimestampFormat { get; init; } = TimestampFormat.Any;

    /// <summary>How far the moment may lie from ours, either way. Null: not checked, for vendors that repeat a message with its first moment.</summary>
    public TimeSpan? Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where the keys are published that tokens are signed with. Null: nothing is proved by a token.</summary>
    public Uri? Keys { get; init; }

    /// <summary>Issuers of which a token must name one.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];
}
