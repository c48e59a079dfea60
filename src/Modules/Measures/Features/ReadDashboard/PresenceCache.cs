using BookedBarber.Measures.Caching;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>How many are in at each location, counted for a whole network at once and shared by all dashboards that are made in the same moment.</summary>
internal sealed class PresenceCache(IStaffPresence presence, TimeProvider clock) : IDisposable
{
    // In locations with somebody in: of a few networks of the largest size.
    private const long Capacity = 500_000;

    // Who is in changes with the clock, not with a record.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly SettledCache<IReadOnlyDictionary<NodeId, int>> _counts = new("presence", Capacity, counts => counts.Count + 1, clock);

    public Task<IReadOnlyDictionary<NodeId, int>> GetAsync(NetworkId network, CancellationToken cancellationToken) =>
        _counts.GetAsync(
            network.ToString(),
            new Basis(network, new Period(DateOnly.MinValue, DateOnly.MinValue), MaxAge),
            token => presence.CountAsync(network, clock.GetUtcNow(), token),
            cancellationToken);

    public void Dispose() => _counts.Dispose();
}
