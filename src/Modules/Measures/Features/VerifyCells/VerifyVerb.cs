using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.VerifyCells;

/// <summary><c>measures verify</c>.</summary>
internal sealed class VerifyVerb(CellVerifier verifier, INetworkTree tree) : IVerb
{
    private const int Shown = 100;

    public string Name => "measures verify";

    public string Summary => "Recompute all measures' cells from the records and report any difference.";

    public string Usage =>
        """
        Usage: ./run measures verify [--network SLUG]

        Recomputes every cell (days of locations, days and months of all units) from the records and compares.
        Prints each difference (the first 100) and, last, "checked N cells, N differ".
        Exit code 0: none differ. 1: some differ. 2: the network is not known.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (networks, problem) = await NetworkArgument.ReadAsync(arguments, tree, cancellationToken);
        if (problem is not null)
        {
            await error.WriteLineAsync($"{problem}\n\n{Usage}");
            return 2;
        }

        var result = await verifier.RunAsync(networks, _ => { }, cancellationToken);
        foreach (var difference in result.Differences.Take(Shown))
        {
            var node = tree.Find(new NodeId(difference.Node));
            var grain = difference.Grain == 'm' ? "month" : "day";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{grain} {difference.Period:yyyy-MM-dd} of {node?.Name ?? "unknown unit"} ({difference.Node}), {difference.Currency}: {difference.Fault}"));
        }

        if (result.Differences.Count > Shown)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"and {result.Differences.Count - Shown} more"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"checked {result.Checked} cells, {result.Differences.Count} differ"));
        return result.Differences.Count == 0 ? 0 : 1;
    }
}
