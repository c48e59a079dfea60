using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Reads history: first readings and spans that somebody asked for. They take long, and must not keep what is new waiting.</summary>
internal sealed class BackfillJobHandler(RunReading reading) : IJobHandler
{
    public const string JobKind = "integrations.backfill";

    public string Kind => JobKind;

    public int? Places => 3;

    public Task RunAsync(JobLease job, CancellationToken cancellationToken) => reading.RunAsync(job, Transport.CallPriority.Backfill, cancellationToken);
}
