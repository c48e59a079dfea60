using System.Net.WebSockets;
using BookedBarber.Shared;

namespace BookedBarber.Streams.Sockets;

/// <summary>
/// One open socket. Frames are sent in order, one at a time. A reader that is slower than the frames come is buffered up to a bound; then
/// its activity is dropped and it gets the figures as they are (coalesced); one that takes nothing for half a minute is disconnected.
/// Nobody else waits for it.
/// </summary>
internal sealed class Subscriber(
    WebSocket socket, View view, PersonId person, TimeProvider clock, Func<Subscriber, CancellationToken, ValueTask<bool>> isStillAllowed, Action<Subscriber> fellBehind, CancellationToken aborted)
{
    private const int MostFrames = 64;
    private const int MostBytes = 256 * 1024;

    // Behind a snapshot and a replay more may wait, so that a busy minute is not lost to who comes back: a few seconds of the busiest network. Sockets with equal views share the bytes.
    private const int MostHeldFrames = 2048;
    private const int MostHeldBytes = 1024 * 1024;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Queue<ReadOnlyMemory<byte>>? _waiting;
    private int _waitingBytes;
    private bool _sending;
    private bool _held = true;

    public View View { get; set; } = view;

    public PersonId Person { get; } = person;

    public DateTimeOffset OpenedAt { get; } = clock.GetUtcNow();

    public DateTimeOffset LastFrameAt { get; private set; } = clock.GetUtcNow();

    public long FramesSent { get; private set; }

    public long BytesSent { get; private set; }

    /// <summary>Frames dropped because the reader was slow.</summary>
    public long Skipped { get; private set; }

    public bool IsBehind { get; private set; }

    /// <summary>The socket is gone; set by <see cref="Subscriptions.Close"/>.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Round trip that the client last measured and told.</summary>
    public int? PingMilliseconds { get; set; }

    /// <summary>When the right to this stream was last confirmed.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; } = clock.GetUtcNow();

    /// <summary>Newest change that any frame told of.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Queues a frame and returns at once.</summary>
    public void Send(Frame frame)
    {
        lock (_gate)
        {
            LastSeq = Math.Max(LastSeq, frame.Seq);
            if (IsBehind)
            {
                Skipped++;
                return;
            }

            if (_sending || _held)
            {
                _waiting ??= new Queue<ReadOnlyMemory<byte>>();
                _waiting.Enqueue(frame.Utf8);
                _waitingBytes += frame.Utf8.Length;
                if (_waiting.Count > (_held ? MostHeldFrames : MostFrames) || _waitingBytes > (_held ? MostHeldBytes : MostBytes))
                {
                    Skipped += _waiting.Count;
                    _waiting.Clear();
                    _waitingBytes = 0;
                    IsBehind = true;
                }

                return;
            }

            _sending = true;
        }

        _ = PumpAsync(frame.Utf8);
    }

    /// <summary>Sends a frame past the queue while live frames are held back: snapshot and replay at the beginning.</summary>
    public Task SendFirstAsync(Frame frame)
    {
        LastSeq = Math.Max(LastSeq, frame.Seq);
        return WriteAsync(frame.Utf8);
    }

    /// <summary>Lets the live frames that were held back go.</summary>
    public void Release()
    {
        ReadOnlyMemory<byte>? first = null;
        lock (_gate)
        {
            _held = false;
            if (_waiting is { Count: > 0 })
            {
                first = Dequeue();
                _sending = true;
            }
            else if (!IsBehind)
            {
                return;
            }
        }

        if (first is { } frame)
        {
            _ = PumpAsync(frame);
        }
        else
        {
            fellBehind(this);
        }
    }

    /// <summary>Ends being behind with a frame that holds the present figures.</summary>
    public void CatchUp(Frame frame)
    {
        lock (_gate)
        {
            IsBehind = false;
        }

        Send(frame);
    }

    /// <summary>Confirms that the session, key and grants that opened the stream still hold; ends it when they do not.</summary>
    public async ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        ConfirmedAt = clock.GetUtcNow();
        if (!await isStillAllowed(this, cancellationToken))
        {
            Abort();
        }
    }

    public void Abort() => socket.Abort();

    private async Task PumpAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            while (true)
            {
                await WriteAsync(frame);
                bool behind;
                lock (_gate)
                {
                    behind = IsBehind;
                    if (_waiting is { Count: > 0 })
                    {
                        frame = Dequeue();
                        continue;
                    }

                    _waiting = null;
                    _sending = false;
                }

                if (behind)
                {
                    fellBehind(this);
                }

                return;
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or TimeoutException or InvalidOperationException or ObjectDisposedException or IOException)
        {
            // The reader is gone or too slow; its receive loop ends with the abort and cleans up.
            socket.Abort();
        }
    }

    private ReadOnlyMemory<byte> Dequeue()
    {
        var frame = _waiting!.Dequeue();
        _waitingBytes -= frame.Length;
        return frame;
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> frame)
    {
        var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, aborted);
        if (!sending.IsCompletedSuccessfully)
        {
            await sending.AsTask().WaitAsync(SendLimit, clock, aborted).ConfigureAwait(false);
        }

        LastFrameAt = clock.GetUtcNow();
        FramesSent++;
        BytesSent += frame.Length;
    }
}
