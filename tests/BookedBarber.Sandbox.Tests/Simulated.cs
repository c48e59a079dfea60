using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Tests;

/// <summary>One simulated vendor on a free port, and a client that carries its listed token.</summary>
internal sealed class Simulated : IAsyncDisposable
{
    private readonly SandboxHost _host;

    private Simulated(SandboxHost host, string vendor)
    {
        _host = host;
        Row = host[vendor];
        Routes = host.Routes(vendor);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Row.Url) };
        if (Row.AccessToken is not null)
        {
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Row.AccessToken);
        }
    }

    public SandboxCredentials Row { get; }

    public IReadOnlyList<(string Method, string Path)> Routes { get; }

    public HttpClient Http { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Simulated> StartAsync(string vendor) => new(await SandboxHost.StartAsync([vendor], cancellationToken: Stop), vendor);

    public async Task<JsonNode> GetAsync(string path, int status = 200)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return await ReadAsync(answer, status);
    }

    public async Task<JsonNode> PostAsync(string path, object body, int status = 200)
    {
        // As written: some vendors' names begin with a capital letter.
        using var content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content, Stop);
        return await ReadAsync(answer, status);
    }

    public async Task<JsonNode> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content, Stop);
        return await ReadAsync(answer, null);
    }

    /// <summary>A steering call.</summary>
    public Task<JsonNode> SteerAsync(string action, object? wishes = null) => PostAsync($"/_sandbox/{action}", wishes ?? new { });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, int? status)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        if (status is { } expected)
        {
            ((int)answer.StatusCode).ShouldBe(expected, text);
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
