using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Streams;

/// <summary>A client of the performance stream.</summary>
internal sealed class StreamReader : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker? _invoker;
    private readonly byte[] _buffer = new byte[1 << 20];

    private StreamReader(ClientWebSocket socket, HttpMessageInvoker? invoker)
    {
        _socket = socket;
        _invoker = invoker;
    }

    public string? SubProtocol => _socket.SubProtocol;

    public static async Task<StreamReader> OpenAsync(Uri server, string? token, NetworkId network, string query = "", string[]? protocols = null, Version? version = null)
    {
        var socket = new ClientWebSocket();
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        foreach (var protocol in protocols ?? [])
        {
            socket.Options.AddSubProtocol(protocol);
        }

        HttpMessageInvoker? invoker = null;
        if (version is not null)
        {
            socket.Options.HttpVersion = version;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        }

        var address = new UriBuilder(server) { Scheme = "ws", Path = $"/api/v2/franchise/networks/{network}/stream/performance", Query = query }.Uri;
        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        return new StreamReader(socket, invoker);
    }

    /// <summary>The status with which the server refuses to open the stream.</summary>
    public static async Task<HttpStatusCode> RefusalAsync(Uri server, string? token, NetworkId network)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        var address = new UriBuilder(server) { Scheme = "ws", Path = $"/api/v2/franchise/networks/{network}/stream/performance" }.Uri;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));
        return socket.HttpStatusCode;
    }

    /// <summary>The next frame.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The server closed the stream.");
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement;
            }
        }
    }

    /// <summary>The next frame of a type; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.GetProperty("type").GetString() == type)
            {
                return frame;
            }
        }
    }

    /// <summary>The snapshot with which a view begins. One that a tree heard of late brings about, of the view before, may come first.</summary>
    public async Task<JsonElement> NextStartAsync()
    {
        while (true)
        {
            var frame = await NextAsync("snapshot");
            if (frame.GetProperty("reason").GetString() == "start")
            {
                return frame;
            }
        }
    }

    /// <summary>Ids of sales, in the order told, until so many have come.</summary>
    public async Task<IReadOnlyList<Guid>> SalesAsync(int count)
    {
        var sales = new List<Guid>();
        while (sales.Count < count)
        {
            var frame = await NextAsync("change");
            sales.AddRange(frame.GetProperty("events").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "sale").Select(e => e.GetProperty("id").GetGuid()));
        }

        return sales;
    }

    /// <summary>Reads until the server ends the stream.</summary>
    public Task ShouldEndAsync() => UntilEndAsync();

    /// <summary>The frames that come until the server ends the stream.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilEndAsync()
    {
        var frames = new List<JsonElement>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            var length = 0;
            while (await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                length += part.Count;
                if (part.EndOfMessage)
                {
                    frames.Add(JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement);
                    length = 0;
                }
            }
        }
        catch (WebSocketException)
        {
            // Ended without a closing handshake.
        }

        return frames;
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _invoker?.Dispose();
        await ValueTask.CompletedTask;
    }
}
