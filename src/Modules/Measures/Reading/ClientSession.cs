using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Reading;

/// <summary>What is asked about the clients of some nodes: of those only that a known client has ever visited, in a session that is opened when the first question comes.</summary>
internal sealed class ClientSession(MeasureReader reader, NetworkId network, IReadOnlyCollection<Node> nodes, IReadOnlyList<Guid> withClients) : IAsyncDisposable
{
    private Session? _session;

    /// <summary>Those of the nodes that a known client has ever visited.</summary>
    public IReadOnlyList<Guid> Nodes => withClients;

    public async Task<Session> OpenAsync(CancellationToken cancellationToken) => _session ??= await reader.OpenAsync(network, nodes, cancellationToken);

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;
}
