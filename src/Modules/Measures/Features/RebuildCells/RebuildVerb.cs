using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.RebuildCells;

/// <summary><c>measures rebuild</c>.</summary>
internal sealed class RebuildVerb(CellRebuilder rebuilder, INetworkTree tree, IFeedCatchUp catchUp) : IVerb
{
    public string Name => "measures rebuild";

    public string Summary => "Make all measures' cells again from the records.";

    public string Usage =>
        """
        Usage: ./run measures rebuild [--network SLUG]

        Makes every cell again from the records. Needed only after a repair of the records past the platform; works beside a running server.
        Exit code 0: done. 2: the network is not known.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (networks, problem) = await NetworkArgument.ReadAsync(arguments, tree, cancellationToken);
        if (problem is not null)
        {
            await error.WriteLineAsync($"{problem}\n\n{Usage}");
            return 2;
        }

        await catchUp.RunAsync(cancellationToken);
        foreach (var network in networks)
        {
            await rebuilder.RunAsync(network, error.WriteLine, cancellationToken);
        }

        await output.WriteLineAsync($"rebuilt the cells of {string.Join(", ", networks.Select(network => network.Slug))}");
        return 0;
    }
}
