using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Payments and refunds.</summary>
internal static class SquarePaymentsApi
{
    public static void Map(Api api, SquareVendor vendor)
    {
        api.Get("/v2/payments", call => ListPayments(call, vendor), "PAYMENTS_READ");
        api.Get("/v2/payments/{id}", call => Answer.Ok(new { payment = Payment(call, call.Route("id")).Element }), "PAYMENTS_READ");
        api.Post("/v2/payments", call => call.Once(call.Body.Text("idempotency_key"), () => Charge(call)), "PAYMENTS_WRITE");
        api.Get("/v2/refunds", call => ListRefunds(call, vendor), "PAYMENTS_READ");
        api.Get("/v2/refunds/{id}", call => Answer.Ok(new { refund = (call.Account["refunds"].Find(call.Route("id")) ?? throw SquareVendor.Missing("refund", call.Route("id"))).Element }), "PAYMENTS_READ");
        api.Post("/v2/refunds", call => call.Once(call.Body.Text("idempotency_key"), () => Refund(call)), "PAYMENTS_WRITE");
    }

    private static Answer ListPayments(Call call, SquareVendor vendor)
    {
        // Without a location, only the main one's payments are listed; that is Square's own trap.
        var location = call.Query("location_id") ?? call.Account["locations"].Live[0].Id;
        var page = List(call, vendor, "payments", item => item.Text("location_id") == location);
        return Answer.Ok(new { payments = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Answer ListRefunds(Call call, SquareVendor vendor)
    {
        var location = call.Query("location_id");
        var status = call.Query("status");
        var page = List(call, vendor, "refunds", item => (location is null || item.Text("location_id") == location) && (status is null || item.Text("status") == status));
        return Answer.Ok(new { refunds = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Page List(Call call, SquareVendor vendor, string collection, Func<StoredObject, bool> wanted)
    {
        var (from, to) = (Paths.ParseInstant(call.Query("begin_time")) ?? call.Now.AddYears(-1), Paths.ParseInstant(call.Query("end_time")) ?? call.Now.AddSeconds(1));
        var (updatedFrom, updatedTo) = (Paths.ParseInstant(call.Query("updated_at_begin_time")), Paths.ParseInstant(call.Query("updated_at_end_time")));
        var by = call.Query("sort_field") == "UPDATED_AT" ? SortBy.Updated : SortBy.Created;
        return vendor.Page(call, collection, by, call.Query("sort_order") != "ASC", call.Query("cursor"), SquareVendor.Limit(call.QueryNumber("limit", 0), 100, 100), item =>
            wanted(item)
            && (updatedFrom is not null || updatedTo is not null || (item.Created >= from && item.Created < to))
            && (updatedFrom is null || item.Updated >= updatedFrom)
            && (updatedTo is null || item.Updated < updatedTo));
    }

    private static Answer Charge(Call call)
    {
        var cents = call.Body.Number("amount_money.amount");
        if (call.Body.Text("source_id") is null || cents < 1)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "source_id and a positive amount_money are needed.", "amount_money");
        }

        var id = call.Account.Dice.Text(22);
        var tip = call.Body.Number("tip_money.amount");
        var cash = call.Body.Text("source_id") == "CASH";
        var body = new JsonObject
        {
            ["id"] = id, ["status"] = "COMPLETED", ["amount_money"] = SquareData.Money(cents), ["tip_money"] = SquareData.Money(tip), ["total_money"] = SquareData.Money(cents + tip),
            ["source_type"] = cash ? "CASH" : "CARD", ["location_id"] = call.Body.Text("location_id") ?? call.Account["locations"].Live[0].Id,
        };
        foreach (var name in (string[])["order_id", "customer_id", "team_member_id", "reference_id", "note"])
        {
            if (call.Body.Text(name) is { } value)
            {
                body[name] = value;
            }
        }

        return Answer.Ok(new { payment = call.Account["payments"].Add(id, body).Element });
    }

    private static Answer Refund(Call call)
    {
        var payment = Payment(call, call.Body.Text("payment_id") ?? "");
        var cents = call.Body.Number("amount_money.amount");
        var left = payment.Number("total_money.amount") - payment.Number("refunded_money.amount");
        if (cents < 1 || cents > left)
        {
            throw new Refusal(SquareVendor.Error(400, "REFUND_ERROR", "REFUND_AMOUNT_INVALID", $"The refund must be from 1 to {left} cents.", "amount_money.amount"));
        }

        return Answer.Ok(new { refund = SquareTill.Refund(call.Account, payment, cents, call.Body.Text("reason") ?? "", call.Now).Element });
    }

    private static StoredObject Payment(Call call, string id) => call.Account["payments"].Find(id) ?? throw SquareVendor.Missing("payment", id);
}
