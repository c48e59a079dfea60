using BookedBarber.Measures.Caching;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Peers;

/// <summary>Keeps the targets of networks, which every answer with a figure needs and which change a few times a year.</summary>
internal sealed class TargetsCache(IDatabase database, TimeProvider clock) : IDisposable
{
    // In targets: ten for every location of the largest network that is planned for.
    private const long Capacity = 100_000;

    private readonly SettledCache<Targets> _targets = new("targets", Capacity, targets => targets.Count + 1, clock);

    public Task<Targets> GetAsync(NetworkId network, CancellationToken cancellationToken) =>
        _targets.GetAsync(network.ToString(), new Basis(network, new Period(DateOnly.MinValue, DateOnly.MaxValue)), token => LoadAsync(network, token), cancellationToken);

    public void Drop(NetworkId network) => _targets.Drop(network);

    public void Clear() => _targets.Clear();

    public void Dispose() => _targets.Dispose();

    private async Task<Targets> LoadAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await Targets.ReadAsync(session, network, cancellationToken);
    }
}
