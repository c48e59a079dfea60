using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>Who is in: staff members whose shift runs at a moment.</summary>
public interface IStaffPresence
{
    /// <summary>Number of staff members present per location; locations with nobody are absent.</summary>
    Task<IReadOnlyDictionary<NodeId, int>> CountAsync(NetworkId network, DateTimeOffset at, CancellationToken cancellationToken);
}
