using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Serving;

/// <summary>What <see cref="HostileInput"/> attacks: one application for all its tests, with a small network and somebody who may do everything.</summary>
public sealed class HostileTarget : IAsyncLifetime
{
    private App _app = null!;

    /// <summary>Signed in as a platform administrator; sends headers in UTF-8, which the ordinary client refuses to.</summary>
    internal HttpClient Client { get; private set; } = null!;

    /// <summary>Values of the parameters of addresses.</summary>
    internal IReadOnlyDictionary<string, string> Ids { get; private set; } = null!;

    /// <summary>Every documented operation.</summary>
    internal IReadOnlyList<ApiOperation> Operations { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await App.StartAsync();
        var town = await Town.BuildAsync(_app);
        using var administrator = await _app.SignInAsAdministratorAsync();
        Client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8, UseCookies = false }) { BaseAddress = _app.Url };
        Client.DefaultRequestHeaders.Authorization = administrator.DefaultRequestHeaders.Authorization;
        const string nothing = "01900000-0000-7000-8000-000000000000";
        using var somebody = await _app.SignInAsync(Role.Barber, town.Side);
        var people = await Client.GetFromJsonAsync<JsonElement>($"/api/v2/franchise/networks/{town.Network}/people", Ct);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["networkId"] = town.Network.ToString(),
            ["regionId"] = town.North.ToString(),
            ["groupId"] = town.Group.ToString(),
            ["locationId"] = town.Main.ToString(),
            ["personId"] = people.GetProperty("items")[0].GetProperty("id").GetString()!,
            ["date"] = "2026-01-15",
            ["record"] = "sales",
        };
        foreach (var thing in new[] { "grantId", "keyId", "sessionId", "saleId", "bookingId", "importId", "webhookId", "deliveryId", "noticeId" })
        {
            ids[thing] = nothing;
        }

        var known = new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["networkId"] = ids["networkId"],
            ["nodeId"] = ids["locationId"],
            ["parentId"] = ids["regionId"],
            ["currency"] = "USD",
            ["timeZone"] = "America/New_York",
            ["role"] = "barber",
            ["email"] = "new@example.test",
            ["password"] = "a few words of theirs",
            ["opens"] = "09:00",
            ["closes"] = "17:00",
            ["measure"] = "net_sales",
            ["bandsBy"] = "net_sales",
        };
        var document = await Client.GetFromJsonAsync<JsonElement>("/openapi/v2.json", Ct);
        Ids = ids;
        Operations = ApiOperations.Of(document, known).All;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _app.Source.DisposeAsync();
    }
}
