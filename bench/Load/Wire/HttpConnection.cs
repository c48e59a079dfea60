using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookedBarber.Bench.Load.Wire;

/// <summary>
/// One kept-alive HTTP/1.1 connection on a raw socket, one request at a time. It costs a fraction of HttpClient's processor time, which
/// matters because the load shares two cores with the server that it measures.
/// </summary>
internal sealed class HttpConnection(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public static async Task<HttpConnection> OpenAsync(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        return new HttpConnection(socket);
    }

    /// <summary>The bytes of a request, made once and sent many times.</summary>
    public static byte[] Request(string method, string path, string token, string? json, params string[] headers)
    {
        var body = json ?? string.Empty;
        var type = json is null ? string.Empty : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        var more = string.Concat(headers.Select(header => header + "\r\n"));
        return Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{type}{more}\r\n{body}");
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, ArrayBufferWriter<byte>? body = null)
    {
        await socket.SendAsync(request);
        var status = int.Parse((await LineAsync()).Span[9..12], CultureInfo.InvariantCulture);
        var (length, isChunked) = (0, false);
        while (await LineAsync() is { Length: > 0 } header)
        {
            if (Value(header.Span, "content-length:"u8) is { Length: > 0 } digits)
            {
                length = int.Parse(digits, CultureInfo.InvariantCulture);
            }

            isChunked |= Value(header.Span, "transfer-encoding:"u8).Length > 0;
        }

        if (!isChunked)
        {
            await TakeAsync(length, body);
            return status;
        }

        while (int.Parse((await LineAsync()).Span, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            await TakeAsync(size, body);
            await LineAsync();
        }

        await LineAsync();
        return status;
    }

    public void Dispose() => socket.Dispose();

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name) =>
        header.Length > name.Length && Ascii.EqualsIgnoreCase(header[..name.Length], name) ? header[name.Length..].Trim((byte)' ') : default;

    /// <summary>The next line without its end. Valid until the next read.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> LineAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, length);
                _start += length + 2;
                return line;
            }

            await FillAsync();
        }
    }

    private async ValueTask TakeAsync(int count, ArrayBufferWriter<byte>? body)
    {
        while (count > 0)
        {
            if (_start == _end)
            {
                await FillAsync();
            }

            var part = Math.Min(count, _end - _start);
            body?.Write(_buffer.AsSpan(_start, part));
            _start += part;
            count -= part;
        }
    }

    private async ValueTask FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        var received = await socket.ReceiveAsync(_buffer.AsMemory(_end));
        _end += received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
