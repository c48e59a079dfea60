using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Storage;

/// <summary>A row of <c>network.node</c> as it is stored.</summary>
internal sealed record UnitRow
{
    public NodeId Id { get; init; }

    public string Kind { get; init; } = string.Empty;

    public Guid? ParentId { get; init; }

    /// <summary>From the root to the unit itself; needed for a new unit only and not read back.</summary>
    public IReadOnlyList<NodeId> Path { get; init; } = [];

    public string Slug { get; init; } = string.Empty;

    public string Code { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public string Currency { get; init; } = string.Empty;

    public string TimeZone { get; init; } = string.Empty;

    public string Status { get; init; } = string.Empty;

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? Address { get; init; }

    public int? Chairs { get; init; }

    public DateOnly? OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public long Version { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    private const string Columns =
        "id, kind, parent_id, slug, code, name, currency, time_zone, status, latitude, longitude, address, chairs, opened_on, closed_on, version, created_at, archived_at";

    /// <summary>The rows of a network with these ids, in no particular order.</summary>
    public static Task<IReadOnlyList<UnitRow>> ReadAsync(Session session, NetworkId network, IEnumerable<NodeId> ids, CancellationToken cancellationToken) =>
        session.QueryAsync<UnitRow>(
            $"select {Columns} from network.node where network_id = @Network and id = any (@Ids)",
            new { Network = network, Ids = ids.Select(id => id.Value).ToArray() },
            cancellationToken);
}
