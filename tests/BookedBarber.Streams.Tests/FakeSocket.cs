using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace BookedBarber.Streams.Tests;

/// <summary>The server's end of a socket whose reader takes frames when the test lets it.</summary>
internal sealed class FakeSocket : WebSocket
{
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private volatile TaskCompletionSource? _stalled;

    public ChannelReader<JsonElement> Frames => _frames.Reader;

    public bool IsAborted { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => IsAborted ? WebSocketState.Aborted : WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>The reader takes nothing from now on.</summary>
    public void Stall() => _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reader takes frames again.</summary>
    public void Read()
    {
        var stalled = _stalled;
        _stalled = null;
        stalled?.SetResult();
    }

    public override void Abort() => IsAborted = true;

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (_stalled is { } stalled)
        {
            await stalled.Task.WaitAsync(cancellationToken);
        }

        _frames.Writer.TryWrite(JsonDocument.Parse(buffer).RootElement.Clone());
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException("The tests send nothing through the socket.");

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
    }
}
