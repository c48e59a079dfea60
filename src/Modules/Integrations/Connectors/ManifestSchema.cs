using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The JSON schema of manifests, for editors. A test holds it to what the reader takes: every key of one is a key of the other.</summary>
internal static class ManifestSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text.</summary>
    public static string Write() => Build().ToJsonString(Indented) + "\n";

    /// <summary>The schema.</summary>
    public static JsonObject Build()
    {
        var schema = Object(
            ["name", "title", "category", "description", "docs", "level", "auth"],
            ("name", Text("Folder name; small letters, digits and dashes.")),
            ("title", Text("Name for people.")),
            ("category", new JsonObject { ["enum"] = List(ConnectorCategories.All) }),
            ("description", Text("One sentence: what flows.")),
            ("docs", Text("Page of the vendor that the facts come from.")),
            ("level", Words<ConnectionLevel>("Where a connection is usually made.")),
            ("format", Words<BodyEncoding>("Encoding of request bodies. Default json.")),
            ("base", Host("The main host.")),
            ("hosts", Map(Host("Another host, by name."), "Further hosts; a request names one before its path: name:/path.")),
            ("headers", Map(Text("May hold settings."), "Sent with every request.")),
            ("settings", Fields("What a connection must know besides its credentials; part of addresses and requests.")),
            ("auth", Auth()),
            ("account", Account()),
            ("limits", ArrayOf(Object([], ("name", Text("For messages.")), ("requests", Whole("Requests in the period.")), ("per", Span("The period.")), ("scope", Words<LimitScope>("Who shares it.")), ("concurrency", Whole("Requests at one time.")), ("path", Text("Beginning of the paths it holds for."))), "Budgets that the vendor publishes.")),
            ("report", Object([], ("limit", Source("Size of the budget.")), ("remaining", Source("What is left.")), ("reset", Source("When it is full again.")), ("resetFormat", Words<ExpiryFormat>("What reset is. Default seconds.")), ("retryAfter", Source("When to try again.")), ("restorePerSecond", Source("How fast a cost budget fills.")))),
            ("errors", Object([], ("items", Path("List of faults, or the one.")), ("code", Path("Code inside a fault.")), ("message", Path("Sentence inside a fault.")), ("whenOk", Flag("Whether such a list in an answer with status 200 is a fault.")), ("header", Text("Header that carries the sentence.")), ("kinds", Map(new JsonObject { ["enum"] = List(ErrorShape.FaultKinds) }, "Code or status → kind of fault.")))),
            ("defaults", Object([], ("paging", Ref("paging")), ("cursor", Ref("cursor")), ("every", Span("How often streams are read.")), ("omitsEmpty", Flag("Whether the vendor leaves the list out of a page without items.")))),
            ("lookups", Map(new JsonObject { ["type"] = "object" }, "Tables, as in import profiles.")),
            ("streams", Map(Stream(), "What comes in.")),
            ("actions", Map(Action(), "What goes out.")),
            ("webhooks", Hooks()),
            ("health", Ref("request")),
            ("inbox", Object([], ("files", new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["enum"] = new JsonArray("csv", "json") } }), ("hooks", Flag("Whether items are posted to us.")), ("profile", Flag("Whether the user chooses an import profile.")))),
            ("cannot", Map(Text("The reason."), "What the vendor does not offer.")),
            ("later", Map(Text("What it would bring."), "What the vendor offers and the connector does not use yet.")));
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["$id"] = "https://bookedbarber.app/schemas/connector.json";
        schema["title"] = "BookedBarber connector";
        schema["$defs"] = new JsonObject { ["request"] = Request(), ["paging"] = Paging(), ["cursor"] = Cursor() };
        return schema;
    }

    private static JsonObject Auth() => Object(
        ["kind"],
        ("kind", Words<AuthKind>("The scheme.")),
        ("authorize", Text("Where the browser is sent: a path, or host:/path.")),
        ("token", Text("Where tokens come from.")),
        ("refresh", Object([], ("address", Text("Where tokens are renewed; default: token.")), ("lifetime", Span("Life of an unused refresh token.")), ("rotates", Flag("Whether each renewal ends the old refresh token.")), ("grace", Span("How long the old one still works.")), ("secret", Flag("Whether the client secret goes along. Default true.")))),
        ("revoke", Ref("request")),
        ("scopes", Map(Text("Why, in plain words."), "Scope → why it is asked for.")),
        ("scopeSeparator", Text("Default: a space.")),
        ("pkce", Flag("Whether S256 proof keys are sent.")),
        ("body", Words<BodyEncoding>("Body of the token request. Default form.")),
        ("client", Words<ClientPlace>("Where client id and secret go. Default body.")),
        ("parameters", Map(Text("Value."), "Added to the authorize address.")),
        ("tokenParameters", Map(Text("Value; may hold fields."), "Added to every token request.")),
        ("answer", Object([], ("access", Text("Default access_token.")), ("refresh", Text("Default refresh_token.")), ("expires", Text("Default expires_in.")), ("expiresFormat", Words<ExpiryFormat>("Default seconds.")), ("refreshExpires", Text("When the refresh token ends.")), ("scope", Text("Default scope.")))),
        ("access", Object([], ("lifetime", Span("Life of an access token, where the answer does not say.")))),
        ("header", Text("What authorises a request, such as Authorization: Bearer {token}.")),
        ("headers", Map(Text("Value."), "As header, for several.")),
        ("query", Map(Text("Value."), "As header, for keys in the address.")),
        ("fields", Fields("What the user types.")),
        ("jwt", Object(["key"], ("algorithm", new JsonObject { ["enum"] = new JsonArray("RS256", "ES256") }), ("key", Text("Field that holds the private key.")), ("claims", Map(Text("Value."), "Claims.")), ("lifetime", Span("Default 3m.")))),
        ("callbackSignature", Text("Parameter of the redirect that signs the others.")));

    private static JsonObject Account() => Object(
        ["id"],
        ("request", Ref("request")),
        ("id", Text("Path that begins with token., callback., answer. or settings.")),
        ("name", Text("As id.")),
        ("settings", Map(Text("As id."), "Settings that are learned.")));

    private static JsonObject Stream() => Object(
        ["key"],
        [
            ("title", Text("For people.")),
            ("record", new JsonObject { ["enum"] = List(ProfileReader.Records.Keys) }),
            .. RequestParts(),
            ("paging", Ref("paging")),
            ("items", Path("Where an answer has its items; $ for the whole, name.* for the values of an object.")),
            ("expand", Object(["list", "as"], ("list", Path("List inside an item; each element becomes an item.")), ("as", Text("Property under which an element finds the item.")))),
            ("each", ArrayOf(Object(["request"], [.. RequestParts(), ("as", Text("Property that takes the answer.")), ("answer", Path("What of the answer."))]), "Further requests for every item.")),
            ("key", Path("Key of an item; several joined by ' + '.")),
            ("version", Path("What changes with every change.")),
            ("cursor", Ref("cursor")),
            ("deletes", Words<DeleteProof>("What proves that an item is gone.")),
            ("deleted", Any("Condition, for deletes: flag.")),
            ("order", Whole("Lower ones are read first. Default 100.")),
            ("over", OneOf(Text("Stream."), Object(["stream"], ("stream", Text("Stream.")), ("batch", Whole("Items in one request."))))),
            ("one", OneOf(Text("Request."), Object(["request"], [.. RequestParts(), ("item", Path("Where the answer has the item."))]))),
            ("many", Object(["request", "items"], [.. RequestParts(), ("items", Path("Where the answer has the items.")), ("most", Whole("Keys that one request may name. Default 100."))])),
            ("removes", Text("Stream whose records the items declare deleted.")),
            ("every", Span("How often it is read.")),
            ("location", Any("Expression for the vendor's key of the place.")),
            ("shops", Object(["at"], ("at", Path("Keys of the places that the item is at.")), ("everywhere", Any("Condition for items that are at all of them.")), ("except", Path("Keys of places where an item that is everywhere is not.")))),
            ("skip", Any("Condition for items that are left out.")),
            ("omitsEmpty", Flag("Whether the vendor leaves the list out of a page without items.")),
            ("map", new JsonObject { ["type"] = "object", ["description"] = "The record's fields, as in import profiles." }),
        ]);

    private static JsonObject Action() => Object(
        ["request"],
        [
            ("title", Text("For people.")),
            ("record", new JsonObject { ["enum"] = List(ProfileReader.Records.Keys) }),
            .. RequestParts(),
            ("update", Ref("request")),
            ("delete", Ref("request")),
            ("idempotency", Object([], ("header", Text("Header.")), ("field", Text("Field of the body.")), ("query", Text("Query parameter.")), ("max", Whole("Longest key.")))),
            ("find", Object(["request", "items", "key"], [.. RequestParts(), ("items", Path("What was found.")), ("key", Path("Its key."))])),
            ("returns", Source("Key of what was made.")),
            ("stream", Text("Stream that reads it back.")),
        ]);

    private static JsonObject Hooks() => Object(
        ["scheme", "events"],
        ("scheme", Words<HookScheme>("How a delivery is proved.")),
        ("secret", Words<HookSecret>("Whose secret it is.")),
        ("header", Text("Header of the signature or token.")),
        ("part", Text("Name of the signature inside the header.")),
        ("encoding", Words<SignatureEncoding>("How the signature is written.")),
        ("signed", Text("What is signed: {url}, {method}, {body}, {timestamp}, {id}, {form}.")),
        ("timestamp", Object([], ("header", Text("Header.")), ("part", Text("Part of the signature's header.")), ("path", Path("In the body.")))),
        ("timestampFormat", Words<CursorFormat>("Default unix.")),
        ("tolerance", Span("How far the time may be from now.")),
        ("keys", Text("Whole https address of the keys that tokens are signed with; for oidc.")),
        ("issuers", ArrayOf(Text("Issuer."), "Who issues the tokens; for oidc.")),
        ("format", Words<HookFormat>("What the body is.")),
        ("over", Text("Stream whose every item is subscribed to by itself.")),
        ("items", Path("Where the body has its events.")),
        ("id", Text("What tells events apart: a path, or a template over the event and header.NAME.")),
        ("type", Text("What kind of event it is, as id.")),
        ("account", Text("The vendor's id of the account, as id.")),
        ("register", OneOf(Text("Request."), Object(["request"], [.. RequestParts(), ("key", Path("Key of the subscription.")), ("secret", Path("Its secret."))]))),
        ("sign", Object(["request", "secret"], [.. RequestParts(), ("secret", Path("The secret, in the answer."))])),
        ("unregister", Ref("request")),
        ("byHand", Text("What a person does at the vendor.")),
        ("renew", Span("How long a subscription lives.")),
        ("handshake", Object([], ("field", Path("What only such a message has.")), ("echo", Flag("Whether the value is sent back.")))),
        ("events", Map(OneOf(Event(), ArrayOf(Event(), "Several effects.")), "Type of event → what it means; a * at the end stands for anything.")));

    private static JsonObject Event() => Object([], ("stream", Text("Stream.")), ("item", Path("The item.")), ("refetch", Path("Key of the item to be read.")), ("delete", Path("Key of the deleted item.")), ("disconnect", Flag("Our access was withdrawn.")));

    private static JsonObject Request() => OneOf(Text("GET /path?name={value}"), Object(["request"], [.. RequestParts()]));

    private static (string Name, JsonObject Schema)[] RequestParts() =>
    [
        ("request", Text("Method and path, such as GET /v2/payments?limit=100; another host's name stands before the path.")),
        ("query", Map(Any("Text or list of texts."), "Parameters; one without a value is left out.")),
        ("headers", Map(Text("Value."), "Besides the manifest's own.")),
        ("body", Any("Any JSON with places; $each makes an entry for every element of a list.")),
        ("encoding", Words<BodyEncoding>("Of the body.")),
    ];

    private static JsonObject Paging() => Object(
        ["kind"],
        ("kind", Words<PagingKind>("The way.")),
        ("param", Text("Query parameter for token, page or offset.")),
        ("from", Source("Where the answer names the next page.")),
        ("more", Path("Whether there is a next page.")),
        ("total", Path("How many items there are.")),
        ("size", Object([], ("param", Text("Query parameter.")), ("value", Whole("Items on a page.")))),
        ("start", Whole("First page or offset.")),
        ("most", Whole("The vendor refuses to page beyond so many items.")));

    private static JsonObject Cursor() => Object(
        [],
        ("kind", Words<CursorKind>("Default: time with field, token with token.")),
        ("field", Path("Value of an item that the cursor follows.")),
        ("format", Words<CursorFormat>("How its values are written.")),
        ("lookback", Span("For late and backdated changes.")),
        ("overlap", Span("For equal values.")),
        ("lag", Span("How far the vendor's index lags.")),
        ("start", Span("How far back the first read goes.")),
        ("window", Span("Longest span of one request.")),
        ("ahead", Span("How far a sliding window goes into the future.")),
        ("order", Words<CursorOrder>("Order of the items by field.")),
        ("token", Source("Where the last page carries the next token.")),
        ("expired", Whole("Status that says that the token is too old. Default 410.")));

    private static JsonObject Host(string description) => Describe(Object(["live"], ("live", Text("Base address; may hold settings.")), ("sandbox", Text("The vendor's own test host."))), description);

    private static JsonObject Fields(string description) => ArrayOf(
        Object(["name", "title"], ("name", Text("By which templates name it.")), ("title", Text("Label.")), ("help", Text("Where to find it.")), ("secret", Flag("Whether it goes to the vault.")), ("required", Flag("Default true.")), ("default", Text("Filled in at first.")), ("pattern", Text("Regular expression over the whole text.")), ("choices", ArrayOf(Text("Value."), "The values there are."))),
        description);

    private static JsonObject Words<T>(string description)
        where T : struct, Enum => new() { ["enum"] = List(ManifestWords<T>.All.Keys), ["description"] = description };

    private static JsonArray List(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    private static JsonObject Ref(string name) => new() { ["$ref"] = "#/$defs/" + name };

    private static JsonObject Text(string description) => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["description"] = description };

    private static JsonObject Any(string description) => new() { ["description"] = description };

    private static JsonObject Path(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Source(string description) => new() { ["type"] = "string", ["description"] = description + " header:NAME or body:PATH." };

    private static JsonObject Span(string description) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,4}(s|m|h|d|w|mo|y)$", ["description"] = description };

    private static JsonObject Whole(string description) => new() { ["type"] = "integer", ["description"] = description };

    private static JsonObject Flag(string description) => new() { ["type"] = "boolean", ["description"] = description };

    private static JsonObject ArrayOf(JsonObject items, string description) => new() { ["type"] = "array", ["items"] = items, ["description"] = description };

    private static JsonObject Map(JsonObject values, string description) => new() { ["type"] = "object", ["additionalProperties"] = values, ["description"] = description };

    private static JsonObject OneOf(params JsonObject[] forms) => new() { ["oneOf"] = new JsonArray([.. forms]) };

    private static JsonObject Describe(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Object(IReadOnlyList<string> required, params (string Name, JsonObject Schema)[] properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            schema["required"] = List(required);
        }

        schema["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema)));
        return schema;
    }
}
