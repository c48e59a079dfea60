using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Host.Tests.Serving;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Access;

/// <summary>
/// Ids that are not in the path of an address but in its query or in a body, where no rule of an endpoint sees them. Every documented operation that takes one
/// is asked by the manager of a region for units beside that region and for units of another network.
/// </summary>
public sealed class OtherBranches : IAsyncLifetime
{
    private static readonly string[] InQueries = ["node", "parentid", "under"];
    private static readonly string[] InBodies = ["nodeId", "parentId", "locationId", "networkId"];

    private App _app = null!;
    private Town _home = null!;
    private Town _away = null!;
    private HttpClient _manager = null!;
    private string _somebody = string.Empty;
    private IReadOnlyList<ApiOperation> _operations = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await App.StartAsync();
        _home = await Town.BuildAsync(_app, "zebrafinch");
        _away = await Town.BuildAsync(_app, "quokkaland");
        _manager = await _app.SignInAsync(Role.RegionalManager, _home.North);
        using var barber = await _app.SignInAsync(Role.Barber, _home.Main);
        _somebody = (await barber.GetFromJsonAsync<JsonElement>("/api/v2/auth/me", Ct)).GetProperty("id").GetString()!;
        var document = await _manager.GetFromJsonAsync<JsonElement>("/openapi/v2.json", Ct);
        _operations = ApiOperations.Of(document, new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["networkId"] = _home.Network.ToString(),
            ["nodeId"] = _home.Main.ToString(),
            ["parentId"] = _home.Group.ToString(),
            ["currency"] = "USD",
            ["timeZone"] = "America/New_York",
            ["role"] = "barber",
            ["email"] = "somebody@example.test",
            ["password"] = "a few words of theirs",
            ["from"] = "2026-01-05",
            ["to"] = "2026-01-11",
            ["compare"] = "previous",
            ["bandsBy"] = "net_sales",
            ["measure"] = "net_sales",
            ["prediction"] = "revenue",
            ["by"] = "month",
        }).All;
    }

    [Fact]
    public async Task A_unit_beside_the_own_branch_in_a_query_shows_nothing()
    {
        var asked = 0;
        foreach (var (operation, query) in _operations.SelectMany(one => one.Queries.Select(query => (operation: one, query))).Where(one => InQueries.Contains(one.query.ToLowerInvariant())))
        {
            foreach (var outside in Outside())
            {
                var dates = operation.Queries.Any(one => one.Equals("to", StringComparison.OrdinalIgnoreCase)) ? "&from=2026-01-05&to=2026-01-11&measures=net_sales" : string.Empty;
                using var answer = await _manager.GetAsync($"{Fill(operation.Path)}?{query}={outside}{dates}", Ct);
                var body = await answer.Content.ReadAsStringAsync(Ct);

                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{operation} {body}");
                ShouldTellNothing(operation, body, outside);
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_unit_beside_the_own_branch_in_a_body_is_refused()
    {
        var asked = 0;
        foreach (var operation in _operations.Where(operation => operation.Body is not null))
        {
            foreach (var (holder, name) in Holders(operation.Body!))
            {
                foreach (var outside in Outside())
                {
                    var (before, text) = (holder[name]!.DeepClone(), outside.ToString());
                    holder[name] = text;
                    using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Fill(operation.Path)) { Content = new StringContent(operation.Body!.ToJsonString(), Encoding.UTF8, "application/json") };
                    request.Headers.TryAddWithoutValidation("If-Match", "*");
                    using var answer = await _manager.SendAsync(request, Ct);
                    var body = await answer.Content.ReadAsStringAsync(Ct);
                    holder[name] = before;

                    ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{operation} {name}={text} {body}");
                    IsAboutTheUnit(body, name).ShouldBeTrue($"{operation} {name}={text} {body}");
                    ShouldTellNothing(operation, body, outside);
                    asked++;
                }
            }
        }

        asked.ShouldBeGreaterThan(20);
    }

    public async ValueTask DisposeAsync()
    {
        _manager.Dispose();
        await _app.DisposeAsync();
        await _app.Source.DisposeAsync();
    }

    private IEnumerable<NodeId> Outside() => [_home.South, _home.Harbor, _away.North, _away.Main];

    // Refused for the unit's sake, not by chance for something else that is wrong with a made-up body.
    private static bool IsAboutTheUnit(string body, string name)
    {
        var problem = JsonDocument.Parse(body).RootElement;
        return problem.GetProperty("code").GetString() is "not_found" or "forbidden"
            || (problem.TryGetProperty("errors", out var errors) && errors.EnumerateArray().Any(error => error.GetProperty("field").GetString()!.EndsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static void ShouldTellNothing(ApiOperation operation, string body, NodeId asked)
    {
        foreach (var secret in new[] { "zebrafinch south", "zebrafinch harbor", "quokkaland" })
        {
            body.ShouldNotContain(secret, Case.Insensitive, operation.ToString());
        }

        body.ShouldNotContain($"\"nodeId\":\"{asked}\"", Case.Insensitive, operation.ToString());
    }

    private static IEnumerable<(JsonObject Holder, string Name)> Holders(JsonNode? node) => node switch
    {
        JsonObject one => one.Where(property => InBodies.Contains(property.Key) && property.Value is JsonValue).Select(property => (one, property.Key)).ToList().Concat(one.SelectMany(property => Holders(property.Value))),
        JsonArray many => many.SelectMany(Holders),
        _ => [],
    };

    private string Fill(string path) => path
        .Replace("{networkId}", _home.Network.ToString(), StringComparison.Ordinal)
        .Replace("{personId}", _somebody, StringComparison.Ordinal)
        .Replace("{regionId}", _home.North.ToString(), StringComparison.Ordinal)
        .Replace("{groupId}", _home.Group.ToString(), StringComparison.Ordinal)
        .Replace("{locationId}", _home.Main.ToString(), StringComparison.Ordinal);
}
