using BookedBarber.Network.Contracts;

namespace BookedBarber.Measures.Features;

/// <summary>The option <c>--network SLUG</c>: one network, or all.</summary>
internal static class NetworkArgument
{
    public static async Task<(IReadOnlyList<NetworkSummary> Networks, string? Problem)> ReadAsync(IReadOnlyList<string> arguments, INetworkTree tree, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        return arguments switch
        {
            [] => (tree.Networks, null),
            ["--network", var slug] when tree.FindNetwork(slug) is { } network => ([network], null),
            ["--network", var slug] => ([], $"There is no network '{slug}'."),
            _ => ([], $"Not understood: {string.Join(' ', arguments)}"),
        };
    }
}
