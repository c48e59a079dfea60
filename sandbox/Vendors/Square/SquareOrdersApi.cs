using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Orders.</summary>
internal static class SquareOrdersApi
{
    public static void Map(Api api, SquareVendor vendor)
    {
        api.Post("/v2/orders/search", call => Search(call, vendor), "ORDERS_READ");
        api.Post("/v2/orders/batch-retrieve", call => Answer.Ok(new { orders = call.Body.Texts("order_ids").Select(id => call.Account["orders"].Find(id)).OfType<StoredObject>().Select(item => item.Element) }), "ORDERS_READ");
        api.Get("/v2/orders/{id}", call => Answer.Ok(new { order = Find(call).Element }), "ORDERS_READ");
        api.Post("/v2/orders", call => call.Once(call.Body.Text("idempotency_key"), () => Create(call)), "ORDERS_WRITE");
        api.Put("/v2/orders/{id}", Update, "ORDERS_WRITE");
    }

    private static Answer Search(Call call, SquareVendor vendor)
    {
        var locations = call.Body.Texts("location_ids");
        if (locations.Count is 0 or > 10)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "location_ids needs from 1 to 10 locations.", "location_ids");
        }

        var states = call.Body.Texts("query.filter.state_filter.states");
        var sort = call.Body.Text("query.sort.sort_field") ?? "CREATED_AT";
        var window = Window.Read(call.Body.At("query.filter.date_time_filter") as JsonObject);
        if (window is not null && !string.Equals(window.Field, sort, StringComparison.OrdinalIgnoreCase))
        {
            throw SquareVendor.Bad("BAD_REQUEST", "The sort field must be the one of the date filter.", "query.sort.sort_field");
        }

        var by = sort == "UPDATED_AT" ? SortBy.Updated : SortBy.Created;
        var page = vendor.Page(call, "orders", by, call.Body.Text("query.sort.sort_order") != "ASC", call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 500, 1000), item =>
            locations.Contains(item.Text("location_id")!) && (states.Count == 0 || states.Contains(item.Text("state")!)) && (window is null || window.Holds(item)));
        return Answer.Ok(new { orders = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Answer Create(Call call)
    {
        if (call.Body["order"] is not JsonObject given || call.Account["locations"].Find(given.Text("location_id")) is null)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "order.location_id is missing or unknown.", "order.location_id");
        }

        var body = (JsonObject)given.DeepClone();
        var id = call.Account.Dice.Text(22);
        long total = 0;
        foreach (var line in body.Objects("line_items"))
        {
            var variation = call.Account["catalog"].Find(line.Text("catalog_object_id"));
            var price = line.At("base_price_money.amount") is not null ? line.Number("base_price_money.amount") : variation?.Number("item_variation_data.price_money.amount") ?? throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "A line needs a price or a catalog object.", "order.line_items");
            var gross = (long)(price * line.Amount("quantity"));
            line["uid"] ??= call.Account.Dice.Text(22);
            line["base_price_money"] = SquareData.Money(price);
            line["gross_sales_money"] = SquareData.Money(gross);
            line["total_money"] = SquareData.Money(gross);
            total += gross;
        }

        body["id"] = id;
        body["state"] ??= "OPEN";
        body["total_money"] = SquareData.Money(total);
        body["net_amount_due_money"] = SquareData.Money(total);
        return Answer.Ok(new { order = call.Account["orders"].Add(id, body).Element });
    }

    private static Answer Update(Call call)
    {
        var order = Find(call);
        if (call.Body["order"] is not JsonObject given || given.Number("version") != order.Version)
        {
            throw new Refusal(SquareVendor.Error(409, "INVALID_REQUEST_ERROR", "VERSION_MISMATCH", $"The order is at version {order.Version}.", "order.version"));
        }

        return Answer.Ok(new { order = call.Account["orders"].Change(order.Id, body => body.Merge(given)).Element });
    }

    private static StoredObject Find(Call call) => call.Account["orders"].Find(call.Route("id")) ?? throw SquareVendor.Missing("order", call.Route("id"));

    /// <summary>The date filter: one of three times, from start (included) to end (not included).</summary>
    private sealed record Window(string Field, DateTimeOffset? From, DateTimeOffset? To)
    {
        public static Window? Read(JsonObject? filter)
        {
            foreach (var field in (string[])["created_at", "updated_at", "closed_at"])
            {
                if (filter?[field] is JsonObject range)
                {
                    return new Window(field, range.Instant("start_at"), range.Instant("end_at"));
                }
            }

            return null;
        }

        public bool Holds(StoredObject item)
        {
            var at = item.Body.Instant(Field);
            return at is not null && (From is null || at >= From) && (To is null || at < To);
        }
    }
}
