using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Writes. Each takes an idempotency key, and the same key with other parameters is refused.</summary>
internal static class StripeWriteApi
{
    public static void Map(Api api, StripeVendor vendor)
    {
        Write(api, "/v1/customers", call => StripeData.AddCustomer(call.Account, Known(StripeForm.Read(call), "email", "name", "phone", "description", "metadata", "address")));
        Write(api, "/v1/customers/{id}", call => Change(call, "customers", "customer"));
        Write(api, "/v1/payment_intents", Intent);
        Write(api, "/v1/payment_intents/{id}/cancel", call => call.Account["payment_intents"].Change(Find(call, "payment_intents", "payment_intent", call.Route("id")).Id, body => body["status"] = "canceled"));
        Write(api, "/v1/refunds", Refund);
        Write(api, "/v1/payouts", call => StripeLedger.Payout(call.Account, Positive(call, "amount")));
        Write(api, "/v1/transfers", call => Transfer(call, vendor));
        Write(api, "/v1/transfers/{id}/reversals", Reverse);
        api.Post("/v1/webhook_endpoints", call => CreateEndpoint(call, vendor));
        api.Delete("/v1/webhook_endpoints/{id}", call => vendor.Simulation.Webhooks.Unsubscribe(call.Route("id"))
            ? Answer.Ok(new { id = call.Route("id"), @object = "webhook_endpoint", deleted = true })
            : throw StripeVendor.Missing("webhook endpoint", call.Route("id")));
        api.Delete("/v1/customers/{id}", call =>
        {
            call.Account["customers"].Delete(Find(call, "customers", "customer", call.Route("id")).Id);
            return Answer.Ok(new { id = call.Route("id"), @object = "customer", deleted = true });
        });
    }

    public static JsonObject Endpoint(Subscription subscription, bool withSecret)
    {
        var body = new JsonObject
        {
            ["id"] = subscription.Id, ["object"] = "webhook_endpoint", ["api_version"] = null, ["application"] = null, ["created"] = subscription.Extra.Number("created"), ["description"] = null,
            ["enabled_events"] = subscription.Types.Count == 0 ? new JsonArray("*") : Paths.Array(subscription.Types), ["livemode"] = false, ["metadata"] = new JsonObject(), ["status"] = "enabled", ["url"] = subscription.Url,
        };
        if (withSecret)
        {
            body["secret"] = subscription.Secret;
        }

        return body;
    }

    private static void Write(Api api, string path, Func<Call, StoredObject> act) => api.Post(path, call => call.Once(call.Header("Idempotency-Key"), () => Answer.Ok(act(call).Element), () =>
        StripeVendor.Error(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.")));

    private static StoredObject Intent(Call call)
    {
        var given = StripeForm.Read(call);
        var amount = Positive(call, "amount");
        if (given.Text("currency") is not { Length: 3 } currency)
        {
            throw StripeVendor.Bad("Missing required param: currency.", "currency", "parameter_missing");
        }

        var bank = given.Texts("payment_method_types").Contains("us_bank_account");
        var wanted = new StripeLedger.Wanted(amount, currency, given.Text("customer"), given.Text("description") ?? "", bank, given.Number("application_fee_amount"), given["metadata"] as JsonObject ?? []);
        return given.Flag("confirm")
            ? StripeLedger.Charge(call.Account, wanted).Intent
            : StripeLedger.Intent(call.Account, StripeData.Id(call.Account, "pi"), wanted, given.Text("payment_method") is null ? "requires_payment_method" : "requires_confirmation", null, call.Now);
    }

    private static StoredObject Refund(Call call)
    {
        var given = StripeForm.Read(call);
        var charge = given.Text("charge") is { } id ? Find(call, "charges", "charge", id)
            : call.Account["charges"].Live.FirstOrDefault(item => item.Text("payment_intent") == given.Text("payment_intent")) ?? throw StripeVendor.Bad("One of the following params should be provided for this request: payment_intent or charge.", "charge", "parameter_missing");
        var left = charge.Number("amount") - charge.Number("amount_refunded");
        var amount = given.Text("amount") is null ? left : given.Number("amount");
        if (left == 0)
        {
            throw StripeVendor.Bad($"Charge {charge.Id} has already been refunded.", null, "charge_already_refunded");
        }

        return amount < 1 || amount > left
            ? throw StripeVendor.Bad($"Refund amount ({amount}) is greater than unrefunded amount on charge ({left}).", "amount")
            : StripeLedger.Refund(call.Account, charge, amount, given.Text("reason"), given["metadata"] as JsonObject ?? []);
    }

    private static StoredObject Transfer(Call call, StripeVendor vendor)
    {
        var given = StripeForm.Read(call);
        var destination = given.Text("destination") ?? "";
        return vendor.Simulation.Account(destination) is null
            ? throw StripeVendor.Bad($"No such destination: '{destination}'", "destination", "resource_missing")
            : StripeLedger.Transfer(call.Account, destination, Positive(call, "amount"), given.Text("currency") ?? "usd", given["metadata"] as JsonObject ?? []);
    }

    private static StoredObject Reverse(Call call)
    {
        var transfer = Find(call, "transfers", "transfer", call.Route("id"));
        var left = transfer.Number("amount") - transfer.Number("amount_reversed");
        var amount = call.Field("amount") is null ? left : Positive(call, "amount");
        if (amount > left)
        {
            throw StripeVendor.Bad($"Transfer reversal amount ({amount}) is greater than unreversed amount on transfer ({left}).", "amount");
        }

        call.Account["transfers"].Change(transfer.Id, body =>
        {
            body["amount_reversed"] = body.Number("amount_reversed") + amount;
            body["reversed"] = body.Number("amount_reversed") == body.Number("amount");
        });
        var id = StripeData.Id(call.Account, "trr");
        return call.Account["transfer_reversals"].Add(id, new JsonObject { ["id"] = id, ["object"] = "transfer_reversal", ["amount"] = amount, ["created"] = call.Now.ToUnixTimeSeconds(), ["currency"] = transfer.Text("currency"), ["metadata"] = new JsonObject(), ["transfer"] = transfer.Id });
    }

    private static StoredObject Change(Call call, string collection, string what)
    {
        var found = Find(call, collection, what, call.Route("id"));
        return call.Account[collection].Change(found.Id, body => body.Merge(Known(StripeForm.Read(call), "email", "name", "phone", "description", "metadata", "address")));
    }

    private static Answer CreateEndpoint(Call call, StripeVendor vendor)
    {
        var given = StripeForm.Read(call);
        if (!Uri.TryCreate(given.Text("url"), UriKind.Absolute, out _) || given.Texts("enabled_events") is not { Count: > 0 } types)
        {
            throw StripeVendor.Bad("url and enabled_events are required.", "url", "parameter_missing");
        }

        var extra = new JsonObject { ["connect"] = given.Flag("connect"), ["owner"] = call.Account.Id, ["created"] = call.Now.ToUnixTimeSeconds() };
        var subscription = new Subscription(StripeData.Id(call.Account, "we"), given.Text("url")!, $"whsec_{Secrets.Fresh(32)}", types.Contains("*") ? [] : types, null, extra);
        return Answer.Ok(Endpoint(vendor.Simulation.Webhooks.Subscribe(subscription), withSecret: true));
    }

    private static long Positive(Call call, string field) => long.TryParse(call.Field(field), CultureInfo.InvariantCulture, out var value) && value > 0 ? value : throw StripeVendor.Bad("This value must be greater than or equal to 1.", field, "parameter_invalid_integer");

    private static StoredObject Find(Call call, string collection, string what, string id) => call.Account[collection].Find(id) ?? throw StripeVendor.Missing(what, id);

    private static JsonObject Known(JsonObject given, params string[] names)
    {
        foreach (var (name, _) in given.Where(pair => !names.Contains(pair.Key)).ToList())
        {
            given.Remove(name);
        }

        return given;
    }
}
