using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Transport;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>Writes records to vendors: what there is already is changed, what an unanswered attempt may have made is looked for first, and the vendor's key is kept.</summary>
internal sealed class PushWork(IDatabase database, IConnections connections, ICatalogue catalogue, PushDraft draft, IVendorCalls calls, RecordsHere here, PushQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan WhilePaused = TimeSpan.FromMinutes(1);

    /// <summary>Sends the next writes of a connection; how many there were.</summary>
    public async Task<int> StepAsync(CancellationToken cancellationToken)
    {
        var pushes = await queue.ClaimAsync(database, cancellationToken);
        foreach (var push in pushes)
        {
            var network = new NetworkId(push.NetworkId);
            await catalogue.LoadAsync(network, cancellationToken);
            var connection = await connections.FindAsync(network, push.ConnectionId, cancellationToken);
            var manifest = connection is null ? null : catalogue.Find(network, connection.Vendor);
            var outcome = connection is null or { State: ConnectionState.Removed } || manifest?.Action(push.Action) is not { } action
                ? new PushOutcome("dropped", "connection_gone", "The connection, or what it was to do, is no longer there.")
                : !connection.IsCallable
                    ? new PushOutcome("retry", "connection_not_ready", "The connection is paused or has to be connected again.", RetryAt: clock.GetUtcNow() + WhilePaused, MaybeSent: push.MaybeSent)
                    : await SendAsync(connection, manifest, action, push, cancellationToken);
            await using var session = await OpenAsync(network, cancellationToken);
            await queue.EndAsync(session, push, outcome, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return pushes.Count;
    }

    private async Task<PushOutcome> SendAsync(Connection connection, Manifest manifest, VendorAction action, WaitingPush push, CancellationToken cancellationToken)
    {
        var isAsked = push.Input is not null;
        var link = isAsked ? null : await LinkAsync(connection, push.RecordId, cancellationToken);
        var record = isAsked || push.Op == "remove" ? null : await ReadAsync(connection, push, cancellationToken);
        if (isAsked && push is { MaybeSent: true, Attempts: > 1 } && action is { Find: null, Idempotency: null } && action.Request.Method == HttpMethod.Post)
        {
            return new PushOutcome(
                "dead", "maybe_done", $"{manifest.Title} gave no answer, so it may have done it, and cannot be asked. Look there; then send it again from here, or discard it.", MaybeSent: true);
        }

        if (record is null && push.Op != "remove" && !isAsked)
        {
            return new PushOutcome("dropped", "record_gone", "The record was removed before it could be written.");
        }

        var context = await draft.ContextAsync(connection, manifest, action, record, new NodeId(push.LocationId), link?.Key, link?.Version, cancellationToken, push.Input);
        if (push is { MaybeSent: true, Op: "save" } && link is null && action.Find is { } find)
        {
            var (key, fault) = await FindAsync(connection, manifest, find, context, cancellationToken);
            if (fault is not null)
            {
                return Failed(fault, push.MaybeSent);
            }

            if (key is not null)
            {
                await KeepAsync(connection, action, push, key, null, cancellationToken);
                return new PushOutcome("done", VendorKey: key);
            }
        }

        var template = push.Op == "remove" ? action.Delete : link is not null ? action.Update ?? action.Request : action.Request;
        if (template is null || (push.Op == "remove" && link is null))
        {
            return new PushOutcome("dropped", "nothing_to_do", push.Op == "remove" ? $"{manifest.Title} does not have the record, or does not let it be removed." : $"{manifest.Title} does not let it be changed.");
        }

        return await CallAsync(connection, manifest, action, template, context, push, link, cancellationToken);
    }

    private async Task<PushOutcome> CallAsync(
        Connection connection, Manifest manifest, VendorAction action, RequestTemplate template, TemplateContext context, WaitingPush push, PushLink? link, CancellationToken cancellationToken)
    {
        var key = Shorten(push.IdempotencyKey, action.Idempotency?.MaxLength ?? 255);
        var filled = VendorRequests.Fill(connection, manifest, template, context, CallPriority.Push, $"push:{action.Name}", action.Idempotency is null ? null : key);
        if (!filled.Succeeded)
        {
            return new PushOutcome("dead", filled.Problem.Code, filled.Problem.Detail);
        }

        await using (var session = await OpenAsync(connection.Network, cancellationToken))
        {
            await PushQueue.SendingAsync(session, push, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        using var answer = await calls.SendAsync(WithKey(filled.Value, action.Idempotency, key), cancellationToken);
        if (answer.Fault is { } fault)
        {
            return push.Op == "remove" && fault.Kind == VendorFaultKind.NotFound ? new PushOutcome("done") : Failed(fault, fault.Kind is VendorFaultKind.Timeout or VendorFaultKind.Connection or VendorFaultKind.Outage);
        }

        var made = action.Returns is { Header: { } header } ? answer.Headers.GetValueOrDefault(header) : answer.Body is { } body ? action.Returns?.Path!.FindText(body.RootElement) : null;
        var vendorKey = link?.Key ?? made;
        if (push.Op != "remove" && vendorKey is null && action.Returns is not null)
        {
            return await NothingMadeAsync(connection, manifest, action, context, push, cancellationToken);
        }

        if (push.Op == "remove")
        {
            await ForgetAsync(connection, link!, cancellationToken);
        }
        else if (vendorKey is not null)
        {
            var version = action.Stream is { } name && manifest.Stream(name)?.Version is { } path && answer.Body is { } item ? path.FindText(item.RootElement) : null;
            await KeepAsync(connection, action, push, vendorKey, version, cancellationToken);
        }

        return new PushOutcome("done", VendorKey: vendorKey);
    }

    /// <summary>The vendor said that all was well, and named nothing that it made. What cannot be found there either was not written.</summary>
    private async Task<PushOutcome> NothingMadeAsync(Connection connection, Manifest manifest, VendorAction action, TemplateContext context, WaitingPush push, CancellationToken cancellationToken)
    {
        if (action.Find is { } find)
        {
            var (key, fault) = await FindAsync(connection, manifest, find, context, cancellationToken);
            if (fault is { IsPassing: true })
            {
                return Failed(fault, maybeSent: true);
            }

            if (key is not null)
            {
                await KeepAsync(connection, action, push, key, null, cancellationToken);
                return new PushOutcome("done", VendorKey: key);
            }
        }

        return new PushOutcome("dead", "nothing_made", $"{manifest.Title} answered that all was well, and named nothing that it made. Look there whether the record is wrong, then send it again from here.", MaybeSent: true);
    }

    private async Task<(string? Key, VendorFault? Fault)> FindAsync(Connection connection, Manifest manifest, FindRequest find, TemplateContext context, CancellationToken cancellationToken)
    {
        var filled = VendorRequests.Fill(connection, manifest, find.Request, context, CallPriority.Push, "push:find");
        if (!filled.Succeeded)
        {
            return (null, null);
        }

        using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        return answer.Fault is { } fault
            ? (null, fault.Kind == VendorFaultKind.NotFound ? null : fault)
            : (answer.Body is { } body ? find.Items.All(body.RootElement).Select(find.Key.FindText).FirstOrDefault(key => key is not null) : null, null);
    }

    private async Task<CanonicalRecord?> ReadAsync(Connection connection, WaitingPush push, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return (await here.ReadAsync(session, connection, push.Record, [(push.RecordId, push.LocationId)], cancellationToken)).Values.FirstOrDefault();
    }

    private async Task<PushLink?> LinkAsync(Connection connection, Guid record, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.FirstAsync<PushLink>(
            "select stream, key, version from integrations.record_link where network_id = @Network and record_id = @record and connection_id = @Id and removed_at is null",
            new { connection.Network, connection.Id, record },
            cancellationToken);
    }

    /// <summary>Keeps which item of the vendor the record is, so that it is changed the next time, and its echo is known.</summary>
    private async Task KeepAsync(Connection connection, VendorAction action, WaitingPush push, string key, string? version, CancellationToken cancellationToken)
    {
        if (push.Input is not null)
        {
            return; // no record of ours is what was made
        }

        var stream = action.Stream ?? $"action:{action.Name}";
        await using var session = await OpenAsync(connection.Network, cancellationToken);
        await LinkStore.LockAsync(session, connection, stream, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.record_link as l (network_id, connection_id, stream, key, record, record_key, record_id, location_id, version, content, is_pushed, mapping, seen_pass, cause, first_cause, taken_at)
            values (@Network, @Id, @Stream, @key, @Record, '', @RecordId, @LocationId, @version, '', true, 0, 0, @Push, @Push, @Now)
            on conflict (network_id, connection_id, stream, key, location_id) do update set version = coalesce(excluded.version, l.version), cause = excluded.cause, taken_at = excluded.taken_at,
                changed_fields = '{}', changed_at = null, removed_at = null
            """,
            new { connection.Network, connection.Id, Stream = stream, key, push.Record, push.RecordId, push.LocationId, version, Push = push.Id, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private async Task ForgetAsync(Connection connection, PushLink link, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(connection.Network, cancellationToken);
        await session.ExecuteAsync(
            "update integrations.record_link set removed_at = @Now where network_id = @Network and connection_id = @Id and stream = @Stream and key = @Key",
            new { connection.Network, connection.Id, link.Stream, link.Key, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private Task<Session> OpenAsync(NetworkId network, CancellationToken cancellationToken) => database.WriteAsync(Scope.OfSystem(network), "push", cancellationToken);

    private static PushOutcome Failed(VendorFault fault, bool maybeSent) =>
        new(fault.IsPassing ? "retry" : "dead", fault.Code, fault.Detail, RetryAt: fault.RetryAt, MaybeSent: maybeSent, IsAway: fault.IsAway);

    private static VendorRequest WithKey(VendorRequest request, Idempotency? idempotency, string key)
    {
        switch (idempotency)
        {
            case { Header: { } header }:
                return request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = key } };
            case { Query: { } query }:
                return request with { PathAndQuery = $"{request.PathAndQuery}{(request.PathAndQuery.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(query)}={Uri.EscapeDataString(key)}" };
            case { Field: { } field } when request.ContentType == "application/json":
                var body = request.Body is { } bytes ? (JsonObject)JsonNode.Parse(bytes.Span)! : [];
                body[field] = key;
                return request with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
            case { Field: { } field }:
                var form = Encoding.UTF8.GetString((request.Body ?? default).Span);
                return request with { Body = Encoding.UTF8.GetBytes($"{form}{(form.Length > 0 ? "&" : string.Empty)}{Uri.EscapeDataString(field)}={Uri.EscapeDataString(key)}") };
            default:
                return request;
        }
    }

    private static string Shorten(string key, int most) => key.Length <= most ? key : key[..most];

    private sealed record PushLink(string Stream, string Key, string? Version);
}
