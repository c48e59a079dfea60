using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.SendGrid;

/// <summary>Sending, and what is known of what was sent.</summary>
internal static partial class SendGridMailApi
{
    public static void Map(Api api, SendGridVendor vendor)
    {
        api.Get("/v3/scopes", _ => Answer.Ok(new { scopes = new[] { "mail.send", "suppression.read", "suppression.update", "stats.read", "templates.read", "user.webhooks.event.settings.read", "user.webhooks.event.settings.update", "messages.read" } }));
        api.Post("/v3/mail/send", call => Send(call, vendor));
        api.Post("/v3/mail/batch", call => Answer.Of(201, new { batch_id = call.Account.Dice.Text(32) }));
        api.Get("/v3/stats", Stats);
        api.Get("/v3/messages", Messages);
        api.Get("/v3/messages/{id}", call =>
        {
            var message = call.Account["messages"].Find(call.Route("id")) ?? throw new Refusal(SendGridVendor.Error(404, "Not Found"));
            return Answer.Ok(Shape(message));
        });
        api.Get("/v3/templates", _ => Answer.Ok(new { result = new[] { new { id = "d-0123456789abcdef0123456789abcdef", name = "Appointment reminder", generation = "dynamic", updated_at = "2026-01-05 10:00:00", versions = Array.Empty<object>() } }, _metadata = new { count = 1 } }));
        api.Get("/v3/verified_senders", _ => Answer.Ok(new { results = new[] { new { id = 1, nickname = "Shop", from_email = "shop@example.com", from_name = "Fade District", reply_to = "shop@example.com", verified = true, locked = false } } }));
    }

    private static Answer Send(Call call, SendGridVendor vendor)
    {
        var groups = call.Body.Objects("personalizations").ToList();
        if (groups.Count is < 1 or > 1000 || groups.Exists(group => !group.Objects("to").Any()))
        {
            throw SendGridVendor.Bad("The personalizations field is required and must have at least one personalization with a to.", "personalizations");
        }

        if (call.Body.Text("from.email") is not { } from)
        {
            throw SendGridVendor.Bad("The from object must be provided for every email send. It is an object that requires the email parameter, but may also contain a name parameter.", "from.email");
        }

        if (!from.EndsWith("@example.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new Refusal(SendGridVendor.Error(403, "The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.", "from"));
        }

        if (call.Body.Text("template_id") is null && (!call.Body.Objects("content").Any() || (call.Body.Text("subject") is null && groups.Exists(group => group.Text("subject") is null))))
        {
            throw SendGridVendor.Bad("The subject and content are required unless a template is used.", "content");
        }

        if (call.Body.Flag("mail_settings.sandbox_mode.enable"))
        {
            return Answer.Empty(200);
        }

        string? first = null;
        foreach (var group in groups)
        {
            var custom = (call.Body["custom_args"] as JsonObject)?.DeepClone() as JsonObject ?? [];
            custom.Merge(group["custom_args"] as JsonObject ?? []);
            foreach (var to in group.Objects("to").Select(receiver => receiver.Text("email") ?? ""))
            {
                var message = SendGridMail.Add(call.Account, to, from, group.Text("subject") ?? call.Body.Text("subject") ?? "", custom);
                first ??= message.Id;
                // A suppressed receiver is accepted as well, and dropped afterwards.
                var dropped = SendGridMail.Lists.Any(list => call.Account[list].Find(to) is not null);
                foreach (var kind in dropped ? (string[])["dropped"] : ["processed", "delivered"])
                {
                    SendGridMail.Event(vendor, call.Account, message, kind);
                }
            }
        }

        return Answer.Empty(202).With("X-Message-Id", first!.Split('.')[0]);
    }

    private static Answer Stats(Call call)
    {
        if (!DateOnly.TryParse(call.Query("start_date"), CultureInfo.InvariantCulture, out var start))
        {
            throw SendGridVendor.Bad("start_date is required, as YYYY-MM-DD", "start_date");
        }

        var end = DateOnly.TryParse(call.Query("end_date"), CultureInfo.InvariantCulture, out var asked) ? asked : DateOnly.FromDateTime(call.Now.UtcDateTime);
        var days = call.Account["messages"].Live.ToLookup(item => DateOnly.FromDateTime(item.Created.UtcDateTime));
        return Answer.Ok(Enumerable.Range(0, Math.Clamp(end.DayNumber - start.DayNumber + 1, 0, 400)).Select(start.AddDays).Select(day => new
        {
            date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            stats = new[]
            {
                new
                {
                    metrics = new
                    {
                        requests = days[day].Count(), processed = days[day].Count(), delivered = days[day].Count(item => item.Text("status") == "delivered"), opens = days[day].Sum(item => item.Number("opens_count")), unique_opens = days[day].Count(item => item.Number("opens_count") > 0), clicks = days[day].Sum(item => item.Number("clicks_count")),
                        unique_clicks = days[day].Count(item => item.Number("clicks_count") > 0), bounces = days[day].Count(item => item.Text("status") == "not_delivered"), blocks = 0, bounce_drops = 0, spam_reports = 0, spam_report_drops = 0, unsubscribes = 0, unsubscribe_drops = 0, invalid_emails = 0, deferred = 0,
                    },
                },
            },
        }));
    }

    /// <summary>No cursor: slices of time, by a query in which two times stand.</summary>
    private static Answer Messages(Call call)
    {
        var times = Times().Matches(call.Query("query") ?? "").Select(match => Paths.ParseInstant(match.Groups["at"].Value)).OfType<DateTimeOffset>().ToList();
        var (from, to) = times.Count == 2 ? (times[0], times[1]) : (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return Answer.Ok(new { messages = call.Account["messages"].Live.Where(item => item.Body.Instant("last_event_time") >= from && item.Body.Instant("last_event_time") <= to).OrderByDescending(item => item.Text("last_event_time"), StringComparer.Ordinal).Take(Math.Clamp(call.QueryNumber("limit", 10), 1, 1000)).Select(Shape) });
    }

    private static JsonObject Shape(StoredObject message)
    {
        var body = message.Copy();
        body.Remove("$custom");
        return body;
    }

    [GeneratedRegex("""TIMESTAMP\s+"(?<at>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Times();
}
