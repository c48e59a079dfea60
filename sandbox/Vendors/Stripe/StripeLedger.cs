using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using static BookedBarber.Sandbox.Vendors.Stripe.StripeData;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Everything that moves money; each movement has its balance transaction, so that the ledger agrees with the objects.</summary>
internal static class StripeLedger
{
    /// <summary>What is charged.</summary>
    internal sealed record Wanted(long Amount, string Currency, string? Customer, string Description, bool BankDebit, long ApplicationFee, JsonObject Metadata);

    public static Wanted Draw(Account account)
    {
        var offer = account.Dice.Pick(Menu.Services);
        return new Wanted(offer.Cents + (account.Dice.Between(0, 12) * 100), "usd", account["customers"].Count == 0 ? null : account.Dice.Pick(account["customers"].Live).Id, offer.Name, account.Dice.Chance(10), account.Dice.Chance(50) ? offer.Cents * 6 / 100 : 0, []);
    }

    public static (StoredObject Intent, StoredObject Charge) Charge(Account account, Wanted wanted)
    {
        var at = account.Moment();
        var (chargeId, intentId) = (Id(account, wanted.BankDebit ? "py" : "ch"), Id(account, "pi"));
        // Stripe's published prices: 2.9 % and 30 cents for cards, 0.8 % and at most $5 for bank debits.
        var fee = wanted.BankDebit ? Math.Min(wanted.Amount * 8 / 1000, 500) : (((wanted.Amount * 29) + 500) / 1000) + 30;
        var details = new JsonArray(new JsonObject { ["amount"] = fee, ["application"] = null, ["currency"] = wanted.Currency, ["description"] = "Stripe processing fees", ["type"] = "stripe_fee" });
        if (wanted.ApplicationFee > 0)
        {
            details.Add(new JsonObject { ["amount"] = wanted.ApplicationFee, ["application"] = "ca_sandbox", ["currency"] = wanted.Currency, ["description"] = "application fee", ["type"] = "application_fee" });
        }

        var entry = Entry(account, wanted.BankDebit ? "payment" : "charge", chargeId, wanted.Amount, fee + wanted.ApplicationFee, wanted.Currency, wanted.Description, at, details);
        var feeId = wanted.ApplicationFee > 0 ? FeeToPlatform(account, chargeId, wanted, at) : null;
        var intent = Intent(account, intentId, wanted, "succeeded", chargeId, at);
        var charge = account["charges"].Add(chargeId, new JsonObject
        {
            ["id"] = chargeId, ["object"] = "charge", ["amount"] = wanted.Amount, ["amount_captured"] = wanted.Amount, ["amount_refunded"] = 0, ["application"] = null, ["application_fee"] = feeId,
            ["application_fee_amount"] = wanted.ApplicationFee > 0 ? wanted.ApplicationFee : null, ["balance_transaction"] = entry.Id,
            ["billing_details"] = new JsonObject { ["address"] = null, ["email"] = null, ["name"] = account["customers"].Find(wanted.Customer)?.Text("name"), ["phone"] = null, ["tax_id"] = null },
            ["captured"] = true, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = wanted.Currency, ["customer"] = wanted.Customer, ["description"] = wanted.Description, ["disputed"] = false, ["failure_code"] = null, ["failure_message"] = null,
            ["livemode"] = false, ["metadata"] = wanted.Metadata.DeepClone(), ["on_behalf_of"] = null, ["paid"] = true, ["payment_intent"] = intentId, ["payment_method"] = Id(account, "pm"),
            ["payment_method_details"] = Method(account, wanted.BankDebit), ["receipt_email"] = null, ["refunded"] = false, ["status"] = "succeeded", ["transfer_data"] = null, ["transfer_group"] = null,
        }, at);
        return (intent, charge);
    }

    /// <summary>An intent; without a charge no money has moved yet.</summary>
    public static StoredObject Intent(Account account, string id, Wanted wanted, string status, string? charge, DateTimeOffset at) => account["payment_intents"].Add(id, new JsonObject
    {
        ["id"] = id, ["object"] = "payment_intent", ["amount"] = wanted.Amount, ["amount_capturable"] = 0, ["amount_received"] = charge is null ? 0 : wanted.Amount, ["application"] = null, ["application_fee_amount"] = wanted.ApplicationFee > 0 ? wanted.ApplicationFee : null,
        ["canceled_at"] = null, ["capture_method"] = "automatic", ["confirmation_method"] = "automatic", ["client_secret"] = $"{id}_secret_{account.Dice.Text(24)}", ["created"] = at.ToUnixTimeSeconds(), ["currency"] = wanted.Currency,
        ["customer"] = wanted.Customer, ["description"] = wanted.Description, ["latest_charge"] = charge, ["livemode"] = false, ["metadata"] = wanted.Metadata.DeepClone(),
        ["payment_method_types"] = new JsonArray(wanted.BankDebit ? "us_bank_account" : "card"), ["status"] = status,
    }, at);

    public static StoredObject Refund(Account account, StoredObject charge, long amount, string? reason, JsonObject metadata)
    {
        var (id, at) = (Id(account, "re"), account.After(charge, TimeSpan.FromHours(3)));
        var entry = Entry(account, "refund", id, -amount, 0, charge.Text("currency")!, "REFUND FOR CHARGE", at, []);
        account["charges"].Change(charge.Id, body =>
        {
            body["amount_refunded"] = body.Number("amount_refunded") + amount;
            body["refunded"] = body.Number("amount_refunded") == body.Number("amount");
        }, at);
        return account["refunds"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "refund", ["amount"] = amount, ["balance_transaction"] = entry.Id, ["charge"] = charge.Id, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = charge.Text("currency"), ["metadata"] = metadata.DeepClone(),
            ["payment_intent"] = charge.Text("payment_intent"), ["reason"] = reason, ["receipt_number"] = null, ["source_transfer_reversal"] = null, ["status"] = "succeeded", ["transfer_reversal"] = null,
        }, at);
    }

    public static StoredObject Payout(Account account, long? amount = null)
    {
        var (id, at, cents) = (Id(account, "po"), account.Moment(), amount ?? account.Dice.Between(40_000, 180_000));
        var entry = Entry(account, "payout", id, -cents, 0, "usd", "STRIPE PAYOUT", at, []);
        return account["payouts"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "payout", ["amount"] = cents, ["arrival_date"] = at.AddDays(2).ToUnixTimeSeconds(), ["automatic"] = amount is null, ["balance_transaction"] = entry.Id, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = "usd",
            ["description"] = "STRIPE PAYOUT", ["destination"] = Id(account, "ba"), ["failure_code"] = null, ["failure_message"] = null, ["livemode"] = false, ["metadata"] = new JsonObject(), ["method"] = "standard",
            ["reconciliation_status"] = "completed", ["source_type"] = "card", ["statement_descriptor"] = null, ["status"] = account.Filling ? "paid" : "pending", ["type"] = "bank_account",
        }, at);
    }

    public static StoredObject Transfer(Account platform, string destination, long amount, string currency, JsonObject metadata)
    {
        var (id, at) = (Id(platform, "tr"), platform.Moment());
        var entry = Entry(platform, "transfer", id, -amount, 0, currency, null, at, []);
        return platform["transfers"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "transfer", ["amount"] = amount, ["amount_reversed"] = 0, ["balance_transaction"] = entry.Id, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = currency, ["description"] = null, ["destination"] = destination,
            ["destination_payment"] = Id(platform, "py"), ["livemode"] = false, ["metadata"] = metadata.DeepClone(), ["reversals"] = EmptyList($"/v1/transfers/{id}/reversals"), ["reversed"] = false, ["source_transaction"] = null, ["source_type"] = "card",
            ["transfer_group"] = null,
        }, at);
    }

    public static StoredObject Dispute(Account account, StoredObject charge)
    {
        var (id, at) = (Id(account, "dp"), account.After(charge, TimeSpan.FromDays(1)));
        account["charges"].Change(charge.Id, body => body["disputed"] = true, at);
        return account["disputes"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "dispute", ["amount"] = charge.Number("amount"), ["balance_transactions"] = new JsonArray(), ["charge"] = charge.Id, ["created"] = at.ToUnixTimeSeconds(), ["currency"] = charge.Text("currency"),
            ["evidence"] = new JsonObject(), ["evidence_details"] = new JsonObject { ["due_by"] = at.AddDays(9).ToUnixTimeSeconds(), ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0 }, ["is_charge_refundable"] = true,
            ["livemode"] = false, ["metadata"] = new JsonObject(), ["payment_intent"] = charge.Text("payment_intent"), ["reason"] = "general", ["status"] = "needs_response",
        }, at);
    }

    private static string FeeToPlatform(Account account, string charge, Wanted wanted, DateTimeOffset at)
    {
        // The fee is the platform's, but is made while the connected account is held; it is therefore kept there and read from every account.
        var id = Id(account, "fee");
        account["application_fees"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "application_fee", ["account"] = account.Id, ["amount"] = wanted.ApplicationFee, ["amount_refunded"] = 0, ["application"] = "ca_sandbox", ["balance_transaction"] = Id(account, "txn"), ["charge"] = charge,
            ["created"] = at.ToUnixTimeSeconds(), ["currency"] = wanted.Currency, ["livemode"] = false, ["originating_transaction"] = null, ["refunded"] = false, ["refunds"] = EmptyList($"/v1/application_fees/{id}/refunds"),
        }, at);
        return id;
    }

    private static StoredObject Entry(Account account, string type, string source, long amount, long fee, string currency, string? description, DateTimeOffset at, JsonArray details)
    {
        var id = Id(account, "txn");
        return account["balance_transactions"].Add(id, new JsonObject
        {
            ["id"] = id, ["object"] = "balance_transaction", ["amount"] = amount, ["available_on"] = at.AddDays(2).ToUnixTimeSeconds(), ["balance_type"] = "payments", ["created"] = at.ToUnixTimeSeconds(), ["currency"] = currency, ["description"] = description,
            ["exchange_rate"] = null, ["fee"] = fee, ["fee_details"] = details, ["net"] = amount - fee, ["reporting_category"] = type == "payment" ? "charge" : type, ["source"] = source, ["status"] = at.AddDays(2) < account.Now ? "available" : "pending", ["type"] = type,
        }, at);
    }

    private static JsonObject Method(Account account, bool bankDebit) => bankDebit
        ? new JsonObject { ["type"] = "us_bank_account", ["us_bank_account"] = new JsonObject { ["account_holder_type"] = "individual", ["account_type"] = "checking", ["bank_name"] = "STRIPE TEST BANK", ["fingerprint"] = account.Dice.Text(16), ["last4"] = account.Dice.Digits(4), ["routing_number"] = "110000000" } }
        : new JsonObject
        {
            ["type"] = "card",
            ["card"] = new JsonObject { ["brand"] = account.Dice.Pick(["visa", "mastercard", "amex"]), ["country"] = "US", ["exp_month"] = 8, ["exp_year"] = 2030, ["fingerprint"] = account.Dice.Text(16), ["funding"] = "credit", ["last4"] = account.Dice.Digits(4), ["network"] = "visa" },
        };
}
