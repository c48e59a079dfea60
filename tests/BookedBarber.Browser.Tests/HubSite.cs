using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BookedBarber.Browser.Tests;

/// <summary>An application with a network of its own, which sales may be added to, and the sandbox beside it.</summary>
public sealed class HubSite : Site
{
    private SandboxProcess? _sandbox;

    /// <summary>Calls simulators.</summary>
    public HttpClient Vendors { get; } = new();

    protected override int Locations => 3;

    protected override int Days => 21;

    private string Root => $"/api/v2/franchise/networks/{Network}/integrations";

    public override async ValueTask InitializeAsync()
    {
        if (Surroundings.WhatIsMissing is not null)
        {
            return;
        }

        _sandbox = await SandboxProcess.StartAsync("square", "twilio");
        await base.InitializeAsync();
        foreach (var vendor in _sandbox.Credentials)
        {
            Configure($"Integrations:Sandbox:{vendor.Vendor}", vendor.Url);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Vendors.Dispose();
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }

    /// <summary>Address of a vendor's simulator.</summary>
    public string UrlOf(string vendor) => _sandbox![vendor].Url;

    /// <summary>Account and token of the simulated Twilio.</summary>
    public (string Account, string Token) Twilio => (_sandbox!["twilio"].AccountId!, _sandbox["twilio"].AccessToken!);

    /// <summary>Makes something happen at a vendor.</summary>
    public async Task<JsonElement> SteerAsync(string vendor, string action, object body)
    {
        using var answer = await Vendors.PostAsJsonAsync($"{UrlOf(vendor)}/_sandbox/{action}", body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Objects that a simulator holds.</summary>
    public async Task<IReadOnlyList<JsonElement>> ObjectsAsync(string vendor, string collection)
    {
        var answer = await Vendors.GetFromJsonAsync<JsonElement>($"{UrlOf(vendor)}/_sandbox/objects/{collection}", TestContext.Current.CancellationToken);
        return [.. (answer.ValueKind == JsonValueKind.Array ? answer : answer.EnumerateObject().First(part => part.Value.ValueKind == JsonValueKind.Array).Value).EnumerateArray()];
    }

    /// <summary>Connections in several states, for tests that look at them; those that were not there already go again afterwards.</summary>
    internal async Task<SomeConnections> SomeConnectionsAsync()
    {
        var (account, token) = Twilio;
        var there = (await GetAsync(Root)).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("vendor").GetString() == "twilio").Select(item => item.GetProperty("id").GetGuid()).ToList();
        var node = Shops[2].Id;
        var twilio = there is [var known, ..] ? known : await ConnectAsync(new { vendor = "twilio", environment = "sandbox", nodeId = node, credentials = new { account_sid = account, auth_token = token } });
        var (square, webhook) = (await ConnectAsync(new { vendor = "square", environment = "sandbox", nodeId = node }), await ConnectAsync(new { vendor = "generic-webhook", environment = "live", nodeId = node }));
        return new SomeConnections(twilio, square, webhook, there.Count > 0 ? [square, webhook] : [twilio, square, webhook], RemoveAsync);
    }

    /// <summary>Waits until a simulator knows where to send a connection's messages.</summary>
    public Task HearsOfAsync(string vendor, Guid connection) =>
        UntilAsync(async () => await Vendors.GetStringAsync($"{UrlOf(vendor)}/_sandbox/webhooks", TestContext.Current.CancellationToken) is var told && told.Contains(connection.ToString(), StringComparison.Ordinal) ? null : told);

    /// <summary>Waits until everything that a vendor had is read: no stream is behind, nothing runs, nothing waits.</summary>
    public Task IsReadAsync(Guid connection) => UntilAsync(async () =>
    {
        var streams = (await GetAsync($"{Root}/{connection}/streams")).GetProperty("items").EnumerateArray().Where(stream => stream.GetProperty("state").GetString() != "message").ToList();
        var vitals = (await GetAsync($"{Root}/{connection}")).GetProperty("vitals");
        var held = (await GetAsync($"{Root}/{connection}/errors")).GetProperty("items").EnumerateArray().ToList();
        var behind = streams.Where(stream => stream.GetProperty("state").GetString() != "idle" || stream.GetProperty("succeededAt").ValueKind != JsonValueKind.String).Select(stream => stream.GetRawText()).ToList();
        return streams.Count > 0 && behind.Count == 0 && vitals is { ValueKind: JsonValueKind.Object } known && known.GetProperty("running").GetInt32() == 0 && held.Count == 0
            ? null
            : $"{streams.Count} streams, behind: {string.Join("; ", behind)}, vitals {vitals}, held {held.Count}, such as {held.FirstOrDefault()}";
    });

    /// <summary>Posts a sale as any system would that signs by Standard Webhooks.</summary>
    public async Task PostSaleAsync(string address, string secret, string key, decimal amount)
    {
        var price = amount.ToString("0.00", CultureInfo.InvariantCulture);
        var body = JsonSerializer.Serialize(new
        {
            type = "sale.created",
            data = new
            {
                key, occurredAt = TimeProvider.System.GetUtcNow(), currency = "USD", total = price, lines = new[] { new { kind = "service", name = "Cut", quantity = "1", amount = price } },
                payments = new[] { new { method = "cash", amount = price } },
            },
        });
        var (id, time) = ($"msg_{key}", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{time}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        using var answer = await Vendors.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Guid> ConnectAsync(object body) => (await PostAsync($"{Root}/enterprise", body)).GetProperty("connectionId").GetGuid();

    private async Task RemoveAsync(Guid connection)
    {
        using var answer = await Api.DeleteAsync(new Uri(Url, $"{Root}/{connection}"), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until what is asked for holds: until it tells null, and not what there is instead.</summary>
    public static async Task UntilAsync(Func<Task<string?>> missing)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        while (await missing() is { } instead)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within 90 seconds; there is {instead}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
