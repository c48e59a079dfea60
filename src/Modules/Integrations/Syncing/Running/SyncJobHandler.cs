using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Reads what changed at a vendor since the last time. Most of the time it waits for the vendor.</summary>
internal sealed class SyncJobHandler(RunReading reading) : IJobHandler
{
    public const string JobKind = "integrations.sync";

    public string Kind => JobKind;

    public int? Places => 8;

    public Task RunAsync(JobLease job, CancellationToken cancellationToken) => reading.RunAsync(job, Transport.CallPriority.Incremental, cancellationToken);
}
