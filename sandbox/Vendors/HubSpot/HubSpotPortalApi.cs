using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>What surrounds the CRM objects: the portal, owners, pipelines, properties, lists, forms, campaigns, e-mails, webhook settings.</summary>
internal static class HubSpotPortalApi
{
    public static void Map(Api api, HubSpotVendor vendor)
    {
        foreach (var path in (string[])["/account-info/2026-09/details", "/account-info/v3/details"])
        {
            api.Get(path, call => Answer.Ok(new { portalId = long.Parse(call.Account.Id, CultureInfo.InvariantCulture), accountType = "DEVELOPER_TEST", timeZone = "US/Eastern", companyCurrency = "USD", additionalCurrencies = Array.Empty<string>(), uiDomain = "app.hubspot.com", dataHostingLocation = "na1" }));
        }

        foreach (var (paths, collection) in new (string[], string)[]
        {
            (["/crm/owners/2026-09", "/crm/v3/owners"], "owners"), (["/marketing/campaigns/2026-09", "/marketing/v3/campaigns"], "campaigns"), (["/marketing/forms/2026-09", "/marketing/v3/forms"], "forms"), (["/marketing/emails/2026-09", "/marketing/v3/emails"], "emails"),
        })
        {
            foreach (var path in paths)
            {
                api.Get(path, call => List(call, collection, vendor));
                api.Get($"{path}/{{id}}", call => Answer.Ok((call.Account[collection].Find(call.Route("id")) ?? throw HubSpotVendor.Missing()).Element));
            }
        }

        api.Get("/marketing/campaigns/2026-09/{id}/reports/metrics", call => Answer.Ok(new { sessions = 340, newContactsFirstTouch = call.Account["contacts"].Count / 4, newContactsLastTouch = call.Account["contacts"].Count / 5, influencedContacts = call.Account["contacts"].Count / 3 }));
        foreach (var path in (string[])["/crm/pipelines/2026-09/{type}", "/crm/v3/pipelines/{type}"])
        {
            api.Get(path, _ => Answer.Ok(new { results = new[] { Pipeline() } }));
        }

        foreach (var path in (string[])["/crm/properties/2026-09/{type}", "/crm/v3/properties/{type}"])
        {
            api.Get(path, call => Answer.Ok(new { results = ((call.Account[HubSpotObjectsApi.TypeOf(call)].Live.FirstOrDefault()?.Body["properties"] as JsonObject) ?? []).Select(pair => new { name = pair.Key, label = pair.Key, type = "string", fieldType = "text", groupName = "information", options = Array.Empty<string>() }) }));
        }

        foreach (var path in (string[])["/crm/lists/2026-09", "/crm/v3/lists"])
        {
            api.Post($"{path}/search", call => Answer.Ok(new { offset = call.Account["lists"].Count, hasMore = false, total = call.Account["lists"].Count, lists = call.Account["lists"].Live.Select(Shape) }));
            api.Get($"{path}/{{id}}", call => Answer.Ok(new { list = Shape(ListOf(call)) }));
            api.Get($"{path}/{{id}}/memberships", call => Answer.Ok(new { results = ListOf(call).Body.Texts("members").Select(member => new { recordId = member, membershipTimestamp = ListOf(call).Created.Iso() }) }));
            api.Put($"{path}/{{id}}/memberships/add", AddMembers);
        }
    }

    private static Answer List(Call call, string collection, HubSpotVendor vendor)
    {
        var after = Paths.ParseInstant(call.Query("updatedAfter"));
        var page = vendor.Simulation.Pager.After(call.Account[collection], SortBy.Sequence, descending: false, call.Query("after"), Math.Clamp(call.QueryNumber("limit", 50), 1, 100), item => !item.Deleted && (after is null || item.Updated > after), () => HubSpotVendor.Error(400, "VALIDATION_ERROR", "after is not a cursor."));
        return Answer.Ok(new { results = page.Elements, total = call.Account[collection].Count, paging = page.Next is null ? null : new { next = new { after = page.Next, link = $"{call.Origin}{call.Request.Path}?after={page.Next}" } } });
    }

    private static JsonObject Pipeline()
    {
        var stages = new[] { ("appointmentscheduled", "Appointment Scheduled", "0.2"), ("qualifiedtobuy", "Qualified To Buy", "0.4"), ("presentationscheduled", "Presentation Scheduled", "0.6"), ("decisionmakerboughtin", "Decision Maker Bought-In", "0.8"), ("contractsent", "Contract Sent", "0.9"), ("closedwon", "Closed Won", "1.0"), ("closedlost", "Closed Lost", "0.0") };
        return new JsonObject
        {
            ["id"] = "default", ["label"] = "Franchise Pipeline", ["displayOrder"] = 0, ["archived"] = false, ["createdAt"] = "2025-01-01T00:00:00Z", ["updatedAt"] = "2025-01-01T00:00:00Z",
            ["stages"] = Paths.Array(stages.Select((stage, index) => (JsonNode)new JsonObject { ["id"] = stage.Item1, ["label"] = stage.Item2, ["displayOrder"] = index, ["archived"] = false, ["metadata"] = new JsonObject { ["probability"] = stage.Item3, ["isClosed"] = stage.Item1.StartsWith("closed", StringComparison.Ordinal) ? "true" : "false" }, ["createdAt"] = "2025-01-01T00:00:00Z", ["updatedAt"] = "2025-01-01T00:00:00Z" })),
        };
    }

    private static StoredObject ListOf(Call call) => call.Account["lists"].Find(call.Route("id")) ?? throw HubSpotVendor.Missing();

    private static JsonObject Shape(StoredObject list)
    {
        var body = list.Copy();
        body.Remove("members");
        body["additionalProperties"] = new JsonObject { ["hs_list_size"] = list.Body.Texts("members").Count.ToString(CultureInfo.InvariantCulture) };
        return body;
    }

    /// <summary>The body is a bare array of contact ids.</summary>
    private static Answer AddMembers(Call call)
    {
        var wanted = (JsonNode.Parse(call.Raw) as JsonArray ?? []).Select(item => item!.ToString()).ToList();
        var known = wanted.Where(id => call.Account["contacts"].Find(id) is not null).ToList();
        call.Account["lists"].Change(ListOf(call).Id, body => body["members"] = Paths.Array(body.Texts("members").Union(known)));
        return Answer.Ok(new { recordsIdsAdded = known, recordIdsRemoved = Array.Empty<string>(), recordIdsMissing = wanted.Except(known) });
    }
}
