namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>How the bytes of a signature are written.</summary>
internal enum SignatureEncoding
{
    /// <summary>Hexadecimal digits in either case.</summary>
    Hex,

    /// <summary>Base64 with padding.</summary>
    Base64,
}
