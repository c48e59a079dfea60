using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Twilio;

/// <summary>Messages in both directions, and who has opted out.</summary>
internal static class TwilioMessages
{
    private static readonly string[] Stops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"];
    private static readonly string[] Starts = ["START", "YES", "UNSTOP"];

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static void AddNumber(Account account, string number)
    {
        var sid = $"PN{account.Dice.Hex(32)}";
        account["numbers"].Add(sid, new JsonObject
        {
            ["sid"] = sid, ["account_sid"] = account.Id, ["friendly_name"] = number, ["phone_number"] = number, ["sms_url"] = "", ["sms_method"] = "POST", ["sms_fallback_url"] = "", ["status_callback"] = "", ["voice_url"] = "",
            ["capabilities"] = new JsonObject { ["voice"] = true, ["sms"] = true, ["mms"] = true, ["fax"] = false }, ["date_created"] = Date(account.Now.AddDays(-200)), ["beta"] = false, ["origin"] = "twilio", ["uri"] = $"/2010-04-01/Accounts/{account.Id}/IncomingPhoneNumbers/{sid}.json",
        }, account.Now.AddDays(-200));
    }

    public static StoredObject Draw(Account account)
    {
        var person = Person.Draw(account.Dice);
        var number = account["numbers"].Live[0].Text("phone_number")!;
        return account.Dice.Chance(75)
            ? Add(account, "outbound-api", number, person.Phone, $"Hi {person.First}, see you tomorrow at {account.Dice.Between(9, 18)}:00.", "delivered", null)
            : Add(account, "inbound", person.Phone, number, account.Dice.Pick(["Yes, see you then", "Can I come an hour later?", "Thanks!"]), "received", null);
    }

    public static StoredObject Add(Account account, string direction, string from, string to, string body, string status, string? callback, string? service = null)
    {
        var (sid, at) = ($"SM{account.Dice.Hex(32)}", account.Moment());
        var segments = Math.Max(1, (body.Length + 159) / 160).ToString(CultureInfo.InvariantCulture);
        return account["messages"].Add(sid, new JsonObject
        {
            ["sid"] = sid, ["account_sid"] = account.Id, ["messaging_service_sid"] = service, ["from"] = from, ["to"] = to, ["body"] = body, ["status"] = status, ["direction"] = direction, ["num_segments"] = segments, ["num_media"] = "0", ["price"] = status is "delivered" or "received" ? "-0.00790" : null, ["price_unit"] = "USD",
            ["error_code"] = null, ["error_message"] = null, ["api_version"] = "2010-04-01", ["date_created"] = Date(at), ["date_sent"] = Date(at), ["uri"] = $"/2010-04-01/Accounts/{account.Id}/Messages/{sid}.json",
            ["subresource_uris"] = new JsonObject { ["media"] = $"/2010-04-01/Accounts/{account.Id}/Messages/{sid}/Media.json", ["feedback"] = $"/2010-04-01/Accounts/{account.Id}/Messages/{sid}/Feedback.json" }, ["$callback"] = callback,
        }, at);
    }

    public static bool OptedOut(Account account, string to) => account["optouts"].Find(to) is not null;

    /// <summary>Somebody writes. A keyword takes effect at once, and the message says so.</summary>
    public static object Receive(TwilioVendor vendor, Account account, Wishes wishes)
    {
        var (from, body) = (wishes.Text("from") ?? Person.Draw(account.Dice).Phone, wishes.Text("body") ?? "Do you have a chair free at five?");
        wishes.Finish();
        var word = body.Trim().ToUpperInvariant();
        var optOut = Stops.Contains(word) ? "STOP" : Starts.Contains(word) ? "START" : word == "HELP" ? "HELP" : null;
        if (optOut == "STOP" && !OptedOut(account, from))
        {
            account["optouts"].Add(from, new JsonObject { ["to"] = from });
        }
        else if (optOut == "START" && OptedOut(account, from))
        {
            account["optouts"].Delete(from);
        }

        var number = account["numbers"].Live[0];
        var message = Add(account, "inbound", from, number.Text("phone_number")!, body, "received", null);
        var fields = new List<KeyValuePair<string, string>>
        {
            new("MessageSid", message.Id), new("SmsSid", message.Id), new("SmsMessageSid", message.Id), new("AccountSid", account.Id), new("From", from), new("To", message.Text("to")!), new("Body", body), new("NumMedia", "0"), new("NumSegments", message.Text("num_segments")!), new("ApiVersion", "2010-04-01"), new("SmsStatus", "received"),
        };
        if (optOut is not null)
        {
            fields.Add(new("OptOutType", optOut));
        }

        Tell(vendor, account, "message.received", number.Text("sms_url"), fields, message.Id);
        return new { messageSid = message.Id, from, optOut };
    }

    /// <summary>Moves messages that were accepted on to their end: sent and delivered, or undelivered with a code.</summary>
    public static object Settle(TwilioVendor vendor, Account account, Wishes wishes)
    {
        var error = wishes.NumberOrNull("errorCode");
        wishes.Finish();
        var open = account["messages"].Live.Where(item => item.Text("status") is "queued" or "accepted" or "sent").ToList();
        foreach (var message in open)
        {
            foreach (var status in error is null ? (string[])["sent", "delivered"] : ["sent", "undelivered"])
            {
                Move(vendor, account, message, status, status == "undelivered" ? error : null);
            }
        }

        return new { settled = open.Count };
    }

    public static void Move(TwilioVendor vendor, Account account, StoredObject message, string status, int? error)
    {
        account["messages"].Change(message.Id, body =>
        {
            body["status"] = status;
            body["error_code"] = error;
            body["price"] = status == "delivered" ? "-0.00790" : null;
        });
        var fields = new List<KeyValuePair<string, string>> { new("MessageSid", message.Id), new("SmsSid", message.Id), new("MessageStatus", status), new("SmsStatus", status), new("To", message.Text("to")!), new("From", message.Text("from")!), new("AccountSid", account.Id), new("ApiVersion", "2010-04-01") };
        if (error is not null)
        {
            fields.Add(new("ErrorCode", error.Value.ToString(CultureInfo.InvariantCulture)));
        }

        Tell(vendor, account, "message.status", message.Text("$callback"), fields, $"{message.Id}:{status}");
    }

    public static JsonObject Shape(StoredObject message)
    {
        var body = message.Copy();
        body.Remove("$callback");
        return body;
    }

    /// <summary>Goes to the address of the number or of the message itself, and to a steered one.</summary>
    private static void Tell(TwilioVendor vendor, Account account, string type, string? address, IReadOnlyList<KeyValuePair<string, string>> fields, string id)
    {
        var message = WebhookMessage.Form(id, account.Id, type, fields);
        if (!string.IsNullOrEmpty(address))
        {
            vendor.Simulation.Webhooks.Send(new Subscription(type, address, TwilioVendor.AuthToken, [], account.Id, []), message);
        }

        vendor.Simulation.Webhooks.Publish(account.Id, type, subscription => subscription.Url == address ? null : message);
    }
}
