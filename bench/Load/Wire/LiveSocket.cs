using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookedBarber.Bench.Load.Wire;

/// <summary>Is given every frame that a socket hears.</summary>
internal delegate void FrameHeard(ReadOnlySpan<byte> utf8);

/// <summary>The reading side of one WebSocket, without thread, timer or masking: what 15,000 of need in one process.</summary>
internal sealed class LiveSocket : IDisposable
{
    private const int SmallBuffer = 2048;
    private readonly Socket _socket;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
    private int _end;

    private LiveSocket(Socket socket) => _socket = socket;

    /// <param name="server">Where the server listens.</param>
    /// <param name="from">Own address, 127.0.0.x: each has its own 28,000 ports.</param>
    /// <param name="path">Path and query of the stream.</param>
    /// <param name="token">Access token.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LiveSocket> OpenAsync(IPEndPoint server, IPAddress from, string path, string token, CancellationToken cancellationToken)
    {
        var live = new LiveSocket(new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            live._socket.Bind(new IPEndPoint(from, 0));
            await live._socket.ConnectAsync(server, cancellationToken);
            var request = $"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            await live._socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
            await live.HandshakeAsync(cancellationToken);
            return live;
        }
        catch
        {
            live.Dispose();
            throw;
        }
    }

    /// <summary>Hands every frame on until the server closes, the connection breaks or the wait is given up; says which.</summary>
    public async Task<string> ReadAsync(FrameHeard heard, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (Deliver(heard))
                {
                    return "closed by the server";
                }

                var received = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
                if (received == 0)
                {
                    return "connection ended";
                }

                _end += received;
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return fault.Message;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task HandshakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += received > 0 ? received : throw new IOException("The server closed the connection.");
            var head = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8);
            if (head >= 0)
            {
                var status = Encoding.ASCII.GetString(_buffer, 9, 3);
                Consume(head + 4);
                _ = status == "101" ? status : throw new IOException($"The stream was refused with status {status}.");
                return;
            }
        }
    }

    /// <summary>Hands on all whole frames in the buffer. True when one of them was the end.</summary>
    private bool Deliver(FrameHeard heard)
    {
        var at = 0;
        while (_end - at >= 2)
        {
            var (head, length) = (2, _buffer[at + 1] & 0x7F);
            if (length == 126 && _end - at >= 4)
            {
                (head, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(at + 2)));
            }
            else if (length == 127 && _end - at >= 10)
            {
                (head, length) = (10, checked((int)BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(at + 2))));
            }
            else if (length >= 126)
            {
                break;
            }

            if (_end - at < head + length)
            {
                MakeRoom(at, head + length);
                return false;
            }

            if ((_buffer[at] & 0x0F) == 8)
            {
                return true;
            }

            heard(_buffer.AsSpan(at + head, length));
            at += head + length;
        }

        Consume(at);
        MakeRoom(0, SmallBuffer);
        return false;
    }

    private void Consume(int count)
    {
        _buffer.AsSpan(count, _end - count).CopyTo(_buffer);
        _end -= count;
    }

    /// <summary>A buffer for the frame at hand: large for a snapshot of a whole network, small again afterwards.</summary>
    private void MakeRoom(int consumed, int needed)
    {
        Consume(consumed);
        needed = Math.Max(needed, SmallBuffer);
        if (_buffer.Length >= needed && _buffer.Length <= Math.Max(needed, _end) * 4)
        {
            return;
        }

        var other = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _end + 1));
        _buffer.AsSpan(0, _end).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
