using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Comparing;

/// <summary>What a comparison's job carries.</summary>
internal sealed record ComparePayload(Guid NetworkId, Guid ConnectionId, string Stream, DateTimeOffset? From, DateTimeOffset To, bool Repairs);

/// <summary>Compares a stream with the vendor, repairs what differs where that is wanted, and keeps what was found.</summary>
internal sealed class CompareJobHandler(IDatabase database, IConnections connections, ICatalogue catalogue, CompareStream compare, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "integrations.compare";

    public string Kind => JobKind;

    public int? Places => 1;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<ComparePayload>(job.Payload);
        var network = new NetworkId(payload.NetworkId);
        await catalogue.LoadAsync(network, cancellationToken);
        if (await connections.FindAsync(network, payload.ConnectionId, cancellationToken) is not { IsCallable: true } connection || catalogue.Find(network, connection.Vendor) is not { } manifest
            || manifest.Stream(payload.Stream) is not { Request: not null, Map: not null } stream)
        {
            await KeepAsync(network, job.Id, "failed", null, 0, "connection_not_ready", "The connection is not there, is paused, or has to be connected again.", cancellationToken);
            return;
        }

        var span = new TimeWindow(payload.From, payload.To);
        var found = await compare.RunAsync(job.Id, connection, manifest, stream, span, repairs: false, cancellationToken);
        if (found.Fault is { } fault)
        {
            await KeepAsync(network, job.Id, "failed", found, 0, fault.Code, fault.Detail, cancellationToken);
            return;
        }

        var repaired = 0L;
        if (!found.IsSame && payload.Repairs)
        {
            var again = await compare.RunAsync(job.Id, connection, manifest, stream, span, repairs: true, cancellationToken);
            repaired = again.Fault is null ? again.Missing + again.Different + again.Removed : 0;
        }

        await KeepAsync(network, job.Id, found.IsSame ? "same" : repaired > 0 ? "repaired" : "different", found, repaired, null, null, cancellationToken);
    }

    private async Task KeepAsync(NetworkId network, Guid id, string state, ComparedStream? found, long repaired, string? code, string? detail, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(network), "compare", cancellationToken);
        await session.ExecuteAsync(
            """
            update integrations.comparison
            set state = @state, ours = @Ours, theirs = @Theirs, ours_sum = @OursSum, theirs_sum = @TheirsSum, ours_hash = @OursHash, theirs_hash = @TheirsHash, missing = @Missing, extra = @Extra,
                different = @Different, repaired = @repaired, examples = @Examples::jsonb, code = @code, detail = @detail, finished_at = @Now
            where network_id = @network and id = @id
            """,
            new
            {
                network, id, state, repaired, code, detail,
                Ours = found?.Ours.Count,
                Theirs = found?.Theirs.Count,
                found?.OursSum,
                found?.TheirsSum,
                OursHash = found?.Ours.ToArray(),
                TheirsHash = found?.Theirs.ToArray(),
                Missing = found?.Missing ?? 0,
                Extra = found?.Extra ?? 0,
                Different = found?.Different ?? 0,
                Examples = StorageJson.Serialize(found?.Examples ?? []),
                Now = clock.GetUtcNow(),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
