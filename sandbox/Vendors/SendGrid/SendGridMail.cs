using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.SendGrid;

/// <summary>Messages and what becomes of them.</summary>
internal static class SendGridMail
{
    public static readonly string[] Lists = ["bounces", "blocks", "invalid_emails", "spam_reports", "unsubscribes"];

    /// <summary>What can be made to happen to the latest message, by the event's own name.</summary>
    public static readonly string[] Kinds = ["delivered", "deferred", "bounce", "open", "click", "spamreport", "unsubscribe", "dropped"];

    private static readonly Dictionary<string, string> Suppressing = new(StringComparer.Ordinal) { ["bounce"] = "bounces", ["spamreport"] = "spam_reports", ["unsubscribe"] = "unsubscribes" };

    public static StoredObject Draw(Account account)
    {
        var person = Person.Draw(account.Dice);
        var message = Add(account, person.Email, "shop@example.com", "Your appointment", []);
        return account["messages"].Change(message.Id, body =>
        {
            body["status"] = "delivered";
            body["opens_count"] = account.Dice.Below(3);
        });
    }

    public static StoredObject Add(Account account, string to, string from, string subject, JsonObject custom)
    {
        var (id, at) = ($"{account.Dice.Text(22)}.filterdrecv-{account.Dice.Hex(8)}-{account.Dice.Hex(5)}-0", account.Moment());
        return account["messages"].Add(id, new JsonObject { ["from_email"] = from, ["msg_id"] = id, ["subject"] = subject, ["to_email"] = to, ["status"] = "processing", ["opens_count"] = 0, ["clicks_count"] = 0, ["last_event_time"] = at.IsoSeconds(), ["$custom"] = custom.DeepClone() }, at);
    }

    public static StoredObject Suppress(Account account, string list, string email)
    {
        var at = account.Moment();
        var body = new JsonObject { ["created"] = at.ToUnixTimeSeconds(), ["email"] = email };
        if (list is "bounces" or "blocks" or "invalid_emails")
        {
            body["reason"] = list == "bounces" ? "550 5.1.1 The email account that you tried to reach does not exist." : list == "blocks" ? "550 5.7.1 Blocked" : "Mail domain mentioned in email address is unknown";
        }

        if (list is "bounces" or "blocks")
        {
            body["status"] = "5.1.1";
        }

        if (list == "spam_reports")
        {
            body["ip"] = "192.0.2.10";
        }

        return account[list].Find(email) ?? account[list].Add(email, body, at);
    }

    /// <summary>An event for the latest message; those by which a receiver is lost also suppress the address.</summary>
    public static object Happen(SendGridVendor vendor, Account account, Wishes wishes, string kind)
    {
        var email = wishes.Text("email");
        wishes.Finish();
        var message = account["messages"].Live.LastOrDefault(item => email is null || item.Text("to_email") == email) ?? Add(account, email!, "shop@example.com", "Your appointment", []);
        if (Suppressing.TryGetValue(kind, out var list))
        {
            Suppress(account, list, message.Text("to_email")!);
        }

        Event(vendor, account, message, kind);
        return new { messageId = message.Id, email = message.Text("to_email"), @event = kind };
    }

    public static void Event(SendGridVendor vendor, Account account, StoredObject message, string kind)
    {
        account["messages"].Change(message.Id, body =>
        {
            body["status"] = kind switch { "delivered" or "open" or "click" => "delivered", "bounce" or "dropped" => "not_delivered", _ => body.Text("status") };
            body["opens_count"] = body.Number("opens_count") + (kind == "open" ? 1 : 0);
            body["clicks_count"] = body.Number("clicks_count") + (kind == "click" ? 1 : 0);
            body["last_event_time"] = account.Now.IsoSeconds();
        });
        var id = account.Dice.Text(24);
        var body = new JsonObject { ["email"] = message.Text("to_email"), ["event"] = kind, ["sg_event_id"] = id, ["sg_message_id"] = message.Id, ["smtp-id"] = $"<{message.Id}>", ["timestamp"] = account.Now.ToUnixTimeSeconds() };
        foreach (var (name, value) in kind switch
        {
            "bounce" => new (string, string)[] { ("reason", "550 5.1.1 The email account that you tried to reach does not exist."), ("status", "5.1.1"), ("type", "bounce") },
            "dropped" => [("reason", "Unsubscribed Address")],
            "delivered" => [("response", "250 OK")],
            "open" => [("useragent", "Mozilla/5.0"), ("ip", "192.0.2.10")],
            "click" => [("url", "https://example.com/book"), ("useragent", "Mozilla/5.0"), ("ip", "192.0.2.10")],
            _ => [],
        })
        {
            body[name] = value;
        }

        foreach (var (name, value) in message.Body["$custom"] as JsonObject ?? [])
        {
            body[name] = value?.DeepClone();
        }

        var bytes = Encoding.UTF8.GetBytes($"[{body.ToJsonString()}]\r\n");
        vendor.Simulation.Webhooks.Publish(account.Id, kind, _ => new WebhookMessage(id, account.Id, kind, bytes, "application/json"));
    }
}
