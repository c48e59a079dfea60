using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Salesforce;

/// <summary>Queries, whose further pages are fetched by a locator, and the org's limits.</summary>
internal static class SalesforceQueryApi
{
    private const int Batch = 2000;

    public static void Map(Api api, SalesforceVendor vendor)
    {
        foreach (var name in (string[])["query", "queryAll"])
        {
            api.Get($"/services/data/{{version}}/{name}", call => Run(call, vendor, call.Query("q") ?? "", 0, name == "queryAll"));
            api.Get($"/services/data/{{version}}/{name}/{{locator}}", call => Next(call, vendor, name == "queryAll"));
        }

        api.Get("/services/data/{version}/limits", call => Answer.Ok(new { DailyApiRequests = new { Max = 100000, Remaining = 100000 - vendor.Simulation.Calls } }));
    }

    private static Answer Next(Call call, SalesforceVendor vendor, bool deleted)
    {
        var parts = call.Route("locator").Split('-');
        var cursor = call.Account["cursors"].Find(parts[0]);
        return cursor is null || parts.Length != 2 || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var from)
            ? throw SalesforceVendor.Bad("INVALID_QUERY_LOCATOR", "invalid query locator")
            : Run(call, vendor, cursor.Text("query")!, from, deleted, cursor);
    }

    private static Answer Run(Call call, SalesforceVendor vendor, string text, int from, bool deleted, StoredObject? cursor = null)
    {
        var query = SalesforceSoql.Parse(text);
        if (!SalesforceData.Prefixes.ContainsKey(query.Type))
        {
            throw SalesforceVendor.Bad("INVALID_TYPE", $"sObject type '{query.Type}' is not supported.");
        }

        var known = call.Account[query.Type].Ordered(SortBy.Sequence).FirstOrDefault()?.Body;
        var fields = query.Fields.Any(field => field.StartsWith("FIELDS(", StringComparison.OrdinalIgnoreCase)) ? [.. known?.Select(pair => pair.Key) ?? []] : query.Fields;
        if (!query.Count && fields.FirstOrDefault(field => known?.ContainsKey(field) == false && !field.EndsWith("__c", StringComparison.Ordinal)) is { } unknown)
        {
            throw SalesforceVendor.Bad("INVALID_FIELD", $"No such column '{unknown}' on entity '{query.Type}'.");
        }

        // A locator stands for what the query found when it was made: what changes or goes meanwhile moves nothing.
        var all = cursor is null ? query.Run(call.Account[query.Type], deleted) : [.. cursor.Body.Texts("found").Select(id => call.Account[query.Type].FindEvenDeleted(id)!)];
        if (query.Count)
        {
            return Answer.Ok(new { totalSize = all.Count, done = true, records = Array.Empty<object>() });
        }

        var size = call.Header("Sforce-Query-Options") is { } options && options.Split('=') is ["batchSize", var wanted] && int.TryParse(wanted, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 200, Batch) : Batch;
        var page = vendor.Simulation.Pager.At(all, from, size);
        var body = new JsonObject { ["totalSize"] = all.Count, ["done"] = page.Next is null };
        if (page.Next is not null)
        {
            body["nextRecordsUrl"] = $"/services/data/{call.Route("version")}/{(deleted ? "queryAll" : "query")}/{cursor?.Id ?? Locator(call, text, all)}-{page.Next}";
        }

        body["records"] = Paths.Array(page.Items.Select(item => (JsonNode)Shape(call, query.Type, item, fields)));
        return Answer.Ok(body);
    }

    public static JsonObject Shape(Call call, string type, StoredObject item, IEnumerable<string> fields)
    {
        var body = new JsonObject { ["attributes"] = new JsonObject { ["type"] = type, ["url"] = $"/services/data/{call.Route("version")}/sobjects/{type}/{item.Id}" } };
        foreach (var field in fields)
        {
            body[field] = item.Body[field]?.DeepClone();
        }

        return body;
    }

    private static string Locator(Call call, string text, IReadOnlyList<StoredObject> found)
    {
        var id = $"01g{Secrets.DeriveHex($"{text}{call.Account["cursors"].Count}", 15)}";

        // Kept quietly: a cursor is no record of the org.
        call.Account.Filling = true;
        call.Account["cursors"].Add(id, new JsonObject { ["query"] = text, ["found"] = Paths.Array(found.Select(item => item.Id)) });
        call.Account.Filling = false;
        return id;
    }
}
