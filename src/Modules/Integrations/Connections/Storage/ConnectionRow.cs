using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Storage;

/// <summary>A row of <c>integrations.connection</c>.</summary>
internal sealed record ConnectionRow(
    NetworkId NetworkId, Guid Id, NodeId NodeId, string Vendor, string Environment, string State, string Name, string Settings, string? AccountId, PersonId? OwnerId,
    string Scopes, string? TroubleKind, string? TroubleCode, string? TroubleDetail, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset StateAt)
{
    public const string Columns =
        "network_id, id, node_id, vendor, environment, state, name, settings::text as settings, account_id, owner_id, to_json(scopes)::text as scopes, trouble_kind, trouble_code, trouble_detail, version, created_at, updated_at, coalesce(state_at, updated_at) as state_at";

    public Connection ToConnection() => new(
        Id,
        NetworkId,
        NodeId,
        Vendor,
        WireNames<VendorEnvironment>.Parse(Environment),
        WireNames<ConnectionState>.Parse(State),
        Name,
        StorageJson.Deserialize<Dictionary<string, string>>(Settings),
        AccountId,
        OwnerId,
        StorageJson.Deserialize<string[]>(Scopes),
        TroubleCode is null ? null : new ConnectionTrouble(WireNames<ConnectionTroubleKind>.Parse(TroubleKind!), TroubleCode, TroubleDetail!),
        Version,
        CreatedAt,
        UpdatedAt) { StateAt = StateAt };
}
