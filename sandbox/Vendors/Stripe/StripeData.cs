using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Fills the platform and its connected accounts.</summary>
internal static class StripeData
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static void Fill(Account account)
    {
        if (account.Id == StripeVendor.Platform)
        {
            AddAccount(account, "acct_1FadeDistrict0001", "Fade District");
            AddAccount(account, "acct_1GoldenShears0002", "Golden Shears");
            Filling.Times(6, () => StripeLedger.Transfer(account, account.Dice.Pick(account["accounts"].Live).Id, account.Dice.Between(5_000, 40_000), "usd", []));
            return;
        }

        Filling.Times(40, () => AddCustomer(account));
        Filling.Times(160, () => StripeLedger.Charge(account, StripeLedger.Draw(account)));
        foreach (var charge in account["charges"].Live.Where(_ => account.Dice.Chance(4)).ToList())
        {
            StripeLedger.Refund(account, charge, charge.Number("amount"), "requested_by_customer", []);
        }

        Filling.Times(6, () => StripeLedger.Payout(account));
        StripeLedger.Dispute(account, account["charges"].Live[3]);
    }

    public static string Id(Account account, string prefix) => $"{prefix}_{account.Dice.Text(24, Alphabet)}";

    public static StoredObject AddCustomer(Account account, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var (id, at) = (Id(account, "cus"), account.Moment());
        var body = new JsonObject
        {
            ["id"] = id, ["object"] = "customer", ["address"] = null, ["balance"] = 0, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = "usd", ["default_source"] = null, ["delinquent"] = false, ["description"] = null,
            ["discount"] = null, ["email"] = person.Email, ["invoice_prefix"] = account.Dice.Text(8), ["livemode"] = false, ["metadata"] = new JsonObject(), ["name"] = person.Full, ["phone"] = person.Phone, ["shipping"] = null, ["tax_exempt"] = "none",
        };
        if (given is not null)
        {
            body["email"] = body["name"] = body["phone"] = null;
            body.Merge(given);
        }

        return account["customers"].Add(id, body, at);
    }

    public static StoredObject AddAccount(Account platform, string id, string name) => platform["accounts"].Add(id, new JsonObject
    {
        ["id"] = id, ["object"] = "account", ["business_type"] = "company", ["business_profile"] = new JsonObject { ["name"] = name, ["mcc"] = "7230", ["url"] = null, ["support_email"] = "shop@example.com" },
        ["capabilities"] = new JsonObject { ["card_payments"] = "active", ["transfers"] = "active", ["us_bank_account_ach_payments"] = "active" }, ["charges_enabled"] = true, ["payouts_enabled"] = true, ["details_submitted"] = true,
        ["controller"] = new JsonObject { ["type"] = "application" }, ["country"] = "US", ["created"] = platform.Now.AddDays(-400).ToUnixTimeSeconds(), ["default_currency"] = "usd", ["email"] = "shop@example.com",
        ["metadata"] = new JsonObject(), ["requirements"] = NoRequirements(), ["type"] = "standard",
    }, platform.Now.AddDays(-400));

    public static JsonObject NoRequirements() => new()
    {
        ["alternatives"] = new JsonArray(), ["current_deadline"] = null, ["currently_due"] = new JsonArray(), ["disabled_reason"] = null, ["errors"] = new JsonArray(), ["eventually_due"] = new JsonArray(), ["past_due"] = new JsonArray(),
        ["pending_verification"] = new JsonArray(),
    };

    public static JsonObject EmptyList(string url) => new() { ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = url };
}
