using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Predictions.Runs;

/// <summary>Works a run off, part by part; each finished part is noted, so that after a crash the run goes on with the next one.</summary>
internal sealed partial class RunJob(RunStore runs, IEnumerable<IPredictionPart> parts, BackgroundThreads threads, NodeTraffic traffic, DataSources sources, TimeProvider clock, ILogger<RunJob> logger) : IJobHandler
{
    // Over all nodes one network at a time: a run takes all that people leave of the machine, and two at once would only take longer.
    private const long Turn = 7233301;

    public string Kind => RunStore.JobKind;

    // A place of its own: imports and syncing go on beside it.
    public int? Places => 1;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<RunPayload>(job.Payload);
        var network = new NetworkId(payload.NetworkId);
        await using var turn = await sources.System.OpenConnectionAsync(cancellationToken);
        await turn.ExecuteAsync(new CommandDefinition($"select pg_advisory_lock({Turn})", commandTimeout: 0, cancellationToken: cancellationToken));
        try
        {
            await WorkAsync(job, network, payload.RunId, cancellationToken);
        }
        finally
        {
            // Connections are not reset when they go back to their pool, so the turn is given up by hand.
            await turn.ExecuteAsync(new CommandDefinition($"select pg_advisory_unlock({Turn})", cancellationToken: CancellationToken.None));
        }
    }

    private async Task WorkAsync(JobLease job, NetworkId network, Guid id, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(network, id, cancellationToken) is not { } row || row.State is "done" or "failed")
        {
            return;
        }

        await runs.BeginAsync(network, id, cancellationToken);
        var wanted = parts.Where(part => row.Parts.Contains(part.Name)).ToList();
        var (faults, pause) = (new List<string>(), new Pause(traffic, clock));
        foreach (var (part, at) in wanted.Select((part, at) => (part, at)))
        {
            if (row.Results.ContainsKey(part.Name))
            {
                continue;
            }

            var run = new PredictionRun(network, id, row.Today, row.Reason, (done, total) => job.Report(new RunProgress(part.Name, at, wanted.Count, done, total))) { PauseAsync = pause.TakeAsync };
            run.Report(0, 0);
            try
            {
                await runs.NoteAsync(network, id, part.Name, await threads.RunAsync(() => part.RunAsync(run, cancellationToken), cancellationToken), cancellationToken);
            }
#pragma warning disable CA1031 // what fails in one part must not keep the others from being made; the run tells of it and the log says why
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.PartFailed(logger, fault, part.Name, network.Value);
                faults.Add($"{part.Name}: {fault.GetType().Name}");
            }
        }

        await runs.EndAsync(network, id, faults.Count == 0 ? null : $"Not all parts could be made ({string.Join(", ", faults)}). What was made is there; the log of the server says more.", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(7501, LogLevel.Error, "The part {Part} of the predictions of network {Network} failed.")]
        public static partial void PartFailed(ILogger logger, Exception fault, string part, Guid network);
    }
}

/// <summary>How far a run is.</summary>
/// <param name="Part">The part at work.</param>
/// <param name="PartsDone">Parts before it.</param>
/// <param name="Parts">All parts.</param>
/// <param name="Done">Steps of the part that are done.</param>
/// <param name="Total">Its steps; 0 while they are not counted.</param>
internal sealed record RunProgress(string Part, int PartsDone, int Parts, int Done, int Total);
