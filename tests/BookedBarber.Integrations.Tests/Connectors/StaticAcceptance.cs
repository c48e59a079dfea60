using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>What every connector must show without a vendor: its recorded examples go through it, its requests can be filled in, its signatures hold.</summary>
/// <param name="manifest">The connector.</param>
/// <param name="example">A recorded example by name; null: none.</param>
internal sealed class StaticAcceptance(Manifest manifest, Func<string, string?> example)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DecimalString(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private readonly List<string> _failures = [];
    private readonly Dictionary<string, CanonicalRecord> _records = new(StringComparer.Ordinal);

    /// <summary>How many things were looked at.</summary>
    public int Checks { get; private set; }

    /// <summary>What does not hold; empty: everything does.</summary>
    public IReadOnlyList<string> Run()
    {
        foreach (var stream in manifest.Streams)
        {
            Stream(stream);
        }

        foreach (var action in manifest.Actions)
        {
            Action(action);
        }

        if (manifest.Health is { } health)
        {
            Holds(Renders(health, Context(null)), "health: the request cannot be filled in");
        }

        Hooks();
        return _failures;
    }

    private void Stream(VendorStream stream)
    {
        if (example(stream.Name) is not { } text)
        {
            Holds(false, $"{stream.Name}: there is no recorded example");
            return;
        }

        var page = JsonDocument.Parse(text).RootElement;
        var over = OverOf(stream);
        var items = PageItems.Of(stream, page, over).Select(item => Completed(stream, item)).ToList();
        Holds(items.Count > 0, $"{stream.Name}: the example has no items at {stream.Items}");
        if (stream.Request is { } request)
        {
            Holds(Renders(request, Context(over)), $"{stream.Name}: the request cannot be filled in");
            Holds(Renders(request, Context(over, first: true)), $"{stream.Name}: the first request cannot be filled in");
            Paging(stream, page);
        }

        if (stream.One is { } one)
        {
            Holds(Renders(one.Request, Context(over)), $"{stream.Name}: the request for one item cannot be filled in");
        }

        foreach (var item in items)
        {
            Holds(stream.Key.FindText(item) is { Length: > 0 }, $"{stream.Name}: an item has no key at {stream.Key}");
            if (stream.Cursor is { Kind: CursorKind.Time or CursorKind.Number, Field: { } field })
            {
                Holds(field.FindText(item) is { } value && Reads(value, stream.Cursor.Format), $"{stream.Name}: an item has no {ManifestWords.Of(stream.Cursor.Format)} at {field}");
            }
        }

        if (stream.Version is { } version)
        {
            Holds(items.All(item => version.FindText(item) is not null), $"{stream.Name}: an item has no version at {version}");
        }

        if (stream.Map is { } map)
        {
            Mapping(stream, map, items);
        }
    }

    private void Mapping(VendorStream stream, StreamMap map, List<JsonElement> items)
    {
        if (MapCompiler.Compile(map, stream.Key, stream.Version, new ProfileFaults()) is not { } compiled)
        {
            Holds(false, $"{stream.Name}: the map does not compile");
            return;
        }

        var mapper = new StreamMapper(stream, compiled, 0);
        var mapped = items.Select(item => mapper.Map(item, new MapContext(TimeZoneInfo.Utc))).ToList();
        foreach (var item in mapped)
        {
            Holds(item.Faults.Count == 0, $"{stream.Name}: {string.Join("; ", item.Faults.Select(fault => fault.Detail))}");
        }

        var made = mapped.Where(item => item.Record is not null).ToList();
        Holds(made.Count > 0, $"{stream.Name}: the example makes no record");
        Holds(map.Location is null || made.Any(item => item.PlaceKey is not null), $"{stream.Name}: no record has a place");

        // Every field that the map fills is filled by one of the example's items: a renamed property of the vendor shows here.
        var filled = made.Select(item => JsonSerializer.SerializeToElement(item.Record, item.Record!.GetType(), Json)).ToList();
        foreach (var name in map.Fields.Children.Keys.Select(key => key.ToString()).Where(name => name is not "code" and not "timeZone" and not "address"))
        {
            Holds(
                map.Record == "location" || filled.Any(record => record.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)),
                $"{stream.Name}: no record of the example has '{name}'");
        }

        foreach (var record in made.Select(item => item.Record!).Take(1))
        {
            _records.TryAdd(stream.Record!, record);
        }
    }

    private void Paging(VendorStream stream, JsonElement page)
    {
        var paging = stream.Paging;
        if (paging.More is { } more)
        {
            Holds(more.FindText(page) is "true" or "false", $"{stream.Name}: the example does not say at {more} whether there is more");
        }

        if (paging.Total is { } total)
        {
            Holds(total.FindText(page) is { } number && int.TryParse(number, out _), $"{stream.Name}: the example has no total at {total}");
        }

        if (stream.Cursor.Token?.Path is { } token)
        {
            Holds(token.FindText(page) is { Length: > 0 }, $"{stream.Name}: the example has no next cursor at {token}");
        }
    }

    private void Action(VendorAction action)
    {
        var context = Context(null).With("key", "K1").With("version", "1").With("place", "P1")
            .With("refs", Element("""{"clientKey":"R1","staffKey":"R2","serviceKey":"R3","counterpartyKey":"R4","invoiceKey":"R5","companyKey":"R6"}"""))
            .With("versions", Element("""{"serviceKey":"7"}"""))
            .With("input", Element("""{"amount":"100","currency":"usd","destination":"acct_1","group":"g","charge":"ch_1","reason":"r","account":"a","refreshUrl":"https://x","returnUrl":"https://x","audience":"l1","address":"a@example.com","tag":"t","review":"accounts/1/locations/2/reviews/3","comment":"c","periods":[],"guid":"g","status":"IN_STOCK","quantity":1,"delta":1,"item":"i","service":"s","callback":"https://x","email":"a@example.com","firstName":"Ada","lastName":"Barber","number":"7"}"""));
        if (action.Record is { } name)
        {
            if (!_records.TryGetValue(name, out var record))
            {
                return; // no stream reads such records back: nothing to send from
            }

            context.With("record", JsonSerializer.SerializeToElement(record, record.GetType(), Json));
        }

        foreach (var (request, what) in new[] { (action.Request, "request"), (action.Update, "update"), (action.Delete, "delete"), (action.Find?.Request, "find") })
        {
            if (request is null)
            {
                continue;
            }

            Holds(Renders(request, context), $"{action.Name}: the {what} cannot be filled in");
            Holds(request.Body is null || request.Body.Render(context) is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }, $"{action.Name}: the body of the {what} is empty");
        }
    }

    private void Hooks()
    {
        if (manifest.Webhooks is not { } hooks || example("webhook") is not { } text)
        {
            Holds(manifest.Webhooks is null or { Scheme: HookScheme.Oidc }, "webhooks: there is no recorded delivery");
            return;
        }

        var delivery = JsonSerializer.Deserialize<RecordedDelivery>(text, Json)!;
        Holds(HookReferee.Accepts(hooks, delivery), "webhooks: the recorded delivery is not accepted");
        Holds(!HookReferee.Accepts(hooks, delivery with { Secret = delivery.Secret.Length > 60 ? HookReferee.OtherKey : delivery.Secret + "x", Url = delivery.Url }), "webhooks: a delivery with another secret is accepted");
        if (hooks.Scheme is HookScheme.HmacSha256 or HookScheme.HmacSha1 or HookScheme.EcdsaP256 or HookScheme.StandardWebhooks)
        {
            Holds(!HookReferee.Accepts(hooks, delivery with { Body = delivery.Body.Length > 0 ? delivery.Body.Replace(delivery.Body[^3], '!') + "&z=1" : "x" }), "webhooks: a changed delivery is accepted");
        }

        if (hooks.Register is { } register)
        {
            var over = manifest.Streams.Where(stream => stream.Record is null && stream.Removes is null).Select(stream => example(stream.Name) is { } page ? stream.Items.All(Element(page)).FirstOrDefault() : default).FirstOrDefault(item => item.ValueKind == JsonValueKind.Object);
            var context = Context(over.ValueKind == JsonValueKind.Object ? over : null).With("hook", Element("""{"url":"https://hub.example.com/hooks/x","secret":"s","id":"1","key":"k","expires":"1"}"""));
            Holds(Renders(register, context), "webhooks: the registration cannot be filled in");
            Holds(register.Body?.Render(context)?.ToJsonString().Contains("https://hub.example.com/hooks/x", StringComparison.Ordinal) == true, "webhooks: the registration does not tell our address");
        }
    }

    private JsonElement Completed(VendorStream stream, JsonElement item)
    {
        if (stream.Each.Count == 0 || example(stream.Name + ".each") is not { } text)
        {
            return item;
        }

        var answers = Element(text);
        for (var i = 0; i < stream.Each.Count && i < answers.GetArrayLength(); i++)
        {
            var each = stream.Each[i];
            Holds(Renders(each.Request, Context(null).With("item", item)), $"{stream.Name}: the request for each item cannot be filled in");
            if ((each.Answer ?? ItemPath.Root).TryFind(answers[i], out var answer))
            {
                item = each.As is { } name ? PageItems.With(item, name, answer) : answer;
            }
        }

        return item;
    }

    private TemplateContext Context(JsonElement? over, bool first = false)
    {
        var context = new TemplateContext().With("account", "ACC1");
        foreach (var field in manifest.Settings.Concat(manifest.Auth.Fields))
        {
            context.With(field.Name, field.Default ?? "value");
        }

        foreach (var name in manifest.Account?.Settings.Keys ?? [])
        {
            context.With(name, "https://value.example.com");
        }

        var cursor = manifest.Streams.Select(stream => stream.Cursor.Format).FirstOrDefault(format => format == CursorFormat.Rfc2822) == CursorFormat.Rfc2822 ? "Mon, 02 Mar 2026 15:04:05 +0000" : "2026-03-02T15:04:05Z";
        context.With("cursor", Element(first ? "{}" : $$"""{"from":"{{cursor}}","to":"{{cursor}}","token":"tok","start":"{{cursor}}"}"""));
        context.With("page", Element(first ? """{"number":1,"offset":1,"size":100}""" : """{"token":"tok","number":2,"offset":101,"size":100}"""));
        context.With("key", "K1");
        if (over is { } item)
        {
            var with = JsonObject.Create(item)!;
            with["keys"] = new JsonArray("K1", "K2");
            context.With("over", JsonSerializer.SerializeToElement(with));
        }

        return context;
    }

    /// <summary>The first recorded item of the stream that one is read over, with the one that it was itself read over.</summary>
    private JsonElement? OverOf(VendorStream stream)
    {
        if (stream.Over is not { } over || manifest.Stream(over.Stream) is not { } other || example(over.Stream) is not { } text)
        {
            return null;
        }

        var item = other.Items.All(JsonDocument.Parse(text).RootElement).FirstOrDefault();
        if (OverOf(other) is not { } outer || item.ValueKind != JsonValueKind.Object)
        {
            return item;
        }

        var with = JsonObject.Create(item)!;
        with["over"] = JsonNode.Parse(outer.GetRawText());
        return JsonSerializer.SerializeToElement(with);
    }

    // The path must be whole; what else has no value is left out, but not all of it.
    private static bool Renders(RequestTemplate request, TemplateContext context) =>
        request.Address.Path.Render(context, Uri.EscapeDataString) is { } path && !path.Contains('{', StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal)
        && (request.Body is null || request.Body.Render(context) is not null);

    private static bool Reads(string text, CursorFormat format) => format switch
    {
        CursorFormat.Unix => long.TryParse(text, out var seconds) && seconds is > 1_000_000_000 and < 10_000_000_000,
        CursorFormat.UnixMs => long.TryParse(text, out var milliseconds) && milliseconds is > 1_000_000_000_000 and < 10_000_000_000_000,
        CursorFormat.Number => decimal.TryParse(text, out _),
        CursorFormat.Rfc2822 => text.Contains(',', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
        _ => text.Length >= 8 && text[4] == '-' && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
    };

    private void Holds(bool holds, string failure)
    {
        Checks++;
        if (!holds)
        {
            _failures.Add(failure);
        }
    }

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;
}

/// <summary>A delivery as a vendor, or its published code, made it.</summary>
internal sealed record RecordedDelivery(string Url, string Secret, IReadOnlyDictionary<string, string> Headers, string Body);
