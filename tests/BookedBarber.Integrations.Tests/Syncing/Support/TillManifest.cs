using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>A small connector made in code, to be changed with <c>with</c>.</summary>
internal static class TillManifest
{
    public static readonly Paging ByToken = new(PagingKind.Cursor, "cursor", new AnswerSource(null, Path("cursor")), null, null, "limit", 10, 0, null);

    public static readonly Paging ByPage = new(PagingKind.Page, "page", null, null, null, "limit", 10, 1, null);

    public static readonly StreamCursor ByTime = new(
        CursorKind.Time, Path("updated_at"), CursorFormat.IsoMs, TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.Zero, TimeSpan.FromDays(90), null, TimeSpan.Zero, CursorOrder.Ascending, null, 410);

    public static VendorStream Clients { get; } = Stream("clients", "client", "name: name\nemail: email\nphone: phone\n");

    public static VendorStream Bookings { get; } = Stream(
        "bookings", "booking", "clientKey: client_id\nstaffKey: staff_id\nserviceKey: service_id\nstartsAt: starts_at | instant\ndurationMinutes: minutes | integer\nstatus: status\n", deleted: "is_deleted is present") with { Order = 20 };

    public static VendorStream Sales { get; } = Stream(
        "sales", "sale", "occurredAt: created_at | instant\nlines:\n  - kind: =service\n    name: title\n    amount: amount | decimal\n    quantity: =1\n");

    public static Manifest Of(params VendorStream[] streams) => new(
        "till", "Till", "point-of-sale", "A till for tests.", "https://till.test/docs", ConnectionLevel.Network, new Dictionary<string, VendorHost>(), new Dictionary<string, Template>(), [],
        new Authorisation(
            AuthKind.None, null, null, new RefreshRule(null, null, false, TimeSpan.Zero, true), null, new Dictionary<string, string>(), " ", false, BodyEncoding.Form, ClientPlace.Body,
            new Dictionary<string, string>(), new Dictionary<string, string>(), new TokenAnswer("access_token", "refresh_token", "expires_in", ExpiryFormat.Seconds, null, "scope"), null,
            new Dictionary<string, string>(), new Dictionary<string, string>(), [], null),
        null, [], null, new ErrorShape(null, null, null, false, null, new Dictionary<string, string>()), streams, [], null, null, null, new Dictionary<string, string>(), new Dictionary<string, string>(),
        IsOwn: false, 1, "test", string.Empty);

    public static VendorStream Stream(string name, string record, string fields, string? deleted = null) => new(
        name, name, record, Get($"/{name}", ("from", "{cursor.from}"), ("to", "{cursor.to}")), ByToken, Path("items"), null, [], Path("id"), Path("version"), ByTime, DeleteProof.None, 10, null,
        new OneItem(Get($"/{name}/{{key}}"), Path("$")), null, TimeSpan.FromMinutes(15), Map(record, fields, deleted));

    public static RequestTemplate Get(string path, params (string Name, string Value)[] query) => Request(HttpMethod.Get, path, null, query);

    public static RequestTemplate Request(HttpMethod method, string path, JsonTemplate? body, params (string Name, string Value)[] query) => new(
        method, new VendorAddress("main", Text(path)), [.. query.Select(one => KeyValuePair.Create(one.Name, (JsonTemplate)new JsonTemplate.Text(Text(one.Value))))],
        new Dictionary<string, Template>(), body, BodyEncoding.Json);

    public static JsonTemplate Body(params (string Name, string Value)[] fields) =>
        new JsonTemplate.Object([.. fields.Select(one => KeyValuePair.Create(one.Name, (JsonTemplate)new JsonTemplate.Text(Text(one.Value))))], null);

    public static Template Text(string text) => new TemplateParser(new Dictionary<string, Lookup>(), new ProfileFaults()).Parse(text, default)!;

    public static ItemPath Path(string text) => ItemPath.TryParse(text)!;

    private static StreamMap Map(string record, string fields, string? deleted)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(fields));
        return new StreamMap(
            record, (YamlMappingNode)yaml.Documents[0].RootNode, new YamlScalarNode("place"), null, deleted is null ? null : new YamlScalarNode(deleted), null);
    }
}
