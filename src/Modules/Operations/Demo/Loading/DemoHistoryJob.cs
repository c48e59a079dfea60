using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Writes the older history of a demo network in the background, newest first, while the server already serves.</summary>
internal sealed class DemoHistoryJob(DemoLedger ledger, DemoMaker maker) : IJobHandler
{
    public const string JobKind = "operations.demo-history";

    public string Kind => JobKind;

    public static NewJob For(NetworkId network) => new(network, JobKind, new Payload(network), UniqueKey: $"{JobKind}:{network}");

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var network = StorageJson.Deserialize<Payload>(job.Payload).Network;
        var row = await ledger.FindAsync(network, cancellationToken) ?? throw new JobFailedException("The demo network is gone; there is no history to write.");
        var made = await maker.EnsureTreeAsync(row, cancellationToken);
        await maker.LoadOlderAsync(made, Workers, progress => job.Report(progress), cancellationToken);
    }

    /// <summary>Half of the machine at most, so that the first visitor's pages stay quick.</summary>
    private static int Workers => Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    internal sealed record Payload(NetworkId Network);
}
