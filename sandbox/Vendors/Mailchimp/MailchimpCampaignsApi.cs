using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Campaigns and what became of them.</summary>
internal static class MailchimpCampaignsApi
{
    public static void Map(Api api, MailchimpVendor vendor)
    {
        api.Get("/3.0/campaigns", call => List(call, vendor));
        api.Get("/3.0/campaigns/{id}", call => Answer.Ok(Find(call).Element));
        api.Post("/3.0/campaigns", call => Answer.Ok(MailchimpData.AddCampaign(call.Account, call.Body).Element));
        api.Put("/3.0/campaigns/{id}/content", call =>
        {
            call.Account["campaigns"].Change(Find(call).Id, body => body["content_type"] = "html");
            return Answer.Ok(new { plain_text = call.Body.Text("plain_text") ?? "", html = call.Body.Text("html") ?? "" });
        });
        api.Get("/3.0/campaigns/{id}/send-checklist", call => Answer.Ok(new { is_ready = Find(call).Text("settings.subject_line") is not null, items = Array.Empty<object>() }));
        api.Post("/3.0/campaigns/{id}/actions/send", Send);
        api.Get("/3.0/reports", call => Reports(call, vendor));
        api.Get("/3.0/reports/{id}", call => Answer.Ok(MailchimpData.Report(Sent(call), Members(call, Sent(call)))));
        api.Get("/3.0/reports/{id}/email-activity", call => Activity(call, vendor));
    }

    private static Answer List(Call call, MailchimpVendor vendor)
    {
        var (status, sent, created) = (call.Query("status"), Paths.ParseInstant(call.Query("since_send_time")), Paths.ParseInstant(call.Query("since_create_time")));
        return MailchimpListsApi.List(call, vendor, "campaigns", [.. call.Account["campaigns"].Live.Where(item => (status is null || item.Text("status") == status) && (sent is null || item.Body.Instant("send_time") >= sent) && (created is null || item.Body.Instant("create_time") >= created))
            .OrderBy(item => item.Text("send_time"), StringComparer.Ordinal).Select(item => (item, item.Body))]);
    }

    private static Answer Reports(Call call, MailchimpVendor vendor)
    {
        var since = Paths.ParseInstant(call.Query("since_send_time"));
        return MailchimpListsApi.List(call, vendor, "reports", [.. call.Account["campaigns"].Live.Where(item => item.Text("status") == "sent" && (since is null || item.Body.Instant("send_time") >= since)).Select(item => (item, MailchimpData.Report(item, Members(call, item))))]);
    }

    private static Answer Activity(Call call, MailchimpVendor vendor)
    {
        var campaign = Sent(call);
        var opened = Members(call, campaign).Where(item => item.Text("status") == "subscribed").Take((int)campaign.Number("report_summary.unique_opens"));
        return MailchimpListsApi.List(call, vendor, "emails", [.. opened.Select(item => (item, new JsonObject
        {
            ["campaign_id"] = campaign.Id, ["list_id"] = item.Text("list_id"), ["email_id"] = item.Text("id"), ["email_address"] = item.Text("email_address"),
            ["activity"] = new JsonArray(new JsonObject { ["action"] = "open", ["timestamp"] = campaign.Text("send_time"), ["ip"] = "192.0.2.10" }),
        }))]);
    }

    private static Answer Send(Call call)
    {
        var campaign = Find(call);
        if (campaign.Text("status") == "sent")
        {
            throw new Refusal(MailchimpVendor.Problem(400, "Bad Request", "This campaign was already sent."));
        }

        var sent = Members(call, campaign).Count(item => item.Text("status") == "subscribed");
        call.Account["campaigns"].Change(campaign.Id, body =>
        {
            body["status"] = "sent";
            body["send_time"] = MailchimpVendor.Zoned(call.Now);
            body["emails_sent"] = sent;
        });
        return Answer.Empty(204);
    }

    private static IReadOnlyList<StoredObject> Members(Call call, StoredObject campaign) => [.. call.Account["members"].Live.Where(item => item.Text("list_id") == campaign.Text("recipients.list_id"))];

    private static StoredObject Find(Call call) => call.Account["campaigns"].Find(call.Route("id")) ?? throw MailchimpVendor.Missing();

    private static StoredObject Sent(Call call) => Find(call) is var campaign && campaign.Text("status") == "sent" ? campaign : throw MailchimpVendor.Missing();
}
