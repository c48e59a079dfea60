using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Salesforce;

/// <summary>Records: describe, read, create, change, delete, upsert by an outside id, and many at once.</summary>
internal static class SalesforceObjectsApi
{
    private const string Root = "/services/data/{version}/sobjects";

    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal) { ["Lead"] = ["LastName", "Company"], ["Contact"] = ["LastName"], ["Account"] = ["Name"], ["Opportunity"] = ["Name", "StageName", "CloseDate"], ["Campaign"] = ["Name"] };

    public static void Map(Api api)
    {
        api.Get(Root, _ => Answer.Ok(new { encoding = "UTF-8", maxBatchSize = 200, sobjects = SalesforceData.Prefixes.Select(pair => new { name = pair.Key, keyPrefix = pair.Value, queryable = true, createable = true, updateable = true }) }));
        api.Get($"{Root}/{{type}}/describe", Describe);
        api.Get($"{Root}/{{type}}/deleted", Deleted);
        api.Get($"{Root}/{{type}}/{{id}}", call => Answer.Ok(SalesforceQueryApi.Shape(call, TypeOf(call), Find(call), call.Query("fields")?.Split(',') ?? Find(call).Body.Select(pair => pair.Key))));
        api.Post($"{Root}/{{type}}", call => Answer.Of(201, Done(Create(call.Account, TypeOf(call), call.Body), created: null)));
        api.Patch($"{Root}/{{type}}/{{id}}", call =>
        {
            Change(call.Account, TypeOf(call), Find(call), call.Body);
            return Answer.Empty(204);
        });
        api.Delete($"{Root}/{{type}}/{{id}}", call =>
        {
            call.Account[TypeOf(call)].Delete(Find(call).Id);
            return Answer.Empty(204);
        });
        api.Patch($"{Root}/{{type}}/{{field}}/{{value}}", call =>
        {
            var (made, created) = Upsert(call.Account, TypeOf(call), call.Route("field"), call.Route("value"), call.Body);
            return Answer.Of(created ? 201 : 200, Done(made, created));
        });
        api.Post("/services/data/{version}/composite/sobjects", call => Many(call, (type, record) => Create(call.Account, type, record)));
        api.Patch("/services/data/{version}/composite/sobjects", call => Many(call, (type, record) => Change(call.Account, type, call.Account[type].Find(record.Text("Id")) ?? throw SalesforceVendor.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"), record)));
        api.Patch("/services/data/{version}/composite/sobjects/{type}/{field}", call => Many(call, (type, record) => Upsert(call.Account, type, call.Route("field"), record.Text(call.Route("field")) ?? "", record).Made));
    }

    private static Dictionary<string, object?> Done(StoredObject made, bool? created)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = made.Id, ["success"] = true, ["errors"] = Array.Empty<object>() };
        if (created is not null)
        {
            body["created"] = created;
        }

        return body;
    }

    private static string TypeOf(Call call) => SalesforceData.Prefixes.ContainsKey(call.Route("type")) ? call.Route("type") : throw new Refusal(SalesforceVendor.Error(404, "NOT_FOUND", "The requested resource does not exist"));

    /// <summary>15 and 18 letters name the same record.</summary>
    private static StoredObject Find(Call call)
    {
        var (list, id) = (call.Account[TypeOf(call)], call.Route("id"));
        return list.Find(id) ?? (id.Length == 15 ? list.Live.FirstOrDefault(item => item.Id.StartsWith(id, StringComparison.Ordinal)) : null) ?? throw new Refusal(SalesforceVendor.Error(404, "NOT_FOUND", "The requested resource does not exist"));
    }

    private static Answer Describe(Call call)
    {
        var body = call.Account[TypeOf(call)].Live.FirstOrDefault()?.Body ?? [];
        return Answer.Ok(new { name = TypeOf(call), keyPrefix = SalesforceData.Prefixes[TypeOf(call)], queryable = true, fields = body.Select(pair => new { name = pair.Key, label = pair.Key, type = pair.Key == "Id" ? "id" : pair.Value?.GetValueKind() switch { System.Text.Json.JsonValueKind.Number => "double", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean", _ => "string" }, nillable = pair.Key != "Id", updateable = pair.Key != "Id" }) });
    }

    private static Answer Deleted(Call call)
    {
        var (start, end) = (Paths.ParseInstant(call.Query("start")), Paths.ParseInstant(call.Query("end")));
        if (start is null || end is null || end - start > TimeSpan.FromDays(30))
        {
            throw SalesforceVendor.Bad("INVALID_REPLICATION_DATE", "start and end are at most 30 days apart.");
        }

        var gone = call.Account[TypeOf(call)].Ordered(SortBy.Updated).Where(item => item.Deleted && item.Updated >= start && item.Updated < end);
        return Answer.Ok(new { deletedRecords = gone.Select(item => new { id = item.Id, deletedDate = SalesforceVendor.Zoned(item.Updated) }), earliestDateAvailable = SalesforceVendor.Zoned(call.Now.AddDays(-30)), latestDateCovered = SalesforceVendor.Zoned(call.Now) });
    }

    private static StoredObject Create(Account account, string type, JsonObject given)
    {
        var missing = Required.GetValueOrDefault(type, []).Where(name => string.IsNullOrEmpty(given.Text(name))).ToArray();
        if (missing.Length > 0)
        {
            throw SalesforceVendor.Bad("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);
        }

        // All fields of the type are there, those not given as null.
        var body = new JsonObject((account[type].Ordered(SortBy.Sequence).FirstOrDefault()?.Body ?? []).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value?.GetValueKind() is System.Text.Json.JsonValueKind.False or System.Text.Json.JsonValueKind.True ? false : null)));
        Overwrite(body, given);
        body["Name"] ??= $"{given.Text("FirstName")} {given.Text("LastName")}".Trim();
        if (type == "Lead" && body.Text("Status") is not { Length: > 0 })
        {
            body["Status"] = "Open - Not Contacted"; // an organisation's default, which every lead without a status gets
        }

        return SalesforceData.Add(account, type, body);
    }

    private static StoredObject Change(Account account, string type, StoredObject record, JsonObject given)
    {
        if (type == "Lead" && record.Body.Flag("IsConverted"))
        {
            throw SalesforceVendor.Bad("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        }

        return account[type].Change(record.Id, body =>
        {
            Overwrite(body, given);
            if (type == "Opportunity")
            {
                body["IsWon"] = body.Text("StageName") == "Closed Won";
                body["IsClosed"] = body.Text("StageName")?.StartsWith("Closed", StringComparison.Ordinal) == true;
            }
        });
    }

    private static (StoredObject Made, bool Created) Upsert(Account account, string type, string field, string value, JsonObject given)
    {
        var found = account[type].Live.Where(item => item.Text(field) == value).ToList();
        if (found.Count > 1)
        {
            throw new Refusal(SalesforceVendor.Error(300, "MULTIPLE_CHOICES", "The external id matches several records."));
        }

        if (found.Count == 1)
        {
            return (Change(account, type, found[0], given), false);
        }

        var body = (JsonObject)given.DeepClone();
        body[field] = value;
        return (Create(account, type, body), true);
    }

    /// <summary>Answers in the order asked; each row says for itself whether it was done.</summary>
    private static Answer Many(Call call, Func<string, JsonObject, StoredObject> act)
    {
        var records = call.Body.Objects("records").ToList();
        if (records.Count > 200)
        {
            throw SalesforceVendor.Bad("EXCEEDED_MAX_SIZE_REQUEST", "At most 200 records.");
        }

        return Answer.Ok(records.Select(record =>
        {
            try
            {
                return Done(act(record.Text("attributes.type") ?? call.Route("type"), record), created: null);
            }
            catch (Refusal refusal)
            {
                var error = JsonNode.Parse(refusal.Answer.Body.Span)![0]!;
                return new Dictionary<string, object?>(StringComparer.Ordinal) { ["success"] = false, ["errors"] = new[] { new { statusCode = error.Text("errorCode"), message = error.Text("message"), fields = error.Texts("fields") } } };
            }
        }).ToList());
    }

    private static void Overwrite(JsonObject body, JsonObject given)
    {
        foreach (var (name, value) in given.Where(pair => pair.Key is not ("attributes" or "Id")))
        {
            body[name] = value?.DeepClone();
        }
    }
}
