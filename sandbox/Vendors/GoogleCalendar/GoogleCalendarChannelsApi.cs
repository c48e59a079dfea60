using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Vendors.Google;

namespace BookedBarber.Sandbox.Vendors.GoogleCalendar;

/// <summary>Channels: messages without a body that say only that something changed. They end by themselves and are not renewed.</summary>
internal static class GoogleCalendarChannelsApi
{
    private const long LongestSeconds = 604_800;

    public static void Map(Api api, GoogleCalendarVendor vendor)
    {
        api.Post("/calendar/v3/calendars/{calendar}/events/watch", call => Watch(call, vendor));
        api.Post("/calendar/v3/channels/stop", call =>
        {
            var channel = vendor.Simulation.Webhooks.Subscriptions.FirstOrDefault(item => item.Id == call.Body.Text("id") && item.Extra.Text("resourceId") == call.Body.Text("resourceId")) ?? throw GoogleVendor.Missing();
            vendor.Simulation.Webhooks.Unsubscribe(channel.Id);
            return Answer.Empty(204);
        });
    }

    public static void Tell(GoogleCalendarVendor vendor, Account account, string calendar)
    {
        foreach (var subscription in vendor.Simulation.Webhooks.Subscriptions)
        {
            var expires = subscription.Extra.Number("expiration");
            if ((subscription.Extra.Text("calendar") ?? calendar) == calendar && (subscription.AccountId ?? account.Id) == account.Id && (expires == 0 || expires > account.Now.ToUnixTimeMilliseconds()))
            {
                vendor.Simulation.Webhooks.Send(subscription, Message(account, subscription, calendar, "exists", account.NextSequence()));
            }
        }
    }

    private static Answer Watch(Call call, GoogleCalendarVendor vendor)
    {
        var calendar = GoogleCalendarEventsApi.Calendar(call).Id;
        if (call.Body.Text("id") is not { Length: > 0 and <= 64 } id || call.Body.Text("type") is not ("web_hook" or "webhook") || !System.Uri.TryCreate(call.Body.Text("address"), UriKind.Absolute, out _))
        {
            throw GoogleVendor.Bad("id, type web_hook and address are required.");
        }

        if (vendor.Simulation.Webhooks.Subscriptions.Any(item => item.Id == id))
        {
            throw new Refusal(GoogleVendor.Error(400, "INVALID_ARGUMENT", "channelIdNotUnique", $"Channel id {id} not unique"));
        }

        var seconds = call.Body.At("params.ttl") is null ? LongestSeconds : Math.Clamp(call.Body.Number("params.ttl"), 1, LongestSeconds);
        var extra = new JsonObject { ["calendar"] = calendar, ["resourceId"] = Secrets.Derive($"resource:{calendar}", 27), ["expiration"] = call.Now.AddSeconds(seconds).ToUnixTimeMilliseconds() };
        var channel = vendor.Simulation.Webhooks.Subscribe(new Subscription(id, call.Body.Text("address")!, call.Body.Text("token") ?? "", [], call.Account.Id, extra));
        vendor.Simulation.Webhooks.Send(channel, Message(call.Account, channel, calendar, "sync", 1));
        return Answer.Ok(new { kind = "api#channel", id, resourceId = extra.Text("resourceId"), resourceUri = Uri(call.Origin, calendar), token = call.Body.Text("token"), expiration = extra.Text("expiration") });
    }

    private static WebhookMessage Message(Account account, Subscription channel, string calendar, string state, long number)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Goog-Channel-ID"] = channel.Id, ["X-Goog-Message-Number"] = number.ToString(CultureInfo.InvariantCulture), ["X-Goog-Resource-ID"] = channel.Extra.Text("resourceId") ?? Secrets.Derive($"resource:{calendar}", 27), ["X-Goog-Resource-State"] = state, ["X-Goog-Resource-URI"] = Uri("https://www.googleapis.com", calendar),
        };
        if (channel.Extra.Number("expiration") is > 0 and var expires)
        {
            headers["X-Goog-Channel-Expiration"] = DateTimeOffset.FromUnixTimeMilliseconds(expires).ToString("r", CultureInfo.InvariantCulture);
        }

        return new WebhookMessage($"{channel.Id}:{number}", account.Id, state, [], null) { Headers = headers };
    }

    private static string Uri(string origin, string calendar) => $"{origin}/calendar/v3/calendars/{System.Uri.EscapeDataString(calendar)}/events?alt=json";
}
