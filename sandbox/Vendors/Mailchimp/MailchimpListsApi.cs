using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Account and audiences, and how Mailchimp's lists are paged: count and offset, 10 when nothing is asked.</summary>
internal static class MailchimpListsApi
{
    public static void Map(Api api, MailchimpVendor vendor)
    {
        api.Get("/3.0/ping", _ => Answer.Ok(new { health_status = "Everything's Chimpy!" }));
        api.Get("/3.0/", Root);
        api.Get("/3.0/lists", call => List(call, vendor, "lists", [.. call.Account["lists"].Live.Select(item => (item, WithStats(call.Account, item)))]));
        api.Get("/3.0/lists/{list}", call => Answer.Ok(WithStats(call.Account, Find(call))));
        api.Get("/3.0/lists/{list}/merge-fields", call => Answer.Ok(new
        {
            merge_fields = new[] { ("FNAME", "First Name", "text"), ("LNAME", "Last Name", "text"), ("PHONE", "Phone Number", "phone") }.Select((field, index) => new { merge_id = index + 1, tag = field.Item1, name = field.Item2, type = field.Item3, required = false, @public = false, list_id = Find(call).Id }),
            list_id = Find(call).Id, total_items = 3,
        }));
    }

    public static StoredObject Find(Call call) => call.Account["lists"].Find(call.Route("list")) ?? throw MailchimpVendor.Missing();

    /// <summary>A page of a list: items are cut, then the fields asked for are kept.</summary>
    public static Answer List(Call call, MailchimpVendor vendor, string name, IReadOnlyList<(StoredObject Item, JsonObject Shape)> all, string? listId = null)
    {
        var (count, offset) = (call.QueryNumber("count", 10), call.QueryNumber("offset", 0));
        if (count is < 1 or > 1000 || offset < 0)
        {
            throw new Refusal(MailchimpVendor.Problem(400, "Invalid Resource", "count is from 1 to 1000, offset at least 0.", new[] { new { field = "count", message = "Out of range." } }));
        }

        var shapes = all.ToDictionary(pair => pair.Item.Id, pair => pair.Shape, StringComparer.Ordinal);
        var page = vendor.Simulation.Pager.At([.. all.Select(pair => pair.Item)], offset, count);
        var body = new JsonObject { [name] = Paths.Array(page.Items.Select(item => shapes[item.Id].DeepClone())), ["total_items"] = all.Count, ["_links"] = new JsonArray() };
        if (listId is not null)
        {
            body["list_id"] = listId;
        }

        return Answer.Ok(Only(call, body));
    }

    /// <summary><c>fields</c> keeps, <c>exclude_fields</c> drops: dotted paths through lists.</summary>
    private static JsonObject Only(Call call, JsonObject body)
    {
        if (call.Query("exclude_fields") is { } dropped)
        {
            foreach (var path in dropped.Split(','))
            {
                Drop(body, path.Split('.'), 0);
            }
        }

        if (call.Query("fields") is not { } kept)
        {
            return body;
        }

        var result = new JsonObject();
        foreach (var path in kept.Split(','))
        {
            Copy(body, result, path.Split('.'), 0);
        }

        return result;
    }

    private static void Drop(JsonNode? node, string[] steps, int at)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Drop(item, steps, at);
            }
        }
        else if (node is JsonObject body && at == steps.Length - 1)
        {
            body.Remove(steps[at]);
        }
        else if (node is JsonObject inner)
        {
            Drop(inner[steps[at]], steps, at + 1);
        }
    }

    private static void Copy(JsonObject from, JsonObject to, string[] steps, int at)
    {
        if (!from.TryGetPropertyValue(steps[at], out var value))
        {
            return;
        }

        if (at == steps.Length - 1)
        {
            to[steps[at]] = value?.DeepClone();
        }
        else if (value is JsonObject inner)
        {
            to[steps[at]] ??= new JsonObject();
            Copy(inner, (JsonObject)to[steps[at]]!, steps, at + 1);
        }
        else if (value is JsonArray list)
        {
            var copies = to[steps[at]] as JsonArray ?? [.. list.Select(_ => (JsonNode)new JsonObject())];
            to[steps[at]] = copies;
            for (var index = 0; index < list.Count; index++)
            {
                Copy((JsonObject)list[index]!, (JsonObject)copies[index]!, steps, at + 1);
            }
        }
    }

    private static Answer Root(Call call) => Answer.Ok(new
    {
        account_id = call.Account.Id, login_id = "7", account_name = call.Account.Name, email = "owner@example.com", first_name = "Sandbox", last_name = "Owner", role = "owner", pricing_plan_type = "monthly", account_timezone = "US/Eastern",
        total_subscribers = call.Account["members"].Live.Count(item => item.Text("status") == "subscribed"), pro_enabled = false,
    });

    private static JsonObject WithStats(Account account, StoredObject list)
    {
        var members = account["members"].Live.Where(item => item.Text("list_id") == list.Id).ToList();
        var body = list.Copy();
        body["stats"] = new JsonObject
        {
            ["member_count"] = members.Count(item => item.Text("status") == "subscribed"), ["total_contacts"] = members.Count, ["unsubscribe_count"] = members.Count(item => item.Text("status") == "unsubscribed"), ["cleaned_count"] = members.Count(item => item.Text("status") == "cleaned"),
            ["campaign_count"] = account["campaigns"].Count, ["merge_field_count"] = 3, ["avg_sub_rate"] = 2, ["avg_unsub_rate"] = 1, ["open_rate"] = 41.5, ["click_rate"] = 8.1,
        };
        return body;
    }
}
