using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Connect's OAuth, connected accounts and onboarding links.</summary>
internal static class StripeConnectApi
{
    public static void Map(Api api, StripeVendor vendor)
    {
        api.Open("POST", "/oauth/token", call => Token(call, vendor));
        api.Open("POST", "/oauth/deauthorize", call => Deauthorize(call, vendor));
        api.Get("/v1/account", call => Answer.Ok(Connected(vendor, call.Account.Id)?.Element ?? (object)Self()));
        api.Get("/v1/accounts", call => StripeReadApi.List(call, "accounts", vendor));
        api.Get("/v1/accounts/{id}", call => Answer.Ok((Connected(vendor, call.Route("id")) ?? throw StripeVendor.Missing("account", call.Route("id"))).Element));
        api.Post("/v1/accounts", call => call.Once(call.Header("Idempotency-Key"), () => Create(call)));
        api.Post("/v1/account_links", call => Link(call, vendor));
    }

    private static JsonObject Self() => new() { ["id"] = StripeVendor.Platform, ["object"] = "account", ["business_profile"] = new JsonObject { ["name"] = "Platform" }, ["country"] = "US", ["default_currency"] = "usd", ["charges_enabled"] = true, ["payouts_enabled"] = true };

    private static StoredObject? Connected(StripeVendor vendor, string id) => vendor.Simulation.Account(StripeVendor.Platform)!["accounts"].Find(id);

    private static Answer Token(Call call, StripeVendor vendor)
    {
        var secret = call.Bearer() ?? call.Basic()?.User ?? call.Field("client_secret");
        if (secret != StripeVendor.SecretKey && secret != vendor.ClientSecret)
        {
            return Answer.Of(401, new { error = "invalid_client", error_description = "No such API key." });
        }

        var options = vendor.OAuth with { RedirectAtExchange = false, NewAccess = () => $"sk_test_{Secrets.Fresh(48)}", NewRefresh = () => $"rt_{Secrets.Fresh(48)}" };
        var (issued, why) = call.Field("grant_type") == "refresh_token"
            ? vendor.Simulation.Tokens.Renew(call, call.Field("refresh_token"), vendor.ClientId, options)
            : vendor.Simulation.Tokens.Redeem(call, call.Field("code"), vendor.ClientId, null, null, options);
        return issued is null ? Answer.Of(400, new { error = "invalid_grant", error_description = why }) : Answer.Ok(Body(issued));
    }

    private static object Body(Issued issued) => new
    {
        access_token = issued.AccessToken, refresh_token = issued.RefreshToken, token_type = "bearer", stripe_publishable_key = $"pk_test_{Secrets.Derive($"stripe:{issued.Grant.AccountId}", 48)}", stripe_user_id = issued.Grant.AccountId,
        scope = issued.Grant.Scopes.Count > 0 ? issued.Grant.Scopes[0] : "read_only", livemode = false,
    };

    private static Answer Deauthorize(Call call, StripeVendor vendor)
    {
        if (call.Field("client_id") != vendor.ClientId || vendor.Simulation.Account(call.Field("stripe_user_id")) is not { } account)
        {
            return Answer.Of(401, new { error = "invalid_client", error_description = "This application is not connected to that account." });
        }

        vendor.Simulation.Tokens.RevokeAccount(account.Id);
        vendor.OnRevoked(account);
        return Answer.Ok(new { stripe_user_id = account.Id });
    }

    private static Answer Create(Call call)
    {
        var given = StripeForm.Read(call);
        var made = StripeData.AddAccount(call.Account, $"acct_1{call.Account.Dice.Text(16)}", given.Text("business_profile.name") ?? "New shop");
        return Answer.Ok(call.Account["accounts"].Change(made.Id, body =>
        {
            body["charges_enabled"] = false;
            body["payouts_enabled"] = false;
            body["details_submitted"] = false;
            body["type"] = given.Text("type") ?? "standard";
            body["email"] = given.Text("email");
            body["requirements"]!["currently_due"] = new JsonArray("external_account", "tos_acceptance.date");
        }).Element);
    }

    private static Answer Link(Call call, StripeVendor vendor)
    {
        var account = call.Field("account") ?? "";
        if (Connected(vendor, account) is null)
        {
            throw StripeVendor.Missing("account", account);
        }

        return Answer.Ok(new { @object = "account_link", created = call.Now.ToUnixTimeSeconds(), expires_at = call.Now.AddMinutes(5).ToUnixTimeSeconds(), url = $"{call.Origin}/setup/s/{account}/{Secrets.Fresh(12)}" });
    }
}
