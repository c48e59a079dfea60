using BookedBarber.Shared;

namespace BookedBarber.Network.Contracts;

/// <summary>Creates networks and units from other modules (imports with <c>--create</c>, the demo network).</summary>
public interface INetworkEditor
{
    /// <summary>Creates a network.</summary>
    /// <returns>The network, or <c>slug_taken</c>, <c>invalid_request</c>.</returns>
    Task<Result<NetworkSummary>> CreateNetworkAsync(Caller caller, NewNetwork network, CancellationToken cancellationToken);

    /// <summary>Creates units, parents before children, in one transaction. A unit whose code exists already is changed to what is given (<c>null</c> leaves a value).</summary>
    /// <returns>The units in the order given, or <c>invalid_request</c> naming the first wrong one; then nothing is stored.</returns>
    Task<Result<IReadOnlyList<Node>>> UpsertNodesAsync(Scope scope, IReadOnlyList<NewNode> nodes, CancellationToken cancellationToken);
}

/// <summary>A network to be created.</summary>
/// <param name="Name">Display name, 1–200 characters.</param>
/// <param name="Slug">Lower case letters, digits and dashes; derived from the name when null.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Id">Its id where the maker has one (the demo network); else a new one.</param>
public sealed record NewNetwork(string Name, string? Slug, string Currency, string TimeZone, NetworkId? Id = null);

/// <summary>A unit to be created or changed.</summary>
/// <param name="Kind">Region, group or location.</param>
/// <param name="Code">Its code, unique among units of its kind in the network.</param>
/// <param name="Name">Display name.</param>
/// <param name="ParentCode">Code of a region or group; null for directly below the network.</param>
/// <param name="TimeZone">IANA zone; null: the network's.</param>
/// <param name="Currency">ISO 4217 code; null: the network's.</param>
/// <param name="Hours">Opening hours per weekday of a location; null leaves them.</param>
/// <param name="Status">Location status; null: open.</param>
public sealed record NewNode(
    NodeKind Kind,
    string Code,
    string Name,
    string? ParentCode = null,
    string? TimeZone = null,
    string? Currency = null,
    double? Latitude = null,
    double? Longitude = null,
    string? Address = null,
    int? Chairs = null,
    DateOnly? OpenedOn = null,
    DateOnly? ClosedOn = null,
    string? Status = null,
    IReadOnlyList<OpeningHours>? Hours = null,
    NodeId? Id = null);

/// <summary>Opening hours of one weekday, in local time.</summary>
/// <param name="Weekday">ISO weekday, 1 = Monday … 7 = Sunday.</param>
/// <param name="Opens">Opens at.</param>
/// <param name="Closes">Closes at; later than <paramref name="Opens"/>.</param>
public sealed record OpeningHours(int Weekday, TimeOnly Opens, TimeOnly Closes);
