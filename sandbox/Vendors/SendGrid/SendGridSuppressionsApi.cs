using System.Globalization;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.SendGrid;

/// <summary>Who must not be written to, and why: bare lists by time, offset and limit, and the global list of those who left.</summary>
internal static class SendGridSuppressionsApi
{
    public static void Map(Api api, SendGridVendor vendor)
    {
        foreach (var list in SendGridMail.Lists)
        {
            api.Get($"/v3/suppression/{list}", call => List(call, vendor, list));
            if (list != "unsubscribes")
            {
                api.Delete($"/v3/suppression/{list}/{{email}}", call => Lift(call, list));
            }
        }

        api.Post("/v3/asm/suppressions/global", call =>
        {
            foreach (var email in call.Body.Texts("recipient_emails"))
            {
                SendGridMail.Suppress(call.Account, "unsubscribes", email);
            }

            return Answer.Of(201, new { recipient_emails = call.Body.Texts("recipient_emails") });
        });
        api.Get("/v3/asm/suppressions/global/{email}", call => call.Account["unsubscribes"].Find(call.Route("email")) is null ? Answer.Ok(new { }) : Answer.Ok(new { recipient_email = call.Route("email") }));
        api.Delete("/v3/asm/suppressions/global/{email}", call => Lift(call, "unsubscribes"));
        api.Get("/v3/asm/groups", _ => Answer.Ok(new[] { new { id = 101, name = "Offers", description = "Offers of the shop", is_default = false, unsubscribes = 0, last_email_sent_at = (long?)null } }));
        api.Get("/v3/asm/suppressions", _ => Answer.Ok(Array.Empty<object>()));
    }

    private static Answer List(Call call, SendGridVendor vendor, string list)
    {
        var (limit, offset) = (call.QueryNumber("limit", 500), call.QueryNumber("offset", 0));
        if (limit is < 1 or > 500 || offset < 0)
        {
            throw SendGridVendor.Bad("limit is from 1 to 500", "limit");
        }

        var from = long.TryParse(call.Query("start_time"), CultureInfo.InvariantCulture, out var start) ? start : 0;
        var to = long.TryParse(call.Query("end_time"), CultureInfo.InvariantCulture, out var end) ? end : long.MaxValue;
        var found = call.Account[list].Ordered(SortBy.Created).Where(item => !item.Deleted && item.Number("created") >= from && item.Number("created") <= to);
        return Answer.Ok(vendor.Simulation.Pager.At([.. found.Reverse()], offset, limit).Items.Select(item => item.Element));
    }

    private static Answer Lift(Call call, string list)
    {
        if (call.Account[list].Find(call.Route("email")) is null)
        {
            return SendGridVendor.Error(404, "Not Found");
        }

        call.Account[list].Delete(call.Route("email"));
        return Answer.Empty(204);
    }
}
