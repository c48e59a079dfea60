using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using BookedBarber.Integrations.Syncing.Tracing;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>Works messages out, a batch of one connection at a time: what they carry goes into the records, and in the same transaction they are done.</summary>
internal sealed partial class HookWorker(
    IDatabase database, INetworkTree tree, IConnections connections, ICatalogue catalogue, IFieldMaps maps, IPlaces vendorPlaces, ItemsByKey itemsByKey, HookReading reading, HookQueue queue,
    RecordIntake intake, RuleStore rules, HeldRetake retake, ISync sync, TimeProvider clock, ILogger<HookWorker> logger)
{
    // While its connection is paused or has to be connected again, a message waits; what needs the vendor could not be fetched anyway.
    private static readonly TimeSpan WhilePaused = TimeSpan.FromSeconds(30);

    /// <summary>Works out the next batch; how many messages it held.</summary>
    public async Task<int> StepAsync(CancellationToken cancellationToken)
    {
        var messages = await queue.ClaimAsync(cancellationToken);
        if (messages.Count == 0)
        {
            return 0;
        }

        if (await TryAsync(messages, cancellationToken) is { } fault)
        {
            // That the vendor is away is the fault of none of them: together they wait for it.
            var waiting = messages.Where(message => queue.MayWaitFor(message, fault)).ToList();
            await queue.WaitForVendorAsync(waiting, fault, cancellationToken);

            // Else one of them may be the cause: each by itself, so that the others do not suffer.
            foreach (var message in messages.Except(waiting))
            {
                if ((messages.Count == 1 ? fault : await TryAsync([message], cancellationToken)) is { } own)
                {
                    await queue.PutOffAsync(message, own, cancellationToken);
                }
            }
        }

        return messages.Count;
    }

    private async Task<VendorFault?> TryAsync(IReadOnlyList<WaitingMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkAsync(messages, cancellationToken);
        }
#pragma warning disable CA1031 // whatever is wrong with a message, the others go on; it is tried again and then set aside with its name
        catch (Exception fault) when (fault is not (OperationCanceledException or NpgsqlException { IsTransient: true }))
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, messages[0].ConnectionId, messages.Count);
            return new VendorFault(VendorFaultKind.DataValidation, "internal_fault", "Something broke on our side while the message was worked out. The server's log says more; it can be replayed.");
        }
    }

    private async Task<VendorFault?> WorkAsync(IReadOnlyList<WaitingMessage> messages, CancellationToken cancellationToken)
    {
        var network = new NetworkId(messages[0].NetworkId);
        await catalogue.LoadAsync(network, cancellationToken);
        if (await connections.FindAsync(network, messages[0].ConnectionId, cancellationToken) is not { } connection || connection.State == ConnectionState.Removed
            || catalogue.Find(network, connection.Vendor) is not { Webhooks: not null } manifest)
        {
            return await FinishAsync(network, messages, "connection_gone", "The connection was removed before the message was worked out.", cancellationToken);
        }

        if (!connection.IsCallable)
        {
            await queue.GiveBackAsync(messages, clock.GetUtcNow() + WhilePaused, cancellationToken);
            return null;
        }

        var (work, note) = await ReadAsync(connection, manifest, messages, cancellationToken);
        if (await FetchAsync(connection, manifest, work, cancellationToken) is { } fault)
        {
            return fault;
        }

        await WriteAsync(connection, manifest, messages, work, note, cancellationToken);
        foreach (var stream in work.Syncs)
        {
            await sync.StartAsync(connection, stream, SyncReason.Message, null, anew: false, Caller.System, cancellationToken);
        }

        if (work.IsDisconnected)
        {
            await connections.ReportAsync(
                network, connection.Id,
                new ConnectionTrouble(ConnectionTroubleKind.NeedsReconnect, "access_withdrawn", $"{manifest.Title} says that our access was withdrawn there. Connect it again if that was not meant."), cancellationToken);
        }

        return null;
    }

    private async Task<(HookWork Work, (string Code, string Detail)? Note)> ReadAsync(Connection connection, Manifest manifest, IReadOnlyList<WaitingMessage> messages, CancellationToken cancellationToken)
    {
        var work = new HookWork();
        string? other = null;
        foreach (var message in messages)
        {
            other = reading.Read(manifest, message.ToRequest(), connection.AccountId, work) ?? other;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await tree.LoadAsync(cancellationToken);
        return (work, !work.IsEmpty ? null
            : other is not null ? ("other_account", $"The events are of another account at {manifest.Title} than the one connected here.")
            : ("nothing_to_do", $"Nothing here follows events of this kind of {manifest.Title}."));
    }

    /// <summary>Fetches what the messages only name. What the vendor no longer has is taken for deleted where a message is proof of that.</summary>
    private async Task<VendorFault?> FetchAsync(Connection connection, Manifest manifest, HookWork work, CancellationToken cancellationToken)
    {
        foreach (var (name, keys) in work.Fetches)
        {
            var stream = manifest.Stream(name)!;
            var (items, missing, fault) = await itemsByKey.ReadAsync(connection, manifest, stream, keys.ToHashSet(StringComparer.Ordinal), CallPriority.Webhook, cancellationToken);
            if (fault is not null)
            {
                return fault;
            }

            if (items.Count > 0)
            {
                HookWork.Add(work.Items, name, items);
            }

            if (missing.Count > 0 && stream.Deletes == DeleteProof.Webhook)
            {
                HookWork.Add(work.Deletes, name, missing);
            }
        }

        return null;
    }

    private async Task WriteAsync(Connection connection, Manifest manifest, IReadOnlyList<WaitingMessage> messages, HookWork work, (string Code, string Detail)? note, CancellationToken cancellationToken)
    {
        var cause = messages[^1].Id;
        var places = await PlaceMap.LoadAsync(vendorPlaces, tree, connection, cancellationToken);
        var mappers = new Dictionary<string, StreamMapper>(StringComparer.Ordinal);
        foreach (var name in work.Items.Keys.Concat(work.Deletes.Keys).Distinct(StringComparer.Ordinal))
        {
            if (manifest.Stream(name) is { Map: not null })
            {
                mappers[name] = await maps.ForAsync(connection.Network, connection.Id, manifest, name, cancellationToken);
            }
        }

        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), SyncCause.Text(connection.Id, cause), cancellationToken);
        var counts = default(IntakeCounts);
        if (places is not null && mappers.Count > 0)
        {
            var conflictRules = await rules.ReadAsync(session, connection, cancellationToken);
            foreach (var stream in manifest.Streams.Where(stream => mappers.ContainsKey(stream.Name)).OrderBy(stream => stream.Order))
            {
                var state = await SyncStore.FindAsync(session, connection, stream.Name, cancellationToken);
                var target = new IntakeTarget(connection, stream, mappers[stream.Name], places, conflictRules, cause, state?.Pass ?? 0);
                counts += await TakeAsync(session, target, work, cancellationToken);
            }
        }

        if (!await queue.FinishAsync(session, messages, note?.Code, note?.Detail, counts.Created + counts.Changed + counts.Removed, cancellationToken))
        {
            return; // another worker took them meanwhile; what was written here is rolled back
        }

        await session.CommitAsync(cancellationToken);
        var hasMatched = places?.TakeSeen() is { Count: > 0 } seen && await vendorPlaces.SeenAsync(connection, seen, cancellationToken) > 0;
        if (hasMatched || (counts.Held > 0 && await HasPlacedAsync(connection, cancellationToken)))
        {
            await retake.OfPlacesAsync(connection, manifest, cause, cancellationToken);
        }
    }

    /// <summary>Whether a place was matched while its items were put aside by the earlier matches.</summary>
    private async Task<bool> HasPlacedAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await HeldItems.HasPlacedAsync(session, connection, cancellationToken);
    }

    private async Task<IntakeCounts> TakeAsync(Session session, IntakeTarget target, HookWork work, CancellationToken cancellationToken)
    {
        var counts = work.Items.TryGetValue(target.Stream.Name, out var items)
            ? await intake.TakeAsync(session, target, ItemMapping.Map(target, items), cancellationToken)
            : default;
        return work.Deletes.TryGetValue(target.Stream.Name, out var keys)
            ? counts with { Removed = counts.Removed + await intake.DeleteAsync(session, target, [.. keys.Distinct(StringComparer.Ordinal)], cancellationToken) }
            : counts;
    }

    private async Task<VendorFault?> FinishAsync(NetworkId network, IReadOnlyList<WaitingMessage> messages, string code, string detail, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(network), "hooks", cancellationToken);
        await queue.FinishAsync(session, messages, code, detail, 0, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(5302, LogLevel.Error, "{Count} messages of connection {Connection} could not be worked out.")]
        public static partial void Failed(ILogger logger, Exception fault, Guid connection, int count);
    }
}
