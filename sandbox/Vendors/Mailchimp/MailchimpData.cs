using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Fills an account: two audiences, their members, campaigns that were sent and their reports.</summary>
internal static class MailchimpData
{
    public static void Fill(Account account)
    {
        AddList(account, $"{account.Name} Clients");
        AddList(account, $"{account.Name} Candidates");
        Filling.Times(90, () => AddMember(account, account["lists"].Live[0].Id));
        Filling.Times(20, () => AddMember(account, account["lists"].Live[1].Id));
        Filling.Times(6, () => AddCampaign(account));
    }

    /// <summary>The member's id: MD5 of the lower-case address. It changes with the address.</summary>
#pragma warning disable CA5351 // Mailchimp's identity of a member, no protection of anything
    public static string Hash(string email) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant())));
#pragma warning restore CA5351

    public static string Key(string list, string hash) => $"{list}:{hash}";

    public static StoredObject AddMember(Account account, string list, bool subscribed = false, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        while (given is null && account["members"].Find(Key(list, Hash(person.Email))) is not null)
        {
            person = Person.Draw(account.Dice);
        }

        var email = given.Text("email_address") ?? person.Email;
        var hash = Hash(email);
        if (account["members"].Find(Key(list, hash)) is { } present)
        {
            return present;
        }

        var at = account.Moment(200);
        var body = new JsonObject
        {
            ["id"] = hash, ["email_address"] = email, ["unique_email_id"] = account.Dice.Hex(10), ["contact_id"] = account.Dice.Hex(32), ["full_name"] = given is null ? person.Full : "", ["web_id"] = account.NextSequence(), ["email_type"] = "html",
            ["status"] = subscribed || !account.Filling || account.Dice.Chance(80) ? "subscribed" : account.Dice.Pick(["unsubscribed", "cleaned", "pending"]), ["consents_to_one_to_one_messaging"] = true,
            ["merge_fields"] = given is null ? new JsonObject { ["FNAME"] = person.First, ["LNAME"] = person.Last, ["PHONE"] = person.Phone } : new JsonObject(), ["interests"] = new JsonObject(),
            ["stats"] = new JsonObject { ["avg_open_rate"] = 0.42, ["avg_click_rate"] = 0.08, ["ecommerce_data"] = new JsonObject { ["total_revenue"] = 0, ["number_of_orders"] = 0, ["currency_code"] = "USD" } },
            ["ip_signup"] = "", ["timestamp_signup"] = "", ["ip_opt"] = "192.0.2.10", ["timestamp_opt"] = MailchimpVendor.Zoned(at), ["member_rating"] = 3, ["language"] = "en", ["vip"] = false, ["email_client"] = "",
            ["location"] = new JsonObject { ["latitude"] = 0, ["longitude"] = 0, ["gmtoff"] = 0, ["dstoff"] = 0, ["country_code"] = "US", ["timezone"] = "America/New_York", ["region"] = "NY" },
            ["source"] = given is null ? "Import" : "API - Generic", ["tags_count"] = 0, ["tags"] = new JsonArray(), ["list_id"] = list, ["_links"] = new JsonArray(),
        };
        body.Merge(given ?? []);
        return account["members"].Add(Key(list, hash), body, at);
    }

    public static StoredObject AddCampaign(Account account, JsonObject? given = null)
    {
        var (id, at, list) = (account.Dice.Hex(10), account.Moment(90), account["lists"].Live[0]);
        var (sent, title) = (given is null ? account["members"].Live.Count(item => item.Text("list_id") == list.Id && item.Text("status") == "subscribed") : 0, $"Offer {account["campaigns"].Count + 1}");
        var (opens, clicks) = (sent * 2 / 5, sent / 12);
        var body = new JsonObject
        {
            ["id"] = id, ["web_id"] = account.NextSequence(), ["type"] = "regular", ["create_time"] = MailchimpVendor.Zoned(at), ["archive_url"] = "", ["long_archive_url"] = "", ["status"] = given is null ? "sent" : "save", ["emails_sent"] = sent,
            ["send_time"] = given is null ? MailchimpVendor.Zoned(at) : "", ["content_type"] = "template", ["needs_block_refresh"] = false, ["resendable"] = false,
            ["recipients"] = new JsonObject { ["list_id"] = list.Id, ["list_is_active"] = true, ["list_name"] = list.Text("name"), ["segment_text"] = "", ["recipient_count"] = sent },
            ["settings"] = new JsonObject { ["subject_line"] = "A fresh cut this week", ["title"] = title, ["from_name"] = account.Name, ["reply_to"] = "shop@example.com" },
            ["tracking"] = new JsonObject { ["opens"] = true, ["html_clicks"] = true },
            ["report_summary"] = new JsonObject { ["opens"] = opens + 9, ["unique_opens"] = opens, ["open_rate"] = 0.4, ["clicks"] = clicks + 2, ["subscriber_clicks"] = clicks, ["click_rate"] = 0.08, ["ecommerce"] = Ecommerce() },
            ["delivery_status"] = new JsonObject { ["enabled"] = false }, ["_links"] = new JsonArray(),
        };
        body.Merge(given ?? []);
        return account["campaigns"].Add(id, body, at);
    }

    public static JsonObject Report(StoredObject campaign, IReadOnlyList<StoredObject> members)
    {
        var opens = campaign.Number("report_summary.unique_opens");
        return new JsonObject
        {
            ["id"] = campaign.Id, ["campaign_title"] = campaign.Text("settings.title"), ["type"] = "regular", ["list_id"] = campaign.Text("recipients.list_id"), ["list_is_active"] = true, ["list_name"] = campaign.Text("recipients.list_name"),
            ["subject_line"] = campaign.Text("settings.subject_line"), ["preview_text"] = "", ["emails_sent"] = campaign.Number("emails_sent"), ["abuse_reports"] = 0, ["unsubscribed"] = members.Count(item => item.Text("status") == "unsubscribed"), ["send_time"] = campaign.Text("send_time"),
            ["bounces"] = new JsonObject { ["hard_bounces"] = members.Count(item => item.Text("status") == "cleaned"), ["soft_bounces"] = 1, ["syntax_errors"] = 0 },
            ["forwards"] = new JsonObject { ["forwards_count"] = 0, ["forwards_opens"] = 0 },
            ["opens"] = new JsonObject { ["opens_total"] = campaign.Number("report_summary.opens"), ["unique_opens"] = opens, ["open_rate"] = 0.4, ["last_open"] = campaign.Text("send_time") },
            ["clicks"] = new JsonObject { ["clicks_total"] = campaign.Number("report_summary.clicks"), ["unique_clicks"] = campaign.Number("report_summary.subscriber_clicks"), ["unique_subscriber_clicks"] = campaign.Number("report_summary.subscriber_clicks"), ["click_rate"] = 0.08, ["last_click"] = campaign.Text("send_time") },
            ["ecommerce"] = Ecommerce(), ["_links"] = new JsonArray(),
        };
    }

    private static JsonObject Ecommerce() => new() { ["total_orders"] = 3, ["total_spent"] = 126.00m, ["total_revenue"] = 126.00m, ["currency_code"] = "USD" };

    private static void AddList(Account account, string name)
    {
        var id = account.Dice.Hex(10);
        account["lists"].Add(id, new JsonObject
        {
            ["id"] = id, ["web_id"] = account.NextSequence(), ["name"] = name, ["contact"] = new JsonObject { ["company"] = account.Name, ["address1"] = "100 Main Street", ["address2"] = "", ["city"] = "Springfield", ["state"] = "NY", ["zip"] = "10001", ["country"] = "US", ["phone"] = "" },
            ["permission_reminder"] = "You asked for it in the shop.", ["use_archive_bar"] = true, ["campaign_defaults"] = new JsonObject { ["from_name"] = account.Name, ["from_email"] = "shop@example.com", ["subject"] = "", ["language"] = "en" },
            ["notify_on_subscribe"] = "", ["notify_on_unsubscribe"] = "", ["date_created"] = MailchimpVendor.Zoned(account.Now.AddDays(-400)), ["list_rating"] = 4, ["email_type_option"] = false, ["visibility"] = "prv", ["double_optin"] = false, ["has_welcome"] = false,
            ["marketing_permissions"] = false, ["modules"] = new JsonArray(), ["_links"] = new JsonArray(),
        }, account.Now.AddDays(-400));
    }
}
