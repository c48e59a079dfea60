namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>What tokens are asked for with, besides what the manifest says for every request.</summary>
/// <param name="Fields">Fields of the body, such as <c>grant_type</c>; secrets among them.</param>
/// <param name="IsRenewal">Whether it goes to the address of renewals.</param>
internal sealed record TokenRequest(IReadOnlyDictionary<string, string> Fields, bool IsRenewal)
{
    public override string ToString() => IsRenewal ? "(renewal)" : "(token request)";
}
