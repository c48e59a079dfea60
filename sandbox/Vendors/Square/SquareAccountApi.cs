using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Merchant, locations, payouts, and what a token may do.</summary>
internal static class SquareAccountApi
{
    public static void Map(Api api, SquareVendor vendor)
    {
        api.Open("POST", "/oauth2/revoke", call => Revoke(call, vendor));
        api.Post("/oauth2/token/status", call => Answer.Ok(new { scopes = call.Scopes, client_id = vendor.ClientId, merchant_id = call.Account.Id, expires_at = vendor.Simulation.Tokens.FindAccess(call.Bearer())?.Expires?.IsoSeconds() }));
        api.Get("/v2/merchants", call => Answer.Ok(new { merchant = new[] { Merchant(call) } }), "MERCHANT_PROFILE_READ");
        api.Get("/v2/merchants/{id}", call => call.Route("id") is "me" || call.Route("id") == call.Account.Id
            ? Answer.Ok(new { merchant = Merchant(call) })
            : throw SquareVendor.Missing("merchant", call.Route("id")), "MERCHANT_PROFILE_READ");
        api.Get("/v2/locations", call => Answer.Ok(new { locations = call.Account["locations"].Live.Select(item => item.Element) }), "MERCHANT_PROFILE_READ");
        api.Get("/v2/locations/{id}", call => Answer.Ok(new
        {
            location = (call.Route("id") == "main" ? call.Account["locations"].Live[0] : call.Account["locations"].Find(call.Route("id")) ?? throw SquareVendor.Missing("location", call.Route("id"))).Element,
        }), "MERCHANT_PROFILE_READ");
        api.Get("/v2/payouts", call => Payouts(call, vendor), "PAYOUTS_READ");
        api.Get("/v2/payouts/{id}", call => Answer.Ok(new { payout = (call.Account["payouts"].Find(call.Route("id")) ?? throw SquareVendor.Missing("payout", call.Route("id"))).Element }), "PAYOUTS_READ");
    }

    private static Answer Revoke(Call call, SquareVendor vendor)
    {
        if (call.Bearer("Client") != vendor.ClientSecret || call.Body.Text("client_id") != vendor.ClientId)
        {
            return vendor.Unauthorized(call);
        }

        if (call.Body.Text("merchant_id") is { } merchant)
        {
            vendor.Simulation.Tokens.RevokeAccount(merchant);
            return Answer.Ok(new { success = true });
        }

        return vendor.Simulation.Tokens.Revoke(call.Body.Text("access_token")) ? Answer.Ok(new { success = true }) : throw SquareVendor.Missing("access token", "of this application");
    }

    private static JsonObject Merchant(Call call) => new()
    {
        ["id"] = call.Account.Id,
        ["business_name"] = call.Account.Name,
        ["country"] = "US",
        ["language_code"] = "en-US",
        ["currency"] = "USD",
        ["status"] = "ACTIVE",
        ["main_location_id"] = call.Account["locations"].Live[0].Id,
        ["created_at"] = call.Account["locations"].Live[0].Created.Iso(),
    };

    private static Answer Payouts(Call call, SquareVendor vendor)
    {
        var (from, to) = (Paths.ParseInstant(call.Query("begin_time")) ?? call.Now.AddYears(-1), Paths.ParseInstant(call.Query("end_time")) ?? call.Now);
        var location = call.Query("location_id");
        var page = vendor.Page(call, "payouts", SortBy.Created, call.Query("sort_order") != "ASC", call.Query("cursor"), SquareVendor.Limit(call.QueryNumber("limit", 0), 100, 100), item =>
            !item.Deleted && item.Created >= from && item.Created < to && (location is null || item.Text("location_id") == location));
        return Answer.Ok(new { payouts = page.Elements, cursor = page.Next });
    }
}
