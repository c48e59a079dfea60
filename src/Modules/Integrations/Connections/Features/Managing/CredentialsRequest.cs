using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>New credentials.</summary>
internal sealed record CredentialsRequest([property: Description("The fields that the connector asks for. Null or empty, for connections with tokens: the tokens are renewed now.")] Dictionary<string, string?>? Credentials)
{
    /// <summary>Without values: they are secrets.</summary>
    public override string ToString() => "(credentials)";
}
