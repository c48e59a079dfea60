using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>CRM objects of every type: list, read, search, create, change, archive, upsert, associate.</summary>
internal static class HubSpotObjectsApi
{
    private const int SearchWindow = 10_000;

    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["contacts"] = ["email", "firstname", "lastname"], ["companies"] = ["name", "domain"], ["deals"] = ["dealname", "amount", "dealstage", "pipeline", "closedate"], ["leads"] = ["hs_lead_name"], ["tickets"] = ["subject"],
    };

    public static string ModifiedProperty(string type) => type == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";

    public static void Map(Api api, string root, HubSpotVendor vendor)
    {
        api.Get($"{root}/{{type}}", call => List(call, vendor));
        api.Get($"{root}/{{type}}/{{id}}", call => Answer.Ok(Shape(call, Find(call), Asked(call))));
        api.Post($"{root}/{{type}}", call => Answer.Of(201, Shape(call, Create(call.Account, TypeOf(call), call.Body), Asked(call))));
        api.Patch($"{root}/{{type}}/{{id}}", call => Answer.Ok(Shape(call, Change(call.Account, TypeOf(call), Find(call).Id, call.Body), Asked(call))));
        api.Delete($"{root}/{{type}}/{{id}}", call =>
        {
            call.Account[TypeOf(call)].Delete(Find(call).Id);
            return Answer.Empty(204);
        });
        api.Post($"{root}/{{type}}/search", call => HubSpotSearch.Run(call, TypeOf(call), vendor, SearchWindow));
        api.Post($"{root}/{{type}}/batch/{{action}}", Batch);
        api.Post($"{root}/contacts/gdpr-delete", call =>
        {
            call.Account["contacts"].Delete((call.Account["contacts"].Find(call.Body.Text("objectId")) ?? throw HubSpotVendor.Missing()).Id);
            return Answer.Empty(204);
        });
        api.Put($"{root}/{{type}}/{{id}}/associations/{{toType}}/{{toId}}", Associate);
        api.Put($"{root}/{{type}}/{{id}}/associations/{{toType}}/{{toId}}/{{kind}}", Associate);
    }

    public static string TypeOf(Call call) => Types.ContainsKey(call.Route("type")) ? call.Route("type") : throw HubSpotVendor.Bad($"Unable to infer object type from: {call.Route("type")}");

    /// <summary>An object with the properties asked for; the vendor's own always come.</summary>
    public static JsonObject Shape(Call call, StoredObject item, IReadOnlyList<string> asked)
    {
        var type = TypeOf(call);
        var names = (asked.Count > 0 ? asked : Types[type]).Concat(["createdate", ModifiedProperty(type), "hs_object_id"]).Distinct(StringComparer.Ordinal);
        var body = new JsonObject { ["id"] = item.Id, ["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, item.Body["properties"]![name]?.DeepClone()))), ["createdAt"] = item.Text("createdAt"), ["updatedAt"] = item.Text("updatedAt"), ["archived"] = item.Deleted };
        if (item.Deleted)
        {
            body["archivedAt"] = item.Text("archivedAt");
        }

        var associations = new JsonObject();
        foreach (var to in (call.Query("associations") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = call.Account["associations"].Live.Where(link => link.Text("from") == $"{type}:{item.Id}" && link.Text("to") == to).ToList();
            if (found.Count > 0)
            {
                associations[to] = new JsonObject { ["results"] = Paths.Array(found.Select(link => (JsonNode)new JsonObject { ["id"] = link.Text("id"), ["type"] = $"{type.TrimEnd('s')}_to_{to.TrimEnd('s')}" })) };
            }
        }

        if (associations.Count > 0)
        {
            body["associations"] = associations;
        }

        return body;
    }

    public static IReadOnlyList<string> Asked(Call call) => [.. call.QueryAll("properties").SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static Answer List(Call call, HubSpotVendor vendor)
    {
        var (type, limit, archived) = (TypeOf(call), call.QueryNumber("limit", 10), call.Query("archived") == "true");
        if (limit is < 1 or > 100)
        {
            throw HubSpotVendor.Bad("limit must be from 1 to 100.");
        }

        var page = vendor.Simulation.Pager.After(call.Account[type], SortBy.Sequence, descending: false, call.Query("after"), limit, item => item.Deleted == archived, () => HubSpotVendor.Error(400, "VALIDATION_ERROR", "after is not a cursor."));
        return Answer.Ok(new
        {
            results = page.Items.Select(item => Shape(call, item, Asked(call))),
            paging = page.Next is null ? null : new { next = new { after = page.Next, link = $"{call.Origin}{call.Request.Path}?limit={limit}&after={page.Next}" } },
        });
    }

    private static StoredObject Find(Call call)
    {
        var list = call.Account[TypeOf(call)];
        return (call.Query("idProperty") is { } property && property != "hs_object_id"
            ? list.Live.FirstOrDefault(item => string.Equals(item.Text($"properties.{property}"), call.Route("id"), StringComparison.OrdinalIgnoreCase))
            : list.Find(call.Route("id"))) ?? throw HubSpotVendor.Missing();
    }

    private static StoredObject Create(Account account, string type, JsonObject given)
    {
        var properties = given["properties"] as JsonObject ?? throw HubSpotVendor.Bad("properties is missing.");
        if (type == "contacts" && properties.Text("email") is { } email && ByEmail(account, email) is { } present)
        {
            throw new Refusal(HubSpotVendor.Error(409, "CONFLICT", $"Contact already exists. Existing ID: {present.Id}"));
        }

        var made = HubSpotData.Add(account, type, AsTexts(properties));
        foreach (var link in given.Objects("associations"))
        {
            var to = Types.Keys.FirstOrDefault(name => account[name].Find(link.Text("to.id")) is not null);
            if (to is not null)
            {
                HubSpotData.Associate(account, type, made.Id, to, link.Text("to.id")!);
            }
        }

        return made;
    }

    private static StoredObject Change(Account account, string type, string id, JsonObject given) => account[type].Change(id, body => ((JsonObject)body["properties"]!).Merge(AsTexts(given["properties"] as JsonObject ?? [])));

    /// <summary>Every property value is a text at HubSpot, whatever was sent.</summary>
    private static JsonObject AsTexts(JsonObject properties) => new(properties.Select(pair => KeyValuePair.Create<string, JsonNode?>(
        pair.Key, pair.Value is null ? "" : properties.Text(pair.Key) is not { } text ? pair.Value.ToJsonString() : pair.Key == "closedate" && DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? $"{text}T00:00:00Z" : text))); // a day written into a time is told as its midnight

    private static StoredObject? ByEmail(Account account, string email) => account["contacts"].Live.FirstOrDefault(item => string.Equals(item.Text("properties.email"), email, StringComparison.OrdinalIgnoreCase));

    private static Answer Batch(Call call)
    {
        var (type, account, inputs) = (TypeOf(call), call.Account, call.Body.Objects("inputs").ToList());
        if (inputs.Count > 100)
        {
            throw HubSpotVendor.Bad("At most 100 inputs.");
        }

        var (results, errors) = (new List<JsonObject>(), new List<object>());
        foreach (var input in inputs)
        {
            try
            {
                var done = call.Route("action") switch
                {
                    "read" => By(account, type, input.Text("id"), call.Body.Text("idProperty")) ?? throw HubSpotVendor.Missing(),
                    "create" => Create(account, type, input),
                    "update" => Change(account, type, (By(account, type, input.Text("id"), input.Text("idProperty")) ?? throw HubSpotVendor.Missing()).Id, input),
                    "upsert" => Upsert(account, type, input),
                    "archive" => account[type].Delete((account[type].Find(input.Text("id")) ?? throw HubSpotVendor.Missing()).Id),
                    var action => throw HubSpotVendor.Bad($"There is no batch action '{action}'."),
                };
                results.Add(Shape(call, done, call.Body.Texts("properties")));
            }
            catch (Refusal refusal)
            {
                errors.Add(JsonNode.Parse(refusal.Answer.Body.Span)!);
            }
        }

        return call.Route("action") == "archive" ? Answer.Empty(204)
            : Answer.Of(errors.Count > 0 ? 207 : call.Route("action") == "create" ? 201 : 200, new { status = "COMPLETE", results, numErrors = errors.Count > 0 ? errors.Count : (int?)null, errors = errors.Count > 0 ? errors : null, startedAt = call.Now.Iso(), completedAt = call.Now.Iso() });
    }

    private static StoredObject Upsert(Account account, string type, JsonObject input)
    {
        var (property, id) = (input.Text("idProperty") ?? "email", input.Text("id"));
        if (By(account, type, id, property) is { } present)
        {
            return Change(account, type, present.Id, input);
        }

        var given = (JsonObject)input.DeepClone();
        given["properties"] ??= new JsonObject();
        given["properties"]![property] = id;
        return Create(account, type, given);
    }

    private static StoredObject? By(Account account, string type, string? id, string? property) => property is null or "hs_object_id"
        ? account[type].Find(id)
        : account[type].Live.FirstOrDefault(item => string.Equals(item.Text($"properties.{property}"), id, StringComparison.OrdinalIgnoreCase));

    private static Answer Associate(Call call)
    {
        var (toType, toId) = (call.Route("toType"), call.Route("toId"));
        var (near, far) = (Find(call), call.Account[toType].Find(toId) ?? throw HubSpotVendor.Missing());
        HubSpotData.Associate(call.Account, TypeOf(call), near.Id, toType, far.Id);
        return Answer.Ok(new { fromObjectId = near.Id, toObjectId = far.Id, labels = Array.Empty<string>() });
    }
}
