using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.QuickBooksOnline;

/// <summary>Query, change data capture, batch, and the reading and writing of every entity.</summary>
internal static class QuickBooksOnlineApi
{
    private const int CdcDays = 30;
    private const int BatchMost = 30;

    public static readonly string[] Entities =
    [
        "Account", "Bill", "Class", "CompanyInfo", "CreditMemo", "Customer", "Department", "Deposit", "Employee", "Invoice", "Item", "JournalEntry", "Payment", "Preferences", "Purchase", "RefundReceipt", "SalesReceipt", "TaxCode", "TaxRate",
        "TimeActivity", "Vendor",
    ];

    private static readonly string[] NotCaptured = ["TimeActivity", "TaxCode", "TaxRate"];

    public static void Map(Api api, QuickBooksOnlineVendor vendor)
    {
        const string Company = "/v3/company/{realm}";
        api.Get($"{Company}/query", call => Query(call, vendor, call.Query("query") ?? ""));
        api.Post($"{Company}/query", call => Query(call, vendor, call.RawText));
        api.Get($"{Company}/cdc", call => Captured(call));
        api.Post($"{Company}/batch", call => Batch(call, vendor));
        api.Get($"{Company}/{{entity}}/{{id}}", call => Answer.Ok(Wrap(call, Entity(call.Route("entity")), Find(call, Entity(call.Route("entity")), call.Route("id")))));
        api.Get($"{Company}/preferences", call => Answer.Ok(Wrap(call, "Preferences", call.Account["Preferences"].Live[0])));
        api.Post($"{Company}/invoice/{{id}}/send", Send);
        api.Post($"{Company}/{{entity}}", call => call.Once(call.Query("requestid"), () => Answer.Ok(Write(call, Entity(call.Route("entity")), call.Query("operation"), call.Body))));
    }

    private static string Entity(string name) =>
        Entities.FirstOrDefault(entity => entity.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw QuickBooksOnlineVendor.Bad("120", "Unsupported operation", $"Operation {name} is not supported.");

    private static JsonObject Wrap(Call call, string entity, StoredObject item) => new() { [entity] = item.Copy(), ["time"] = call.Now.Iso() };

    private static StoredObject Find(Call call, string entity, string id) =>
        (entity is "CompanyInfo" ? call.Account[entity].Live[0] : call.Account[entity].Find(id)) ?? throw QuickBooksOnlineVendor.Bad("610", "Object Not Found", $"Object Not Found : Something you're trying to use has been made inactive. Id {id}", "Id");

    private static Answer Query(Call call, QuickBooksOnlineVendor vendor, string text)
    {
        var query = QuickBooksOnlineQuery.Parse(text);
        var entity = Entity(query.Entity);
        var all = query.Run(call.Account[entity]);
        if (query.Count)
        {
            return Answer.Ok(new { QueryResponse = new { totalCount = all.Count }, time = call.Now.Iso() });
        }

        var page = vendor.Simulation.Pager.At(all, query.Start - 1, query.Most);
        var answer = new Dictionary<string, object>(StringComparer.Ordinal);
        if (page.Items.Count > 0)
        {
            answer[entity] = page.Elements;
            answer["startPosition"] = query.Start;
            answer["maxResults"] = page.Items.Count;
        }

        return Answer.Ok(new { QueryResponse = answer, time = call.Now.Iso() });
    }

    private static Answer Captured(Call call)
    {
        if (Paths.ParseInstant(call.Query("changedSince")) is not { } since || since < call.Now.AddDays(-CdcDays))
        {
            throw QuickBooksOnlineVendor.Bad("2020", "Required param missing or invalid", $"changedSince is missing or more than {CdcDays} days ago.", "changedSince");
        }

        var left = QuickBooksOnlineQuery.Largest;
        var lists = new List<JsonObject>();
        foreach (var entity in (call.Query("entities") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Entity(name.Trim())).Where(name => !NotCaptured.Contains(name)))
        {
            var changed = call.Account[entity].Ordered(SortBy.Updated).Where(item => item.Updated >= since).Take(left).ToList();
            left -= changed.Count;
            var list = new JsonObject();
            if (changed.Count > 0)
            {
                list[entity] = Paths.Array(changed.Select(item => item.Deleted ? (JsonNode)Gone(item) : item.Copy()));
                list["startPosition"] = 1;
                list["maxResults"] = changed.Count;
            }

            lists.Add(list);
        }

        return Answer.Ok(new { CDCResponse = new[] { new { QueryResponse = lists } }, time = call.Now.Iso() });
    }

    private static JsonObject Gone(StoredObject item) => new() { ["domain"] = "QBO", ["status"] = "Deleted", ["Id"] = item.Id, ["MetaData"] = item.Body["MetaData"]?.DeepClone() };

    private static Answer Batch(Call call, QuickBooksOnlineVendor vendor)
    {
        var requests = call.Body.Objects("BatchItemRequest").ToList();
        if (requests.Count > BatchMost)
        {
            throw QuickBooksOnlineVendor.Bad("1040", "Batch items exceeded", $"At most {BatchMost} items.", "BatchItemRequest");
        }

        return Answer.Ok(new { BatchItemResponse = requests.Select(request => Each(call, vendor, request)).ToList(), time = call.Now.Iso() });
    }

    private static JsonNode Each(Call call, QuickBooksOnlineVendor vendor, JsonObject request)
    {
        JsonNode answer;
        try
        {
            answer = request.Text("Query") is { } query
                ? JsonNode.Parse(Query(call, vendor, query).Body.Span)!
                : request.FirstOrDefault(pair => Entities.Contains(pair.Key)) is { Value: JsonObject body } named ? Write(call, named.Key, request.Text("operation"), body) : throw QuickBooksOnlineVendor.Bad("2010", "Request has invalid or unsupported property", "A batch item names an entity or a query.");
        }
        catch (Refusal refusal)
        {
            answer = JsonNode.Parse(refusal.Answer.Body.Span)!;
        }

        answer["bId"] = request.Text("bId");
        return answer;
    }

    private static JsonObject Write(Call call, string entity, string? operation, JsonObject given)
    {
        if (given.Text("Id") is not { } id)
        {
            return Wrap(call, entity, QuickBooksOnlineWrites.Create(call.Account, entity, (JsonObject)given.DeepClone()));
        }

        var present = Find(call, entity, id);
        if (given.Text("SyncToken") != present.Text("SyncToken"))
        {
            throw QuickBooksOnlineVendor.Bad("5010", "Stale Object Error", $"Stale Object Error : You and another user were working on this at the same time. The object is at {present.Text("SyncToken")}.", "SyncToken");
        }

        if (operation == "delete")
        {
            call.Account[entity].Delete(id);
            return new JsonObject { [entity] = new JsonObject { ["Id"] = id, ["domain"] = "QBO", ["status"] = "Deleted" }, ["time"] = call.Now.Iso() };
        }

        return Wrap(call, entity, operation == "void" ? QuickBooksOnlineWrites.Void(call.Account, entity, id) : QuickBooksOnlineWrites.Update(call.Account, entity, id, given));
    }

    private static Answer Send(Call call)
    {
        var invoice = Find(call, "Invoice", call.Route("id"));
        return Answer.Ok(Wrap(call, "Invoice", call.Account["Invoice"].Change(invoice.Id, body =>
        {
            body["EmailStatus"] = "EmailSent";
            body["BillEmail"] = new JsonObject { ["Address"] = call.Query("sendTo") ?? body.Text("BillEmail.Address") };
            body["DeliveryInfo"] = new JsonObject { ["DeliveryType"] = "Email", ["DeliveryTime"] = call.Now.Iso() };
        })));
    }
}
