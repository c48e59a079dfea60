namespace BookedBarber.Webhooks.Domain;

/// <summary>Names of signature schemes in tables and on the wire.</summary>
internal static class SignatureSchemes
{
    public static string Name(this SignatureScheme scheme) => scheme == SignatureScheme.V1 ? "v1" : "v1a";

    public static SignatureScheme Of(string name) => name == "v1" ? SignatureScheme.V1 : SignatureScheme.V1a;
}
