using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Clover;

/// <summary>Writes; changes are POSTs, too.</summary>
internal static class CloverWriteApi
{
    private const string Root = "/v3/merchants/{mId}";

    public static void Map(Api api)
    {
        api.Post($"{Root}/customers", call => Answer.Ok(CloverData.AddCustomer(call.Account, call.Body).Element));
        api.Post($"{Root}/employees", call => string.IsNullOrEmpty(call.Body.Text("name")) ? throw CloverVendor.Bad("name is required.") : Answer.Ok(CloverData.AddEmployee(call.Account, call.Body).Element));
        api.Post($"{Root}/items", Item);
        api.Post($"{Root}/item_stocks/{{id}}", Stock);
        api.Post($"{Root}/orders", Order);
        api.Post($"{Root}/orders/{{id}}/line_items", Line);
        api.Post($"{Root}/orders/{{id}}/payments", Payment);
        foreach (var name in (string[])["customers", "items", "orders", "employees"])
        {
            api.Post($"{Root}/{name}/{{id}}", call => Answer.Ok(call.Account[name].Change(Find(call, name).Id, body => body.Merge(call.Body)).Element));
        }

        foreach (var name in (string[])["customers", "items", "orders"])
        {
            api.Delete($"{Root}/{name}/{{id}}", call =>
            {
                call.Account[name].Delete(Find(call, name).Id);
                return Answer.Empty(200);
            });
        }
    }

    private static StoredObject Find(Call call, string name) => call.Account[name].Find(call.Route("id")) ?? throw CloverVendor.Missing();

    private static Answer Item(Call call) => string.IsNullOrEmpty(call.Body.Text("name")) || call.Body.At("price") is null
        ? throw CloverVendor.Bad("name and price are required.")
        : Answer.Ok(CloverData.AddItem(call.Account, call.Body.Text("name")!, call.Body.Number("price"), 0, null).Element);

    private static Answer Stock(Call call) => Answer.Ok(call.Account["items"].Change(Find(call, "items").Id, body =>
    {
        body["stockCount"] = call.Body.Number("quantity");
        body["itemStock"] = new JsonObject { ["item"] = CloverData.Link(call.Route("id")), ["stockCount"] = call.Body.Number("quantity"), ["quantity"] = call.Body.Amount("quantity") };
    }).Body["itemStock"]!);

    private static Answer Order(Call call)
    {
        var id = CloverData.Id(call.Account);
        var body = (JsonObject)call.Body.DeepClone();
        body["id"] = id;
        body["currency"] ??= "USD";
        body["paymentState"] = "OPEN";
        body["total"] ??= 0;
        body["clientCreatedTime"] ??= call.Now.ToUnixTimeMilliseconds();
        foreach (var part in (string[])["lineItems", "payments", "customers", "refunds", "discounts"])
        {
            body[part] ??= CloverData.Elements();
        }

        return Answer.Ok(call.Account["orders"].Add(id, body).Element);
    }

    /// <summary>Adding a line does not change the order's total: that is the client's own business at Clover.</summary>
    private static Answer Line(Call call)
    {
        var order = Find(call, "orders");
        var item = call.Account["items"].Find(call.Body.Text("item.id"));
        if (item is null && (call.Body.Text("name") is null || call.Body.At("price") is null))
        {
            throw CloverVendor.Bad("A line item needs an item, or a name and a price.");
        }

        var line = new JsonObject { ["id"] = CloverData.Id(call.Account), ["orderRef"] = CloverData.Link(order.Id), ["item"] = item is null ? null : CloverData.Link(item.Id), ["name"] = call.Body.Text("name") ?? item!.Text("name"), ["price"] = item?.Number("price") ?? call.Body.Number("price"), ["printed"] = false, ["refunded"] = false, ["createdTime"] = call.Now.ToUnixTimeMilliseconds() };
        call.Account["orders"].Change(order.Id, body => body["lineItems"]!["elements"]!.AsArray().Add(line.DeepClone()));
        return Answer.Ok(line);
    }

    private static Answer Payment(Call call)
    {
        var order = Find(call, "orders");
        if (call.Account["tenders"].Find(call.Body.Text("tender.id")) is not { } tender || call.Body.Number("amount") < 1)
        {
            throw CloverVendor.Bad("tender and a positive amount are required.");
        }

        var (id, time) = (CloverData.Id(call.Account), call.Now.ToUnixTimeMilliseconds());
        var payment = call.Account["payments"].Add(id, new JsonObject
        {
            ["id"] = id, ["order"] = CloverData.Link(order.Id), ["tender"] = tender.Copy(), ["amount"] = call.Body.Number("amount"), ["tipAmount"] = call.Body.Number("tipAmount"), ["taxAmount"] = call.Body.Number("taxAmount"), ["createdTime"] = time, ["clientCreatedTime"] = time, ["offline"] = false, ["result"] = "SUCCESS",
            ["employee"] = CloverData.Link(call.Account["employees"].Live[0].Id), ["refunds"] = CloverData.Elements(),
        });
        call.Account["orders"].Change(order.Id, body =>
        {
            body["payments"]!["elements"]!.AsArray().Add(CloverData.Link(id));
            body["paymentState"] = call.Body.Number("amount") >= body.Number("total") ? "PAID" : "PARTIALLY_PAID";
        });
        return Answer.Ok(payment.Element);
    }
}
