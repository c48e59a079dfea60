using System.Text.Json;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Lists, newest first, and single objects.</summary>
internal static class StripeReadApi
{
    /// <summary>Each list: its collection and the fields that it can be narrowed by.</summary>
    private static readonly (string Name, string What, string[] Filters)[] Lists =
    [
        ("charges", "charge", ["customer", "payment_intent", "transfer_group"]), ("payment_intents", "payment_intent", ["customer"]), ("refunds", "refund", ["charge", "payment_intent"]),
        ("balance_transactions", "balance_transaction", ["type", "source", "currency", "payout"]), ("payouts", "payout", ["status", "destination"]), ("transfers", "transfer", ["destination", "transfer_group"]), ("disputes", "dispute", ["charge", "payment_intent"]),
        ("customers", "customer", ["email"]), ("events", "event", ["type"]), ("invoices", "invoice", ["customer", "status"]), ("subscriptions", "subscription", ["customer", "status"]),
    ];

    public static void Map(Api api, StripeVendor vendor)
    {
        foreach (var (name, what, filters) in Lists)
        {
            api.Get($"/v1/{name}", call => List(call, name, vendor, filters));
            if (name is not ("invoices" or "subscriptions"))
            {
                api.Get($"/v1/{name}/{{id}}", call => Answer.Ok((call.Account[name].Find(call.Route("id")) ?? throw StripeVendor.Missing(what, call.Route("id"))).Element));
            }
        }

        api.Get("/v1/application_fees", call => Fees(call, vendor));
        api.Get("/v1/balance", Balance);
        api.Get("/v1/webhook_endpoints", call => Answer.Ok(new { @object = "list", url = "/v1/webhook_endpoints", has_more = false, data = vendor.Simulation.Webhooks.Subscriptions.Where(item => item.Id.StartsWith("we_", StringComparison.Ordinal)).Select(item => StripeWriteApi.Endpoint(item, withSecret: false)) }));
    }

    public static Answer List(Call call, string collection, StripeVendor vendor, params string[] filters)
    {
        var list = call.Account[collection];
        var types = call.QueryAll("types[]").Concat(call.Request.Query.Where(pair => pair.Key.StartsWith("types[", StringComparison.Ordinal)).SelectMany(pair => pair.Value.OfType<string>())).ToHashSet(StringComparer.Ordinal);
        var created = Range(call, "created");
        var arrival = Range(call, "arrival_date");
        var limit = Limit(call);
        var page = vendor.Simulation.Pager.After(list, SortBy.Created, descending: true, Cursor(call, list), limit, item =>
            !item.Deleted && created(item.Number("created")) && arrival(item.Number("arrival_date")) && (types.Count == 0 || types.Contains(item.Text("type")!))
            && filters.All(name => call.Query(name) is not { } wanted || item.Text(name) == wanted), () => StripeVendor.Error(400, "invalid_request_error", "resource_missing", "No such cursor."));
        return Envelope(collection, page.Elements, page.Next is not null);
    }

    private static Answer Fees(Call call, StripeVendor vendor)
    {
        if (call.Account.Id != StripeVendor.Platform)
        {
            return Envelope("application_fees", [], more: false);
        }

        // The platform earns fees from every connected account: one list, newest first, by id.
        var all = vendor.Simulation.Accounts.SelectMany(account => account["application_fees"].Live).OrderByDescending(item => item.Created).ThenBy(item => item.Id, StringComparer.Ordinal).ToList();
        var created = Range(call, "created");
        var after = call.Query("starting_after") is { } id ? all.FindIndex(item => item.Id == id) + 1 : 0;
        var rest = all.Skip(after).Where(item => created(item.Number("created")) && (call.Query("charge") is not { } charge || item.Text("charge") == charge)).Take(Limit(call) + 1).ToList();
        return Envelope("application_fees", [.. rest.Take(Limit(call)).Select(item => item.Element)], rest.Count > Limit(call));
    }

    private static Answer Balance(Call call)
    {
        var entries = call.Account["balance_transactions"].Live;
        object Sum(string status) => new[] { new { amount = entries.Where(item => item.Text("status") == status).Sum(item => item.Number("net")), currency = "usd", source_types = new { card = 0 } } };
        return Answer.Ok(new { @object = "balance", available = Sum("available"), pending = Sum("pending"), livemode = false });
    }

    private static Answer Envelope(string collection, IReadOnlyList<JsonElement> data, bool more) => Answer.Ok(new { @object = "list", data, has_more = more, url = $"/v1/{collection}" });

    private static string? Cursor(Call call, Collection list) => call.Query("starting_after") is { } id
        ? Pager.CursorAfter(list.FindEvenDeleted(id) ?? throw StripeVendor.Missing("object", id), SortBy.Created)
        : null;

    private static int Limit(Call call) => call.QueryNumber("limit", 10) is var limit and >= 1 and <= 100 ? limit : throw StripeVendor.Bad("This value must be from 1 to 100.", "limit", "parameter_invalid_integer");

    private static Func<long, bool> Range(Call call, string field)
    {
        long? Bound(string name) => long.TryParse(call.Query($"{field}[{name}]"), out var at) ? at : null;
        var (gte, gt, lte, lt) = (Bound("gte"), Bound("gt"), Bound("lte"), Bound("lt"));
        long? exact = long.TryParse(call.Query(field), out var value) ? value : null;
        return at => (gte is null || at >= gte) && (gt is null || at > gt) && (lte is null || at <= lte) && (lt is null || at < lt) && (exact is null || at == exact);
    }
}
