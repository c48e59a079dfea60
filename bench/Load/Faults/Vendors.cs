using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>Simulated vendors in a process of their own, connected to the server under test as a person would connect them.</summary>
internal sealed class Vendors : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly ServerProcess _server;
    private readonly Process _process;
    private readonly Dictionary<string, string> _urls;

    private Vendors(ServerProcess server, Process process, Dictionary<string, string> urls) => (_server, _process, _urls) = (server, process, urls);

    /// <summary>Starts the simulators, and tells the server, which must not run yet, where they are.</summary>
    public static async Task<Vendors> StartAsync(ServerProcess server, int firstPort, params string[] vendors)
    {
        string[] words = ["sandbox", "--vendors", string.Join(',', vendors), "--first-port", firstPort.ToString(CultureInfo.InvariantCulture)];
        using var list = server.Begin([.. words, "--list"]);
        var rows = JsonNode.Parse(await list.StandardOutput.ReadToEndAsync())!.AsArray();
        var urls = rows.ToDictionary(row => (string)row!["vendor"]!, row => (string)row!["url"]!, StringComparer.Ordinal);
        server.Set("BOOKEDBARBER_PUBLIC_URL", server.Url.ToString().TrimEnd('/'));
        foreach (var (vendor, url) in urls)
        {
            server.Set($"Integrations__Sandbox__{vendor}", url);
        }

        var found = new Vendors(server, server.Begin(words), urls);
        foreach (var vendor in vendors)
        {
            await found.ReadyAsync(vendor);
            await found.SteerAsync(vendor, "consent", new { automatic = true });
        }

        return found;
    }

    /// <summary>Connects a vendor by its consent page.</summary>
    /// <returns>The connection's path.</returns>
    public async Task<string> ConnectAsync(Api api, Guid network, string vendor, Guid node)
    {
        var root = $"/api/v2/franchise/networks/{network}/integrations";
        var started = await api.SendAsync(HttpMethod.Post, $"{root}/enterprise", new { vendor, environment = "sandbox", nodeId = node });
        using var page = await Http.GetAsync(new Uri((string)started["authorizeUrl"]!));
        await api.GetAsync(page.Headers.Location!.PathAndQuery);
        return $"{root}/{(string)started["connectionId"]!}";
    }

    /// <summary>Makes something happen at a vendor.</summary>
    public async Task<JsonNode> SteerAsync(string vendor, string action, object wishes)
    {
        using var answer = await Http.PostAsJsonAsync($"{_urls[vendor]}/_sandbox/{action}", wishes);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{vendor} {action}: {text}");
    }

    public async Task<JsonNode> LookAsync(string vendor, string what) => (await Http.GetFromJsonAsync<JsonNode>($"{_urls[vendor]}/_sandbox{what}"))!;

    /// <summary>Rings up a sale at a till.</summary>
    /// <returns>The vendor's id of it.</returns>
    public async Task<string> SellAsync(string vendor) => (string)(await SteerAsync(vendor, "sale", new { count = 1 }))["sales"]![0]!["orderId"]!;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadyAsync(string vendor)
    {
        while (true)
        {
            try
            {
                await LookAsync(vendor, string.Empty);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }
}
