using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Streams.Board;
using BookedBarber.Streams.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Streams.Features.PerformanceStream;

/// <summary>WebSocket <c>…/stream/performance</c>: today's figures and activity of what the caller may see, over HTTP/1.1 and HTTP/2.</summary>
internal static class PerformanceStreamEndpoint
{
    private const int LargestMessage = 1024;

    public static void MapPerformanceStream(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/api/v2/franchise/networks/{networkId}/stream/performance", [HttpMethods.Get, HttpMethods.Connect], OpenAsync)
            .Needs(Permission.StreamRead)
            .WithName("openPerformanceStream")
            .WithTags("Streams")
            .WithSummary("Stream today's figures and activity (WebSocket)")
            .WithDescription(
                "Frames are JSON objects with `seq` (number of the network's newest change they hold), `type` (snapshot, change, coalesced, heartbeat, pong, error) and `at`. "
                + "The first is a snapshot. Reconnect with `from` = the last seq seen to receive what was missed; after more than 15 minutes, or with an unknown position, the snapshot says `gap`. "
                + "`node` limits the stream to a branch. The token goes into the Authorization header or is offered as a subprotocol beside `bookedbarber.v2`.");

    private static async Task OpenAsync(HttpContext context, Scope scope, INetworkTree tree, IAccess access, LiveBoard board, Subscriptions subscriptions, Replay replay, TimeProvider clock, long? from, Guid? node)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await new Problem("websocket_required", "This address speaks WebSocket. Open it with a WebSocket client.").ToHttp().ExecuteAsync(context);
            return;
        }

        if (ForeignOrigin(context))
        {
            await new Problem("cross_site_request", "The stream was opened from another site's page. Open it from the app, or with a token.", ProblemKind.Forbidden).ToHttp().ExecuteAsync(context);
            return;
        }

        if (ViewOf(scope, tree, node) is not { } view)
        {
            await Problem.NotFound("unit").ToHttp().ExecuteAsync(context);
            return;
        }

        // The board's heartbeats keep the connection alive; a timer of its own for each socket would only cost memory.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = Protocol(context), KeepAliveInterval = TimeSpan.Zero });
        var subscriber = new Subscriber(socket, view, scope.Caller.Id, clock, IsStillAllowedAsync, late => board.Post(new BoardMessage.CatchUp(late)), context.RequestAborted);
        try
        {
            await BeginAsync(subscriber, view, board, replay, clock, from, context.RequestAborted);
            await ReceiveAsync(socket, subscriber, scope, tree, board, clock, context.RequestAborted);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or TimeoutException)
        {
            // The client left without a closing handshake, which is how most connections end.
        }
        finally
        {
            subscriptions.Close(subscriber);
        }

        // Other rights than those the view was made from end the stream as well: the client comes in again and gets the right view.
        // So does a unit that has moved out of the branch: who chose it when it was theirs does not keep it.
        async ValueTask<bool> IsStillAllowedAsync(Subscriber who, CancellationToken cancellationToken) =>
            (await access.RenewAsync(context, cancellationToken)) is { Succeeded: true, Value: var now }
            && now.StaffId == scope.StaffId && now.Roots.Count == scope.Roots.Count && now.Roots.All(scope.Roots.Contains)
            && who.View.Roots.Items.All(root => tree.Find(root) is { } unit && now.Sees(unit.Ref));
    }

    private static async Task BeginAsync(Subscriber subscriber, View view, LiveBoard board, Replay replay, TimeProvider clock, long? from, CancellationToken cancellationToken)
    {
        var joined = new TaskCompletionSource<Snapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        board.Post(new BoardMessage.Join(subscriber, view, joined));
        var snapshot = await joined.Task.WaitAsync(cancellationToken);
        if (from is { } position && await replay.IsPossibleAsync(view.Network, position, snapshot.Seq, cancellationToken))
        {
            await subscriber.SendFirstAsync(Frames.Snapshot(position, clock.GetUtcNow(), snapshot.AsOf, "resume", snapshot.Nodes));
            await replay.SendAsync(subscriber, view, position, snapshot.Seq, cancellationToken);
        }
        else
        {
            await subscriber.SendFirstAsync(from is null ? snapshot.Start : Frames.Snapshot(snapshot.Seq, clock.GetUtcNow(), snapshot.AsOf, "gap", snapshot.Nodes));
        }

        subscriber.Release();
    }

    private static async Task ReceiveAsync(WebSocket socket, Subscriber subscriber, Scope scope, INetworkTree tree, LiveBoard board, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (socket.State == WebSocketState.Open)
        {
            // Waiting with an empty buffer: thousands of idle sockets must not hold memory for messages that seldom come.
            var result = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (result.MessageType != WebSocketMessageType.Close)
            {
                var message = await ReadAsync(socket, cancellationToken);
                if (message is null)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "Messages are at most 1 KB.", cancellationToken);
                    return;
                }

                if (socket.State == WebSocketState.Open)
                {
                    Answer(message.Value, subscriber, scope, tree, board, clock);
                }
            }
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
        }
    }

    /// <summary>The client's whole message; null when it is too large.</summary>
    private static async Task<ClientMessage?> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestMessage);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length, LargestMessage - length), cancellationToken);
                length += part.Count;
                if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
                {
                    return ClientMessage.Parse(buffer.AsSpan(0, length));
                }

                if (length == LargestMessage)
                {
                    return null;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Answer(ClientMessage message, Subscriber subscriber, Scope scope, INetworkTree tree, LiveBoard board, TimeProvider clock)
    {
        switch (message.Type)
        {
            case "ping":
                subscriber.PingMilliseconds = message.RoundTrip ?? subscriber.PingMilliseconds;
                subscriber.Send(Frames.Pong(subscriber.LastSeq, clock.GetUtcNow(), message.Id));
                break;
            case "subscribe" when ViewOf(scope, tree, message.Node) is { } view:
                board.Post(new BoardMessage.Switch(subscriber, view));
                break;
            case "subscribe":
                subscriber.Send(Frames.Error(subscriber.LastSeq, clock.GetUtcNow(), "not_found", "No such unit, or you have no access to it."));
                break;
            default:
                subscriber.Send(Frames.Error(subscriber.LastSeq, clock.GetUtcNow(), "unknown_message", "Send {\"type\":\"subscribe\",\"node\":ID} or {\"type\":\"ping\",\"id\":TEXT}."));
                break;
        }
    }

    private readonly record struct ClientMessage(string Type, string? Id, Guid? Node, int? RoundTrip)
    {
        public static ClientMessage Parse(ReadOnlySpan<byte> utf8)
        {
            try
            {
                var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 4 });
                using var document = JsonDocument.ParseValue(ref reader);
                var root = document.RootElement;
                return root.ValueKind == JsonValueKind.Object
                    ? new ClientMessage(Text(root, "type") ?? string.Empty, Text(root, "id"), Guid.TryParse(Text(root, "node"), out var node) ? node : null, Number(root, "roundTripMs"))
                    : default;
            }
            catch (JsonException)
            {
                return new ClientMessage("malformed", null, null, null);
            }
        }

        private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private static int? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
    }

    /// <summary>What the caller may see of what was asked for; null when nothing.</summary>
    private static View? ViewOf(Scope scope, INetworkTree tree, Guid? wanted)
    {
        if (wanted is null)
        {
            return new View(scope.Network, new EquatableList<NodeId>([.. scope.Roots.OrderBy(root => root.Value)]), scope.StaffId);
        }

        var node = tree.Find(new NodeId(wanted.Value));
        return node is not null && scope.Sees(node.Ref) ? new View(scope.Network, new EquatableList<NodeId>([node.Id]), scope.StaffId) : null;
    }

    /// <summary>The subprotocol to answer with: ours where it was offered; else the first offered, because browsers refuse an answer without one.</summary>
    private static string? Protocol(HttpContext context)
    {
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        return offered.Contains("bookedbarber.v2", StringComparer.Ordinal) ? "bookedbarber.v2" : offered.Contains("bearer", StringComparer.Ordinal) ? "bearer" : offered.FirstOrDefault();
    }

    // A cookie travels with requests that other sites' pages make; a token does not.
    private static bool ForeignOrigin(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0
        && context.WebSockets.WebSocketRequestedProtocols.All(protocol => protocol is "bookedbarber.v2")
        && context.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out var site) || !string.Equals(site.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
