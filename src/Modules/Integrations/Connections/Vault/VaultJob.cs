using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Seals a network's secrets anew after its key was rotated, and later erases the old key.</summary>
internal sealed class VaultJob(VaultRotation rotation) : IJobHandler
{
    public const string JobKind = "integrations.vault";

    public string Kind => JobKind;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var network = job.Network ?? throw new JobFailedException("The job names no network.");
        var done = await rotation.ReencryptAsync(network, cancellationToken);
        job.Report(new { sealedAnew = done });
        await rotation.EraseRetiredAsync(network, cancellationToken);
    }

    /// <param name="Version">The key that this follows from.</param>
    internal sealed record Work(int Version);
}
