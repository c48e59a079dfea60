using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads requests: <c>GET /v2/payments?sort_order=ASC</c>, with <c>query</c>, <c>headers</c>, <c>body</c> and <c>encoding</c> beside it.</summary>
internal static partial class RequestReader
{
    /// <summary>A request whose parts stand beside each other in a section; null when the key is absent or after a fault.</summary>
    public static RequestTemplate? Beside(ManifestSection section, string key, IReadOnlyCollection<string> known) =>
        Make(section, section.Text(key), section.PlaceOf(key), known);

    /// <summary>A request under a key of its own, as a text or as a mapping with <c>request</c>.</summary>
    public static RequestTemplate? Under(ManifestSection section, string key, IReadOnlyCollection<string> known, Action<ManifestSection>? more = null)
    {
        if (section.Node(key) is YamlScalarNode { Value: { } text })
        {
            return Line(section.Scope, text, section.PlaceOf(key), known) is var (method, address, query) ? new RequestTemplate(method, address, query, NoHeaders(), null, section.Scope.Encoding) : null;
        }

        if (section.Section(key) is not { } inner)
        {
            return null;
        }

        var request = Make(inner, inner.Text("request", required: true), inner.PlaceOf("request"), known);
        more?.Invoke(inner);
        inner.Close();
        return request;
    }

    /// <summary>An address without a method: <c>/oauth2/token</c>, <c>identity:/connect/token</c>.</summary>
    public static VendorAddress? Address(ManifestSection section, string key, bool required = false)
    {
        if (section.Text(key, required) is not { } text)
        {
            return null;
        }

        if (AddressForm().Match(text) is { Success: true } match)
        {
            return AddressOf(section.Scope, match, section.PlaceOf(key), []);
        }

        section.Fault(key, $"'{text}' is not an address.", "Write a path such as /oauth2/token, with the name of another host before it where it is not the main one: identity:/connect/token");
        return null;
    }

    /// <summary>Whether a request is filled in from a place; with a dot at the end, from any place below it.</summary>
    public static bool Uses(RequestTemplate? request, string place) => request is not null && Texts(request).SelectMany(template => template.Paths)
        .Any(path => place.EndsWith('.') ? path.Text.StartsWith(place, StringComparison.Ordinal) : path.Text == place);

    private static IEnumerable<Template> Texts(RequestTemplate request) =>
        [request.Address.Path, .. request.Query.SelectMany(query => query.Value.Texts), .. request.Headers.Values, .. request.Body?.Texts ?? []];

    private static RequestTemplate? Make(ManifestSection section, string? text, Place at, IReadOnlyCollection<string> known)
    {
        var headers = Headers(section, known);
        var more = Query(section, known);
        var body = section.Node("body") is { } node ? section.Json(node, known) : null;
        var encoding = section.Choice("encoding", section.Scope.Encoding);
        if (text is null || Line(section.Scope, text, at, known) is not var (method, address, query))
        {
            return null;
        }

        if (body is not null && method == HttpMethod.Get)
        {
            section.Fault("body", "A GET request has no body.", "Use POST, or put the values into query.");
        }

        return new RequestTemplate(method, address, [.. query, .. more], headers, body, encoding);
    }

    /// <summary>Headers with places.</summary>
    public static IReadOnlyDictionary<string, Template> Headers(ManifestSection section, IReadOnlyCollection<string> known)
    {
        var headers = NoHeaders();
        foreach (var (name, text) in section.Texts("headers"))
        {
            if (section.Scope.Template(text, section.PlaceOf("headers"), known) is { } template)
            {
                headers[name] = template;
            }
        }

        return headers;
    }

    private static Dictionary<string, Template> NoHeaders() => new(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, JsonTemplate>> Query(ManifestSection section, IReadOnlyCollection<string> known)
    {
        if (section.Node("query") is not { } node)
        {
            return [];
        }

        if (node is not YamlMappingNode mapping)
        {
            section.Fault("query", "'query' is a mapping of parameters.");
            return [];
        }

        var query = new List<KeyValuePair<string, JsonTemplate>>();
        foreach (var (key, value) in mapping.Children)
        {
            if (value is YamlMappingNode)
            {
                section.Scope.Faults.Add(value.At(), $"The parameter '{key}' is a text or a list of texts.");
            }
            else if (section.Json(value, known) is { } template)
            {
                query.Add(KeyValuePair.Create(((YamlScalarNode)key).Value!, template));
            }
        }

        return query;
    }

    private static (HttpMethod Method, VendorAddress Address, IReadOnlyList<KeyValuePair<string, JsonTemplate>> Query)? Line(ManifestScope scope, string text, Place at, IReadOnlyCollection<string> known)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (string.Empty, text) : (text[..space], text[(space + 1)..].Trim());
        if (verb is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
        {
            scope.Faults.Add(at, $"'{text}' is not a request.", "Write a method and a path, such as GET /v2/payments.");
            return null;
        }

        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rest : rest[..mark];
        if (AddressForm().Match(path) is not { Success: true } match)
        {
            scope.Faults.Add(at, $"'{path}' is not a path.", "It begins with a slash, or with the name of a host: reviews:/v4/accounts");
            return null;
        }

        var query = new List<KeyValuePair<string, JsonTemplate>>();
        foreach (var pair in mark < 0 ? [] : rest[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = sign < 0 ? (pair, string.Empty) : (pair[..sign], pair[(sign + 1)..]);
            if (scope.Template(value, at, known) is { } template)
            {
                query.Add(KeyValuePair.Create(name, (JsonTemplate)new JsonTemplate.Text(template)));
            }
        }

        return AddressOf(scope, match, at, known) is { } address ? (new HttpMethod(verb), address, query) : null;
    }

    private static VendorAddress? AddressOf(ManifestScope scope, Match match, Place at, IReadOnlyCollection<string> known)
    {
        var host = match.Groups["host"] is { Success: true, Value: var named } ? named : "main";
        if (!scope.Hosts.Contains(host))
        {
            scope.Faults.Add(at, $"There is no host '{host}'.", scope.Hosts.Count == 0 ? "Add base: { live: https://… }" : ProfileFaults.Suggest(host, scope.Hosts));
            return null;
        }

        return scope.Template(match.Groups["path"].Value, at, known) is { } path ? new VendorAddress(host, path) : null;
    }

    [GeneratedRegex("^((?<host>[a-z][a-z0-9-]*):)?(?<path>/[^?#]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressForm();
}
