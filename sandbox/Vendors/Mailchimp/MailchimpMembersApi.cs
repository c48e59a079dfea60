using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Members of an audience: reading since a change, upsert by hash, tags, events. Whoever unsubscribed cannot be subscribed by us.</summary>
internal static class MailchimpMembersApi
{
    private static readonly string[] Settable = ["email_address", "email_type", "status", "merge_fields", "interests", "language", "vip", "location", "marketing_permissions", "ip_signup", "timestamp_signup", "ip_opt", "timestamp_opt"];

    public static void Map(Api api, MailchimpVendor vendor)
    {
        api.Get("/3.0/lists/{list}/members", call => List(call, vendor));
        api.Get("/3.0/lists/{list}/members/{hash}", call => Answer.Ok(Find(call).Element));
        api.Post("/3.0/lists/{list}/members", Add);
        api.Put("/3.0/lists/{list}/members/{hash}", Upsert);
        api.Patch("/3.0/lists/{list}/members/{hash}", call => Answer.Ok(Change(call, Find(call)).Element));
        api.Delete("/3.0/lists/{list}/members/{hash}", call =>
        {
            call.Account["members"].Change(Find(call).Id, body => body["status"] = "archived");
            return Answer.Empty(204);
        });
        api.Post("/3.0/lists/{list}/members/{hash}/actions/delete-permanent", call =>
        {
            call.Account["members"].Delete(Find(call).Id);
            return Answer.Empty(204);
        });
        api.Get("/3.0/lists/{list}/members/{hash}/tags", call => Answer.Ok(new { tags = Find(call).Body["tags"], total_items = Find(call).Number("tags_count") }));
        api.Post("/3.0/lists/{list}/members/{hash}/tags", Tag);
        api.Post("/3.0/lists/{list}/members/{hash}/events", call => string.IsNullOrEmpty(call.Body.Text("name")) || Find(call) is null ? throw Invalid("name", "An event needs a name.") : Answer.Empty(204));
        api.Post("/3.0/lists/{list}", Many);
    }

    private static Answer List(Call call, MailchimpVendor vendor)
    {
        var list = MailchimpListsApi.Find(call).Id;
        var (status, since, before, email) = (call.Query("status"), Paths.ParseInstant(call.Query("since_last_changed")), Paths.ParseInstant(call.Query("before_last_changed")), call.Query("email_address"));
        var found = call.Account["members"].Ordered(call.Query("sort_field") == "last_changed" ? SortBy.Updated : SortBy.Sequence).Where(item => !item.Deleted && item.Text("list_id") == list
            && (status is null ? item.Text("status") != "archived" : item.Text("status") == status) && (since is null || item.Updated >= since) && (before is null || item.Updated <= before)
            && (email is null || string.Equals(item.Text("email_address"), email, StringComparison.OrdinalIgnoreCase)));
        var ordered = call.Query("sort_dir") == "DESC" ? found.Reverse() : found;
        return MailchimpListsApi.List(call, vendor, "members", [.. ordered.Select(item => (item, item.Body))], list);
    }

    private static Answer Add(Call call)
    {
        var list = MailchimpListsApi.Find(call).Id;
        if (call.Body.Text("email_address") is not { } email || !email.Contains('@', StringComparison.Ordinal) || call.Body.Text("status") is null)
        {
            throw Invalid("email_address", "This value should be a valid email, and status is required.");
        }

        if (call.Account["members"].Find(MailchimpData.Key(list, MailchimpData.Hash(email))) is { } present && present.Text("status") != "archived")
        {
            throw new Refusal(MailchimpVendor.Problem(400, "Member Exists", $"{email} is already a list member. Use PUT to insert or update list members."));
        }

        return Answer.Ok(MailchimpData.AddMember(call.Account, list, subscribed: true, Known(call.Body)).Element);
    }

    private static Answer Upsert(Call call)
    {
        var list = MailchimpListsApi.Find(call).Id;
        if (call.Account["members"].Find(MailchimpData.Key(list, HashOf(call))) is { } present)
        {
            return Answer.Ok(Change(call, present).Element);
        }

        if (call.Body.Text("email_address") is null || call.Body.Text("status_if_new") is not { } status)
        {
            throw Invalid("status_if_new", "email_address and status_if_new are required.");
        }

        var given = Known(call.Body);
        given["status"] = call.Body.Text("status") ?? status;
        return Answer.Ok(MailchimpData.AddMember(call.Account, list, subscribed: true, given).Element);
    }

    private static StoredObject Change(Call call, StoredObject member)
    {
        if (call.Body.Text("status") == "subscribed" && member.Text("status") is "unsubscribed" or "cleaned" && call.Body.Text("status") == "subscribed")
        {
            throw new Refusal(MailchimpVendor.Problem(400, "Member In Compliance State", $"{member.Text("email_address")} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed."));
        }

        var given = Known(call.Body);
        given.Remove("email_address");
        return call.Account["members"].Change(member.Id, body => body.Merge(given));
    }

    private static Answer Tag(Call call)
    {
        var member = Find(call);
        call.Account["members"].Change(member.Id, body =>
        {
            var tags = (JsonArray)body["tags"]!;
            foreach (var tag in call.Body.Objects("tags"))
            {
                var present = tags.OfType<JsonObject>().FirstOrDefault(item => item.Text("name") == tag.Text("name"));
                if (tag.Text("status") == "inactive" && present is not null)
                {
                    tags.Remove(present);
                }
                else if (tag.Text("status") != "inactive" && present is null)
                {
                    tags.Add(new JsonObject { ["id"] = call.Account.NextSequence(), ["name"] = tag.Text("name") });
                }
            }

            body["tags_count"] = tags.Count;
        });
        return Answer.Empty(204);
    }

    /// <summary>Up to 500 at once; those that fail are named, the others are done.</summary>
    private static Answer Many(Call call)
    {
        var list = MailchimpListsApi.Find(call).Id;
        var (created, updated, errors) = (new List<object>(), new List<object>(), new List<object>());
        foreach (var given in call.Body.Objects("members").Take(500))
        {
            var email = given.Text("email_address") ?? "";
            var present = call.Account["members"].Find(MailchimpData.Key(list, MailchimpData.Hash(email)));
            if (!email.Contains('@', StringComparison.Ordinal) || (present is not null && !call.Body.Flag("update_existing")))
            {
                errors.Add(new { email_address = email, error = present is null ? "Please provide a valid email address." : $"{email} is already a list member.", error_code = present is null ? "ERROR_GENERIC" : "ERROR_CONTACT_EXISTS" });
            }
            else if (present is null)
            {
                created.Add(MailchimpData.AddMember(call.Account, list, subscribed: true, Known(given)).Element);
            }
            else
            {
                updated.Add(call.Account["members"].Change(present.Id, body => body.Merge(Known(given))).Element);
            }
        }

        return Answer.Ok(new { new_members = created, updated_members = updated, errors, total_created = created.Count, total_updated = updated.Count, error_count = errors.Count });
    }

    private static JsonObject Known(JsonObject given) => new(given.Where(pair => Settable.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static string HashOf(Call call) => call.Route("hash").Contains('@', StringComparison.Ordinal) ? MailchimpData.Hash(call.Route("hash")) : call.Route("hash");

    private static StoredObject Find(Call call) => call.Account["members"].Find(MailchimpData.Key(MailchimpListsApi.Find(call).Id, HashOf(call))) ?? throw MailchimpVendor.Missing();

    private static Refusal Invalid(string field, string message) => new(MailchimpVendor.Problem(400, "Invalid Resource", "The resource submitted could not be validated.", new[] { new { field, message } }));
}
