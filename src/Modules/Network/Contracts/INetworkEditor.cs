using BookedBarber.Shared;

namespace BookedBarber.Network.Contracts;

/// <summary>Creates networks and units from other modules (imports with <c>--create</c>, the demo network).</summary>
public interface INetworkEditor
{
    /// <summary>Creates a network with its root node.</summary>
    /// <param name="caller">A platform administrator or the platform itself.</param>
    /// <param name="network">What it is to be.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The network, which is in this process's tree by then; or <c>slug_taken</c> (a slug that was given; a derived one gets a number), <c>network_exists</c> (the id), <c>invalid_request</c>, <c>forbidden</c>.</returns>
    Task<Result<NetworkSummary>> CreateNetworkAsync(Caller caller, NewNetwork network, CancellationToken cancellationToken);

    /// <summary>
    /// Creates units, parents before children, in one transaction. A unit whose kind and code exist already is changed to what is given (<c>null</c> leaves a value);
    /// given another parent it moves there from today on. Ten thousand units in one call are meant.
    /// </summary>
    /// <param name="scope">The network, and a caller who holds <c>network.write</c> at every unit changed and every parent put under.</param>
    /// <param name="nodes">Each kind and code once.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>
    /// The units in the order given, in this process's tree by then; or <c>invalid_request</c> naming the first wrong one (<c>nodes[12].timeZone</c>), <c>forbidden</c>,
    /// <c>parent_archived</c>, <c>would_be_cycle</c>, <c>before_last_move</c>, <c>not_found</c> (the network). With a problem nothing is stored.
    /// </returns>
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
/// <param name="Code">Its code, 1–64 characters, unique without case among units of its kind in the network, archived ones included.</param>
/// <param name="Name">Display name, 1–200 characters; always set.</param>
/// <param name="ParentCode">
/// Code of a region or group, of the network or earlier in the list; null for directly below the network, or for where an existing unit lies.
/// Where a region and a group share the code, a location goes below the group, a group below the region.
/// </param>
/// <param name="TimeZone">IANA zone; null: the network's.</param>
/// <param name="Currency">ISO 4217 code; null: the network's.</param>
/// <param name="Latitude">Degrees, −90 to 90; together with <paramref name="Longitude"/>.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
/// <param name="Address">Postal address, at most 500 characters.</param>
/// <param name="Chairs">Chairs of a location, 0–1000.</param>
/// <param name="OpenedOn">First business day.</param>
/// <param name="ClosedOn">Last business day, not before <paramref name="OpenedOn"/>; needed for status closed.</param>
/// <param name="Status">Location status; null: open for a new location.</param>
/// <param name="Hours">Opening hours per weekday of a location, from today on and, when they are its first, for all days before; null leaves them.</param>
/// <param name="Id">Id of a unit to be created, where the maker has one; an existing unit keeps its own.</param>
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
