using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>Who is in: staff members whose shift runs at a moment and who are not on approved time off that day.</summary>
public interface IStaffPresence
{
    /// <summary>Number of staff members present per location; locations with nobody are absent.</summary>
    Task<IReadOnlyDictionary<NodeId, int>> CountAsync(NetworkId network, DateTimeOffset at, CancellationToken cancellationToken);
}
