using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Twilio;

/// <summary>Messages, numbers, balance, usage and look-ups.</summary>
internal static class TwilioApi
{
    private const string Root = "/2010-04-01/Accounts/{account}";

    public static void Map(Api api, TwilioVendor vendor)
    {
        api.Get("/2010-04-01/Accounts.json", call => Answer.Ok(new { accounts = new[] { Self(call) }, page = 0, page_size = 50, uri = call.Request.Path.Value, next_page_uri = (string?)null }));
        api.Get("/2010-04-01/Accounts/{account}.json", call => Answer.Ok(Self(call)));
        api.Get($"{Root}/Messages.json", call => List(call, vendor));
        api.Post($"{Root}/Messages.json", call => Send(call, vendor));
        api.Get($"{Root}/Messages/{{sid}}.json", call => Answer.Ok(TwilioMessages.Shape(Find(call, "messages"))));
        api.Post($"{Root}/Messages/{{sid}}.json", Update);
        api.Delete($"{Root}/Messages/{{sid}}.json", call =>
        {
            call.Account["messages"].Delete(Find(call, "messages").Id);
            return Answer.Empty(204);
        });
        api.Get($"{Root}/IncomingPhoneNumbers.json", call => Answer.Ok(Envelope(call, "incoming_phone_numbers", new Page(call.Account["numbers"].Live, null), 50)));
        api.Post($"{Root}/IncomingPhoneNumbers/{{sid}}.json", call => Answer.Ok(call.Account["numbers"].Change(Find(call, "numbers").Id, body =>
        {
            foreach (var (field, name) in new[] { ("SmsUrl", "sms_url"), ("SmsMethod", "sms_method"), ("StatusCallback", "status_callback"), ("FriendlyName", "friendly_name") })
            {
                body[name] = call.Field(field) ?? body.Text(name);
            }
        }).Element));
        api.Get($"{Root}/Balance.json", call => Answer.Ok(new { account_sid = call.Account.Id, balance = "87.41", currency = "USD" }));
        api.Get($"{Root}/Usage/Records/Daily.json", Usage);
        api.Get("/v2/PhoneNumbers/{number}", call => Answer.Ok(new { calling_country_code = "1", country_code = "US", phone_number = call.Route("number"), national_format = call.Route("number"), valid = call.Route("number").StartsWith('+'), validation_errors = Array.Empty<string>(), line_type_intelligence = call.Query("Fields") is null ? null : new { type = "mobile", carrier_name = "Sandbox Mobile" }, url = $"{call.Origin}/v2/PhoneNumbers/{call.Route("number")}" }));
        api.Get("/v1/Services", call => Answer.Ok(new { services = Array.Empty<object>(), meta = new { page = 0, page_size = 50, first_page_url = $"{call.Origin}/v1/Services?PageSize=50&Page=0", previous_page_url = (string?)null, url = $"{call.Origin}/v1/Services?PageSize=50&Page=0", next_page_url = (string?)null, key = "services" } }));
    }

    private static Answer List(Call call, TwilioVendor vendor)
    {
        var size = Math.Clamp(call.QueryNumber("PageSize", 50), 1, 1000);
        var (from, to, on) = (Paths.ParseInstant(call.Query("DateSent>")), Paths.ParseInstant(call.Query("DateSent<")), call.Query("DateSent"));
        var page = vendor.Simulation.Pager.After(call.Account["messages"], SortBy.Created, descending: true, call.Query("PageToken"), size, item =>
            !item.Deleted && (call.Query("To") is not { } receiver || item.Text("to") == receiver) && (call.Query("From") is not { } sender || item.Text("from") == sender)
            && (from is null || item.Created >= from) && (to is null || item.Created <= to) && (on is null || item.Created.Day() == on), () => TwilioVendor.Error(400, 20001, "Invalid PageToken"));
        return Answer.Ok(Envelope(call, "messages", page, size));
    }

    private static object Self(Call call) => new { sid = call.Account.Id, friendly_name = call.Account.Name, status = "active", type = "Full", auth_token = "hidden", date_created = TwilioMessages.Date(call.Now.AddDays(-300)), date_updated = TwilioMessages.Date(call.Now.AddDays(-300)), uri = $"/2010-04-01/Accounts/{call.Account.Id}.json" };

    /// <summary>The next page is named by a relative address, and by a token in it that cannot be made up.</summary>
    private static JsonObject Envelope(Call call, string name, Page page, int size)
    {
        var path = call.Request.Path.Value!;
        var number = call.QueryNumber("Page", 0);
        var kept = string.Concat(call.Request.Query.Where(pair => pair.Key is not ("Page" or "PageToken" or "PageSize")).Select(pair => $"&{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        return new JsonObject
        {
            [name] = Paths.Array(page.Items.Select(item => (JsonNode)TwilioMessages.Shape(item))), ["page"] = number, ["page_size"] = size, ["start"] = number * size, ["end"] = (number * size) + Math.Max(0, page.Items.Count - 1), ["uri"] = $"{path}?PageSize={size}&Page={number}{kept}", ["first_page_uri"] = $"{path}?PageSize={size}&Page=0{kept}",
            ["previous_page_uri"] = null, ["next_page_uri"] = page.Next is null ? null : $"{path}?PageSize={size}&Page={number + 1}{kept}&PageToken={page.Next}",
        };
    }

    private static Answer Send(Call call, TwilioVendor vendor)
    {
        var (to, from, service, body) = (call.Field("To"), call.Field("From"), call.Field("MessagingServiceSid"), call.Field("Body"));
        if (to is null || !to.StartsWith('+') || to.Length < 9 || !to[1..].All(char.IsDigit))
        {
            throw TwilioVendor.Bad(21211, $"The 'To' number {to} is not a valid phone number.");
        }

        if (from is null && service is null)
        {
            throw TwilioVendor.Bad(21603, "A 'From' phone number is required.");
        }

        if (from is not null && !call.Account["numbers"].Live.Any(number => number.Text("phone_number") == from))
        {
            throw TwilioVendor.Bad(21606, $"The 'From' phone number provided ({from}) is not a valid message-capable Twilio phone number for this destination/account.");
        }

        if (string.IsNullOrEmpty(body) && call.Field("ContentSid") is null && call.Field("MediaUrl") is null)
        {
            throw TwilioVendor.Bad(21602, "Message body is required.");
        }

        if (body?.Length > 1600)
        {
            throw TwilioVendor.Bad(21617, "The concatenated message body exceeds the 1600 character limit.");
        }

        if (TwilioMessages.OptedOut(call.Account, to))
        {
            throw TwilioVendor.Bad(21610, "Attempt to send to unsubscribed recipient");
        }

        var message = TwilioMessages.Add(call.Account, "outbound-api", from ?? call.Account["numbers"].Live[0].Text("phone_number")!, to, body ?? "", service is null ? "queued" : "accepted", call.Field("StatusCallback"), service);
        return Answer.Of(201, TwilioMessages.Shape(message));
    }

    private static Answer Update(Call call)
    {
        var message = Find(call, "messages");
        return Answer.Ok(TwilioMessages.Shape(call.Account["messages"].Change(message.Id, body =>
        {
            if (call.Field("Status") == "canceled")
            {
                body["status"] = body.Text("status") is "scheduled" or "queued" or "accepted" ? "canceled" : throw TwilioVendor.Bad(30409, "Message is not in a cancelable state");
            }

            if (call.Form.ContainsKey("Body"))
            {
                body["body"] = "";
            }
        })));
    }

    private static Answer Usage(Call call) => Answer.Ok(new
    {
        usage_records = call.Account["messages"].Live.GroupBy(item => item.Created.Day()).OrderByDescending(day => day.Key).Take(50)
            .Select(day => new { account_sid = call.Account.Id, category = "sms", start_date = day.Key, end_date = day.Key, count = day.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), count_unit = "messages", usage = day.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), usage_unit = "messages", price = "0.0079", price_unit = "usd" }),
        page = 0, page_size = 50,
    });

    private static StoredObject Find(Call call, string collection) => call.Account[collection].Find(call.Route("sid")) ?? throw TwilioVendor.Missing($"The requested resource {call.Request.Path} was not found");
}
