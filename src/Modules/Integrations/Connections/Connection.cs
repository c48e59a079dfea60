using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections;

/// <summary>One network's (or unit's) tie to one account at one vendor. Holds no secret.</summary>
/// <param name="Id">Its id, also in the address of its webhooks.</param>
/// <param name="Network">The network.</param>
/// <param name="Node">The unit it serves: the network itself, a region, a group or a location.</param>
/// <param name="Vendor">Name of the manifest, such as the folder's under <c>connectors/</c>.</param>
/// <param name="Environment">Sandbox or live.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Name">What people call it, 1–200 characters.</param>
/// <param name="Settings">What fills the placeholders of the manifest's addresses (shop, region); never secrets.</param>
/// <param name="AccountId">The account at the vendor; null until the vendor has said it.</param>
/// <param name="OwnerId">Who is told when it needs a person.</param>
/// <param name="Scopes">Scopes that the vendor granted; empty where there are none.</param>
/// <param name="Trouble">Why it is not active; null when there is nothing to say.</param>
/// <param name="Version">Grows with every change; for <c>If-Match</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed; token renewals are no change.</param>
internal sealed record Connection(
    Guid Id,
    NetworkId Network,
    NodeId Node,
    string Vendor,
    VendorEnvironment Environment,
    ConnectionState State,
    string Name,
    IReadOnlyDictionary<string, string> Settings,
    string? AccountId,
    PersonId? OwnerId,
    IReadOnlyList<string> Scopes,
    ConnectionTrouble? Trouble,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Since when it has been in its state. Default: since it was made.</summary>
    public DateTimeOffset StateAt { get; init; } = CreatedAt;

    /// <summary>Whether the vendor may be called for it: active or failing.</summary>
    public bool IsCallable => State is ConnectionState.Active or ConnectionState.Failing;

    /// <summary>The source under which its records are written (<c>vendor:connection id</c>).</summary>
    public string Source => $"{Vendor}:{Id:N}";
}
