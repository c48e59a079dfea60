using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Runs one reading of a stream as a job, and says what became of it.</summary>
internal sealed partial class RunReading(
    IDatabase database, IConnections connections, ICatalogue catalogue, StreamReading reading, RunStore runs, TimeProvider clock, ILogger<RunReading> logger)
{
    public async Task RunAsync(JobLease lease, CallPriority priority, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<SyncPayload>(lease.Payload);
        var network = new NetworkId(payload.NetworkId);
        if (await FindAsync(network, payload, cancellationToken) is not var (connection, manifest, stream))
        {
            await EndAsync(network, payload, new ReadingEnd(IsDone: false, "connection_not_ready", "The connection is not there, is paused, or has to be connected again.", null, NeedsPerson: true), cancellationToken);
            return;
        }

        await using (var session = await OpenAsync(network, cancellationToken))
        {
            if (!await runs.StartAsync(session, network, payload.RunId, cancellationToken))
            {
                return; // cancelled, or ended by a run that could not say so any more
            }

            await session.CommitAsync(cancellationToken);
        }

        var range = payload.From is null && payload.To is null ? (TimeWindow?)null : new TimeWindow(payload.From, payload.To);
        ReadingEnd end;
        try
        {
            end = await reading.RunAsync(new ReadingJob(payload.RunId, connection, manifest, stream, range, priority), lease.Report, cancellationToken);
        }
        catch (ReadingTakenOverException)
        {
            Log.TakenOver(logger, payload.RunId, stream.Name);
            return;
        }
#pragma warning disable CA1031 // a fault of ours is named at the stream like any other, and the schedule tries again; while the database is away, the job is
        catch (Exception fault) when (fault is not (OperationCanceledException or NpgsqlException))
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, payload.RunId, stream.Name);
            end = new ReadingEnd(IsDone: false, "internal_fault", "Something broke on our side; it is tried again by itself. The server's log says more.");
        }

        await EndAsync(network, payload, end, cancellationToken);
        await ReportAsync(connection, end, cancellationToken);
    }

    private async Task<(Connection Connection, Manifest Manifest, VendorStream Stream)?> FindAsync(NetworkId network, SyncPayload payload, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(network, cancellationToken);
        return await connections.FindAsync(network, payload.ConnectionId, cancellationToken) is { IsCallable: true } connection
            && catalogue.Find(network, connection.Vendor) is { } manifest && manifest.Stream(payload.Stream) is { Request: not null } stream
                ? (connection, manifest, stream)
                : null;
    }

    private async Task EndAsync(NetworkId network, SyncPayload payload, ReadingEnd end, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(network, cancellationToken);
        await runs.EndAsync(session, network, payload.RunId, end.IsDone ? "done" : "failed", end.Code, end.Detail, cancellationToken);
        if (!end.IsDone)
        {
            var failures = await session.FirstAsync<int>(
                "select failures from integrations.stream_state where network_id = @network and connection_id = @ConnectionId and stream = @Stream", new { network, payload.ConnectionId, payload.Stream }, cancellationToken);
            var wasCalled = end.Code != VendorFault.CircuitOpen;
            var nextAt = wasCalled ? RetryCalendar.NextAt(clock.GetUtcNow(), failures, end.RetryAt, end.NeedsPerson) : RetryCalendar.WhenBack(clock.GetUtcNow(), end.RetryAt);
            await session.ExecuteAsync(
                """
                update integrations.stream_state set state = 'waiting', failures = failures + case when @wasCalled then 1 else 0 end, code = @Code, detail = @Detail, next_at = @nextAt
                where network_id = @network and connection_id = @ConnectionId and stream = @Stream
                """,
                new { network, payload.ConnectionId, payload.Stream, end.Code, end.Detail, nextAt, wasCalled },
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    // What concerns one stream's data is told at the stream; only what concerns the vendor or our access is trouble of the connection, and the transport tells that of access.
    private Task ReportAsync(Connection connection, ReadingEnd end, CancellationToken cancellationToken)
    {
        if (end.IsDone)
        {
            return connection.State == ConnectionState.Failing
                ? connections.ReportAsync(connection.Network, connection.Id, new ConnectionTrouble(ConnectionTroubleKind.Recovered, "recovered", "The vendor answers again."), cancellationToken)
                : Task.CompletedTask;
        }

        return end.NeedsPerson
            ? Task.CompletedTask
            : connections.ReportAsync(connection.Network, connection.Id, new ConnectionTrouble(ConnectionTroubleKind.Failing, end.Code!, end.Detail!), cancellationToken);
    }

    private Task<Session> OpenAsync(NetworkId network, CancellationToken cancellationToken) => database.WriteAsync(Scope.OfSystem(network), "sync", cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Information, "Another node goes on with run {Run} of {Stream}.")]
        public static partial void TakenOver(ILogger logger, Guid run, string stream);

        [LoggerMessage(5203, LogLevel.Error, "Run {Run} of {Stream} broke; the stream is tried again.")]
        public static partial void Failed(ILogger logger, Exception fault, Guid run, string stream);
    }
}
