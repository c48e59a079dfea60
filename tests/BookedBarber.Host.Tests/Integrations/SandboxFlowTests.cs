using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Sandbox;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>Each scheme of authorisation against the simulator of a vendor that uses it: connected as a person would, then its tokens run out, then it is removed.</summary>
public sealed class SandboxFlowTests
{
    // Code flow, code flow with a setting, client credentials, code flow with rotating refresh tokens.
    private static readonly IReadOnlyList<string> Wanted = ["square", "bamboohr", "toast", "xero", "shopify", "quickbooks-online", "hubspot"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Vendors() => [.. Wanted.Where(vendor => SandboxHost.Vendors.Contains(vendor, StringComparer.Ordinal))];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_vendor_is_connected_survives_the_end_of_its_tokens_and_is_removed(string vendor)
    {
        await using var sandbox = await SandboxHost.StartAsync([vendor], cancellationToken: Token);
        var credentials = sandbox[vendor];
        await using var app = await App.StartAsync(_ => { }, new Dictionary<string, string?> { [$"Integrations:Sandbox:{vendor}"] = credentials.Url });
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        using var steering = new HttpClient { BaseAddress = new Uri(credentials.Url) };
        using var consent = await steering.PostAsJsonAsync("/_sandbox/consent", new { automatic = true }, Token);
        var root = $"/api/v2/franchise/networks/{town.Network}/integrations";

        var started = await ReadAsync(await executive.PostAsJsonAsync($"{root}/enterprise", Body(vendor, credentials), Token));
        var connection = started.GetProperty("connectionId").GetGuid();
        if (started.GetProperty("authorizeUrl").GetString() is { } page)
        {
            await AgreeAsync(executive, new Uri(page));
        }

        (await ReadAsync(await executive.GetAsync($"{root}/{connection}", Token))).GetProperty("state").GetString().ShouldBe("active");
        await WorksAsync(executive, $"{root}/{connection}");

        // Twice, so that a refresh token that was given by a renewal is used, too.
        for (var i = 0; i < 2; i++)
        {
            using var renewed = await executive.PostAsJsonAsync($"{root}/{connection}/credentials", new { }, Token);
            renewed.StatusCode.ShouldBe(HttpStatusCode.OK, await renewed.Content.ReadAsStringAsync(Token));
            await WorksAsync(executive, $"{root}/{connection}");
        }

        using var removed = await executive.DeleteAsync($"{root}/{connection}", Token);
        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sale_that_is_rung_up_at_the_till_is_in_the_books_of_its_shop_by_itself()
    {
        await using var sandbox = await SandboxHost.StartAsync(["square"], cancellationToken: Token);
        await using var app = await App.StartAsync(_ => { }, new Dictionary<string, string?> { ["Integrations:Sandbox:square"] = sandbox["square"].Url });
        app.Get<IConfiguration>()["BOOKEDBARBER_PUBLIC_URL"] = app.Url.AbsoluteUri;
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        using var till = new HttpClient { BaseAddress = new Uri(sandbox["square"].Url) };
        using var consent = await till.PostAsJsonAsync("/_sandbox/consent", new { automatic = true }, Token);
        var started = await ReadAsync(await executive.PostAsJsonAsync($"/api/v2/franchise/networks/{town.Network}/integrations/enterprise", new { vendor = "square", environment = "sandbox", nodeId = town.Main.Value }, Token));
        await AgreeAsync(executive, new Uri(started.GetProperty("authorizeUrl").GetString()!));
        await Eventually.ShouldAsync(async () => (await SubscriptionsAsync(till)).Contains(started.GetProperty("connectionId").GetString()!, StringComparison.Ordinal));

        using var sold = await till.PostAsJsonAsync("/_sandbox/sale", new { count = 1 }, Token);
        var order = (await sold.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("sales")[0].GetProperty("orderId").GetString()!;

        await Eventually.ShouldAsync(async () => (await SalesAsync(app, town)).Contains(order));
    }

    private static async Task<string> SubscriptionsAsync(HttpClient till) => await till.GetStringAsync("/_sandbox/webhooks", Token);

    private static async Task<IReadOnlyList<string>> SalesAsync(App app, Town town)
    {
        await using var session = await app.Get<IDatabase>().ReadAsync(town.Network, Token);
        return await session.QueryAsync<string>("select source_key from records.sale where location_id = @Main", new { Main = town.Main.Value }, Token);
    }

    private static object Body(string vendor, SandboxCredentials credentials) => vendor switch
    {
        "toast" => new { vendor, environment = "sandbox", credentials = new { client_id = credentials.ClientId, client_secret = credentials.ClientSecret } },
        "bamboohr" => new { vendor, environment = "sandbox", settings = new { company = credentials.AccountId } },
        "shopify" => new { vendor, environment = "sandbox", settings = new { shop = credentials.AccountId!.Split('.')[0] } },
        _ => new { vendor, environment = "sandbox" },
    };

    private static async Task AgreeAsync(HttpClient executive, Uri page)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var sent = await browser.GetAsync(page, Token);
        sent.Headers.Location.ShouldNotBeNull($"{sent.StatusCode}: {await sent.Content.ReadAsStringAsync(Token)}");
        using var back = await executive.GetAsync(sent.Headers.Location!.PathAndQuery, Token);
        back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync(Token));
    }

    private static async Task WorksAsync(HttpClient executive, string connection)
    {
        var tested = await ReadAsync(await executive.PostAsync($"{connection}/test", null, Token));
        tested.GetProperty("works").GetBoolean().ShouldBeTrue(tested.ToString());
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
