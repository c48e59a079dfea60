using System.Globalization;
using System.Text;
using BookedBarber.Integrations.Connectors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Bench.Syncing;

/// <summary>A vendor on this machine: counted pages of a hundred clients, each answered after 20 ms, and the connector for it.</summary>
internal sealed class Vendor(WebApplication app) : IAsyncDisposable
{
    public const int PageSize = 100;

    /// <summary>Records of the second stream, which warms the node up.</summary>
    public const int Guests = 50_000;

    public const string Secret = "secret-of-the-bench";

    private const string Connector =
        """
        name: bench
        title: Bench
        category: generic
        description: A list of clients, for measuring.
        docs: https://vendor.example/docs
        level: location
        base: { live: https://vendor.example, sandbox: https://vendor.example }
        auth: { kind: none }
        limits: [{ name: app, requests: 100000, per: 1s, concurrency: 16 }]
        streams:
          clients:
            { record: client, request: GET /clients, paging: { kind: page, param: page, size: { param: limit, value: 100 } }, items: items, key: id, version: version, order: 1,
              map: { name: name, email: email, phone: phone } }
          guests:
            { record: client, request: GET /guests, paging: { kind: page, param: page, size: { param: limit, value: 100 } }, items: items, key: id, version: version, order: 2,
              map: { name: name, email: email, phone: phone } }
        health: GET /health
        webhooks:
          scheme: hmac-sha256
          header: X-Signature
          signed: "{body}"
          id: id
          type: type
          byHand: Nothing.
          events: { client.saved: { stream: clients, item: data } }
        """;

    public string Url => app.Urls.First();

    public static Manifest Manifest { get; } = ManifestReader.Read(Connector, out var faults) ?? throw new InvalidOperationException(string.Join('\n', faults));

    public static async Task<Vendor> StartAsync(int records, TimeSpan latency, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapGet("/clients", context => AnswerAsync(context, "c", records, latency));
        app.MapGet("/guests", context => AnswerAsync(context, "g", Guests, latency));
        await app.StartAsync(cancellationToken);
        return new Vendor(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, string letter, int records, TimeSpan latency)
    {
        var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        await Task.Delay(latency, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Page(letter, page, records), context.RequestAborted);
    }

    private static byte[] Page(string letter, int page, int records)
    {
        var text = new StringBuilder("{\"items\":[");
        for (var i = (page - 1) * PageSize; i < Math.Min(page * PageSize, records); i++)
        {
            text.Append(i % PageSize == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $$"""{"id":"{{letter}}{{i}}","version":1,"name":"Client {{i}}","email":"client{{i}}@example.test","phone":"+1555{{i:0000000}}","created_at":"2026-01-01T10:00:00Z","note":"regular"}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
