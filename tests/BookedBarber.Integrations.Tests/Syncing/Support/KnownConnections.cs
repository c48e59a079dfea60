using BookedBarber.Integrations.Connections;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>Connections in memory, with what was reported about them.</summary>
internal sealed class KnownConnections : IConnections
{
    public Dictionary<Guid, Connection> All { get; } = [];

    public Dictionary<Guid, ConnectionTrouble> Troubles { get; } = [];

    public Task<Connection?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken) => Task.FromResult(All.TryGetValue(id, out var found) && found.Network == network ? found : null);

    public Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(id));

    public Task<IReadOnlyList<Connection>> ListAsync(NetworkId network, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Connection>>([.. All.Values.Where(one => one.Network == network)]);

    public async IAsyncEnumerable<Connection> ActiveAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var one in All.Values.Where(one => one.IsCallable).ToList())
        {
            await Task.Yield();
            yield return one;
        }
    }

    public Task ReportAsync(NetworkId network, Guid id, ConnectionTrouble trouble, CancellationToken cancellationToken)
    {
        Troubles[id] = trouble;
        All[id] = All[id] with { State = trouble.Kind == ConnectionTroubleKind.Recovered ? ConnectionState.Active : trouble.Kind == ConnectionTroubleKind.Failing ? ConnectionState.Failing : ConnectionState.NeedsReconnect };
        return Task.CompletedTask;
    }
}
