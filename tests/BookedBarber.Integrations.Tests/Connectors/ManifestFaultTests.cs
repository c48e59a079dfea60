using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>What is wrong with a manifest is told with its line, its cause and what to write instead; a key without effect is wrong, too.</summary>
public sealed class ManifestFaultTests
{
    private const string Right =
        """
        name: town-crm
        title: Town CRM
        category: crm
        description: Clients come in.
        docs: https://example.com/docs
        level: network
        base: { live: https://api.example.com }
        auth: { kind: api-key, header: "Authorization: Bearer {key}", fields: [{ name: key, title: Key, secret: true }] }
        streams:
          clients:
            record: client
            request: GET /clients?since={cursor.from}
            paging: { kind: cursor, param: cursor, from: next }
            items: data
            key: id
            cursor: { field: updated, overlap: 2m }
            map: { name: name }
        health: GET /me
        """;

    [Fact]
    public void The_right_one_is_right() => Faults(Right).ShouldBeEmpty();

    [Theory]
    [InlineData("category: crm", "category: crms", 3, "'crms' is not a category. Did you mean 'crm'?")]
    [InlineData("record: client", "record: clients", 11, "'clients' is not a type of record. Did you mean 'client'?")]
    [InlineData("since={cursor.from}", "since={cursor.form}", 12, "Nothing fills '{cursor.form}' here. Did you mean 'cursor.from'?")]
    [InlineData("GET /clients", "FETCH /clients", 12, "is not a request. Write a method and a path, such as GET /v2/payments.")]
    [InlineData("GET /clients?since={cursor.from}", "GET /clients", 16, "The request does not use {cursor.from}, so that everything would be read every time.")]
    [InlineData("cursor: { field: updated, overlap: 2m }", "every: 5m", 12, "The request uses the cursor, and the stream has none.")]
    [InlineData("overlap: 2m", "overlap: 2x", 16, "'2x' is not a span of time. Write for example 30s, 10m, 24h, 90d, 24mo or 1y.")]
    [InlineData(", from: next", "", 13, "'cursor' needs 'from': where an answer names the next page.")]
    [InlineData("kind: cursor", "kind: curser", 13, "'curser' is not known here. Did you mean 'cursor'?")]
    [InlineData("param: cursor,", "", 13, "The request names no page: neither 'param' nor {page.token} is there.")]
    [InlineData("items: data", "item: data", 14, "'item' is not known here. Did you mean 'items'?")]
    [InlineData("key: id", "", 11, "'key' is missing. Add key: …")]
    [InlineData("map: { name: name }", "map: { nam: name }", 17, "'nam' is not known here. Did you mean 'name'?")]
    [InlineData("map: { name: name }", "map: { name: name | decimall }", 17, "There is no function 'decimall'. Did you mean 'decimal'?")]
    [InlineData("health: GET /me", "", 1, "'health' is missing")]
    [InlineData("health: GET /me", "health: GET id:/me", 18, "There is no host 'id'.")]
    [InlineData("{key}", "{kee}", 8, "Nothing fills '{kee}' here. Did you mean 'key'?")]
    [InlineData("https://api.example.com }", "https://api.example.com/?x=1 }", 7, "is not a base address")]
    [InlineData("items: data", "items: data\n    deletes: flag", 15, "deletes: flag and the condition 'deleted' belong together.")]
    [InlineData("items: data", "items: data\n    deletes: list", 15, "A list proves deletions only when it is read whole")]
    [InlineData("items: data", "items: data\n    over: shops", 9, "")]
    [InlineData("health: GET /me", "health: GET /me\nwebhooks: { scheme: hmac-sha256, header: S, signed: \"{timestamp}\", byHand: x, events: { \"*\": { stream: clients } } }", 19, "The signature must be made over the body, or anybody could change it.")]
    [InlineData("health: GET /me", "health: GET /me\nwebhooks: { scheme: oidc, keys: http://vendor.example/certs, issuers: [a], byHand: x, events: { \"*\": { stream: clients } } }", 19, "'http://vendor.example/certs' is no https address.")]
    [InlineData("health: GET /me", "health: GET /me\nwebhooks: { scheme: oidc, keys: https://vendor.example/certs, byHand: x, events: { \"*\": { stream: clients } } }", 19, "'issuers' is missing: who issues the tokens.")]
    [InlineData("health: GET /me", "health: GET /me\nwebhooks: { scheme: token, header: S, byHand: x, events: { a: { stream: client } } }", 19, "There is no stream 'client'. Did you mean 'clients'?")]
    [InlineData("auth: { kind: api-key,", "auth: { kind: apikey,", 8, "'apikey' is not known here. Did you mean 'api-key'?")]
    public void A_mistake_is_told_with_its_line_and_a_hint(string right, string wrong, int line, string told)
    {
        var faults = Faults(Right.Replace(right, wrong, StringComparison.Ordinal));

        faults.ShouldContain(fault => fault.At.Line == line || told.Length == 0, string.Join('\n', faults));
        faults.ShouldContain(fault => fault.ToString().Contains(told, StringComparison.Ordinal), string.Join('\n', faults));
    }

    private static IReadOnlyList<BookedBarber.Integrations.Mapping.ProfileFault> Faults(string yaml)
    {
        ManifestReader.Read(yaml, out var faults);
        return faults;
    }
}
