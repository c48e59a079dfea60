using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Host.Tests.Access;

/// <summary>
/// Every endpoint that the running application has, called as every role, as an executive of another network and as nobody. Endpoints are
/// discovered, never listed: a new one is covered by being mapped, and fails here if it has no rule or a route parameter without a sample.
/// </summary>
public sealed class AccessMatrix : IAsyncLifetime
{
    // Words that occur nowhere else, so that finding one in an answer means that a network's name got out.
    private const string Home = "zebrafinch";
    private const string Away = "quokkaland";

    private readonly List<Visitor> _visitors = [];
    private readonly List<string> _faults = [];
    private App _app = null!;
    private Town _home = null!;
    private Town _away = null!;
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await App.StartAsync(configure: DecisionHeader.Add);
        _home = await Town.BuildAsync(_app, Home);
        _away = await Town.BuildAsync(_app, Away);
        _visitors.Add(new Visitor("nobody", null, null, _app.Anonymous()));
        await AddAsync("executive", Role.Executive, NodeId.Root(_home.Network));
        await AddAsync("regional manager", Role.RegionalManager, _home.North);
        await AddAsync("owner", Role.Owner, _home.Group);
        await AddAsync("location manager", Role.LocationManager, _home.Main);
        await AddAsync("barber", Role.Barber, _home.Main);
        await AddAsync("client", Role.Client, _home.Main);
        await AddAsync("partner developer", Role.PartnerDeveloper, NodeId.Root(_home.Network));
        await AddAsync("support", Role.Support, NodeId.Root(_home.Network));
        await AddAsync("executive of another network", Role.Executive, NodeId.Root(_away.Network));
        _visitors.Add(new Visitor("administrator", null, null, await _app.SignInAsAdministratorAsync()));
    }

    [Fact]
    public async Task Every_endpoint_answers_every_role_as_its_rule_says()
    {
        var endpoints = Endpoints();
        foreach (var endpoint in endpoints)
        {
            await VisitAsync(endpoint, Samples.Of(_home, outside: false));
        }

        // The same once more at units that lie outside every branch but the network's own.
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Rule?.RouteParameter is "regionId" or "locationId"))
        {
            await VisitAsync(endpoint, Samples.Of(_home, outside: true));
        }

        _faults.ShouldBeEmpty();
        _calls.ShouldBeGreaterThan(endpoints.Count * _visitors.Count);
        endpoints.Count(endpoint => endpoint.Rule!.Kind == AccessRuleKind.Permission).ShouldBeGreaterThan(10);
        endpoints.ShouldContain(endpoint => endpoint.Route.Contains("/stream/", StringComparison.Ordinal));
        endpoints.ShouldContain(endpoint => endpoint.Route.Contains("/export/", StringComparison.Ordinal));
        var visited = endpoints.Select(endpoint => $"{endpoint.Method} /{Plain(endpoint.Pattern)}").ToHashSet(StringComparer.Ordinal);
        var documented = await DocumentedAsync();
        documented.Count.ShouldBeGreaterThan(80);
        documented.Except(visited).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_networks_id_is_answered_like_one_that_does_not_exist()
    {
        var foreign = _visitors.Single(visitor => visitor.Name == "executive of another network");
        var compared = 0;
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Rule is { Kind: AccessRuleKind.Permission }))
        {
            var existing = await AnswerAsync(foreign, endpoint, Samples.Of(_home, outside: false));
            var nonexistent = await AnswerAsync(foreign, endpoint, Samples.OfNothing);

            Without(existing.Body, "traceId").ShouldBe(Without(nonexistent.Body, "traceId"), endpoint.ToString());
            existing.Status.ShouldBe(HttpStatusCode.NotFound, endpoint.ToString());
            compared++;
        }

        compared.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Ids_in_bodies_open_nothing_either()
    {
        var foreign = _visitors.Single(visitor => visitor.Name == "executive of another network");
        var asked = 0;
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Rule is { Kind: AccessRuleKind.SignedIn } && Samples.BodyOf(endpoint.Route, _home) != "{}"))
        {
            var answer = await AnswerAsync(foreign, endpoint, Samples.Of(_home, outside: false), Samples.BodyOf(endpoint.Route, _home));

            answer.Status.ShouldBe(HttpStatusCode.NotFound, $"{endpoint} {answer.Body}");
            answer.Body.ShouldNotContain(Home);
            asked++;
        }

        // Whatever else takes a body without a permission in its rule is about the caller alone.
        var others = Endpoints().Where(endpoint => endpoint.Rule is { Kind: AccessRuleKind.SignedIn } && endpoint.Method is "POST" or "PUT" or "PATCH")
            .Where(endpoint => !endpoint.Route.StartsWith("/api/v2/auth/", StringComparison.Ordinal)).ToList();
        others.Count.ShouldBeGreaterThan(0);
        asked.ShouldBe(others.Count, $"Give each of these a body with ids in Samples.BodyOf: {string.Join(", ", others)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            visitor.Client.Dispose();
        }

        await _app.DisposeAsync();
        await _app.Source.DisposeAsync();
    }

    private async Task AddAsync(string name, Role role, NodeId node) => _visitors.Add(new Visitor(name, role, node, await _app.SignInAsync(role, node)));

    private List<Entry> Endpoints() =>
    [
        .. _app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => new Entry(method, endpoint.RoutePattern.RawText!, endpoint, endpoint.Metadata.GetMetadata<AccessRule>()))),
    ];

    private async Task<HashSet<string>> DocumentedAsync()
    {
        using var client = _app.Anonymous();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v2.json", Token));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))];
    }

    // As the document writes it: without constraints and without a slash at the end.
    private static string Plain(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => part.ToString(),
    }))));

    // CONNECT is the HTTP/2 form of the GET that opens a socket. An endpoint for all methods is tried with one.
    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(method => method != HttpMethods.Connect) ?? [HttpMethods.Get];

    private async Task VisitAsync(Entry endpoint, Samples samples)
    {
        if (endpoint.Rule is null)
        {
            _faults.Add($"{endpoint} has no access rule.");
            return;
        }

        if (samples.Missing(endpoint.Pattern) is { Count: > 0 } missing)
        {
            _faults.Add($"{endpoint} has route parameters without a sample value: {string.Join(", ", missing)}. Add them to Samples.");
            return;
        }

        foreach (var visitor in _visitors)
        {
            var answer = await AnswerAsync(visitor, endpoint, samples, Samples.BodyOf(endpoint.Route, _home));
            _calls++;
            var expected = Expected(endpoint.Rule, visitor, samples);
            if (answer.Decision != expected)
            {
                _faults.Add($"{visitor.Name}: {endpoint} should be {expected}, was {answer.Decision} ({(int)answer.Status}).");
            }

            if ((int)answer.Status >= 500)
            {
                _faults.Add($"{visitor.Name}: {endpoint} broke with {(int)answer.Status}: {answer.Body}");
            }

            if (visitor.Name != "administrator" && answer.Body.Contains(visitor.Node is null || IsHome(visitor) ? Away : Home, StringComparison.OrdinalIgnoreCase))
            {
                _faults.Add($"{visitor.Name}: {endpoint} tells a name of another network.");
            }
        }
    }

    /// <summary>The rule in plain words, without the code that decides.</summary>
    private string Expected(AccessRule rule, Visitor visitor, Samples samples)
    {
        var isAdministrator = visitor.Name == "administrator";
        if (rule.Kind == AccessRuleKind.Anyone)
        {
            return "allowed";
        }

        if (visitor.Name == "nobody")
        {
            return "unauthenticated";
        }

        if (isAdministrator || rule.Kind == AccessRuleKind.SignedIn)
        {
            return "allowed";
        }

        if (rule.Kind == AccessRuleKind.Administrator)
        {
            return "forbidden";
        }

        if (!IsHome(visitor))
        {
            return "not_found";
        }

        var permitted = Roles.Of(visitor.Role!.Value).Contains(rule.Permission!.Value);
        if (rule.RouteParameter == "networkId")
        {
            return permitted ? "allowed" : "forbidden";
        }

        var way = samples.WayTo(rule.RouteParameter!);
        var covered = way.Contains(visitor.Node!.Value);
        return covered && permitted ? "allowed" : covered || samples.Branch(visitor.Node.Value).Contains(way[^1]) ? "forbidden" : "not_found";
    }

    private bool IsHome(Visitor visitor) => visitor.Node != NodeId.Root(_away.Network);

    private static async Task<Answer> AnswerAsync(Visitor visitor, Entry endpoint, Samples samples, string body = "{}")
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), samples.Fill(endpoint.Pattern));
        if (endpoint.Method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await visitor.Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new Answer(response.StatusCode, text, DecisionOf(response, endpoint, CodeOf(text)));
    }

    private static string DecisionOf(HttpResponseMessage response, Entry endpoint, string? code)
    {
        var scoped = response.Headers.Contains(DecisionHeader.Name);
        return endpoint.Rule?.Kind switch
        {
            AccessRuleKind.Permission => scoped ? "allowed" : code ?? "no code",
            _ => code is "unauthenticated" || (endpoint.Rule?.Kind == AccessRuleKind.Administrator && code is "forbidden") ? code : "allowed",
        };
    }

    private static string? CodeOf(string body)
    {
        if (!body.StartsWith('{'))
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private static string Without(string body, string property)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        json.Remove(property);
        return json.ToJsonString();
    }

    private sealed record Visitor(string Name, Role? Role, NodeId? Node, HttpClient Client);

    private sealed record Answer(HttpStatusCode Status, string Body, string Decision);

    private sealed record Entry(string Method, string Route, RouteEndpoint Pattern, AccessRule? Rule)
    {
        public override string ToString() => $"{Method} {Route}";
    }
}
