using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>Orders by time of change or by business date, payments, and orders made by us.</summary>
internal static class ToastOrdersApi
{
    public static void Map(Api api, ToastVendor vendor)
    {
        api.Get("/orders/v2/ordersBulk", call => Bulk(call, vendor));
        api.Get("/orders/v2/orders/{guid}", call => Answer.Ok(Find(call, "guid").Element));
        api.Get("/orders/v2/payments", Payments);
        api.Get("/orders/v2/payments/{guid}", call => Answer.Ok(All(call).Select(pair => pair.Payment).FirstOrDefault(payment => payment.Text("guid") == call.Route("guid")) ?? throw ToastVendor.Missing()));
        api.Post("/orders/v2/prices", call => Answer.Ok(Create(call, keep: false)));
        api.Post("/orders/v2/orders", call => Answer.Ok(Create(call, keep: true)));
        api.Post("/orders/v2/orders/{order}/checks/{check}/payments", Pay);
        api.Patch("/orders/v2/orders/{order}/checks/{check}/payments/{payment}", Tip);
        api.Post("/orders/v2/orders/{order}/void", Void);
    }

    private static Answer Bulk(Call call, ToastVendor vendor)
    {
        var (size, page) = (call.QueryNumber("pageSize", 100), call.QueryNumber("page", 1));
        if (size is < 1 or > 100 || page < 1)
        {
            throw ToastVendor.Bad("pageSize is from 1 to 100, page at least 1.");
        }

        var date = call.Query("businessDate");
        var (from, to) = (Paths.ParseInstant(call.Query("startDate")), Paths.ParseInstant(call.Query("endDate")));
        if (date is null && (from is null || to is null || to < from || to - from > TimeSpan.FromDays(31)))
        {
            throw ToastVendor.Bad("Give businessDate, or startDate and endDate at most a month apart.");
        }

        var found = call.Account["orders"].Ordered(SortBy.Updated).Where(item => date is not null ? item.Text("businessDate") == date : item.Updated >= from && item.Updated < to).ToList();
        return Answer.Ok(vendor.Simulation.Pager.At(found, (page - 1) * size, size).Elements);
    }

    /// <summary>By day only, and only ids: each is then read by itself.</summary>
    private static Answer Payments(Call call)
    {
        var (paid, refunded) = (call.Query("paidBusinessDate"), call.Query("refundBusinessDate"));
        if (paid is null && refunded is null && call.Query("voidBusinessDate") is null)
        {
            throw ToastVendor.Bad("Give paidBusinessDate, refundBusinessDate or voidBusinessDate.");
        }

        return Answer.Ok(All(call).Select(pair => pair.Payment).Where(payment => (paid is null || payment.Text("paidBusinessDate") == paid) && (refunded is null || payment.Text("refund.refundBusinessDate") == refunded)).Select(payment => payment.Text("guid")));
    }

    private static JsonObject Create(Call call, bool keep)
    {
        var items = call.Body.Objects("checks").SelectMany(check => check.Objects("selections")).Select(selection => (Item: call.Account["menuItems"].Find(selection.Text("item.guid")) ?? throw ToastVendor.Bad("A selection names an item that is not on the menu."), Quantity: selection.At("quantity") is null ? 1 : selection.Amount("quantity"))).ToList();
        if (items.Count == 0 || call.Body.Text("diningOption.guid") is null)
        {
            throw ToastVendor.Bad("diningOption and at least one selection are needed.");
        }

        var made = ToastTill.Add(call.Account, [.. items.Select(pair => (pair.Item.Id, pair.Item.Text("name")!, pair.Item.Body.Amount("price"), pair.Quantity))], call.Body.At("checks.0.customer")?.DeepClone() as JsonObject, null, call.Now, paid: false, 0);
        if (call.Body.Text("externalId") is { } external)
        {
            made = call.Account["orders"].Change(made.Id, body => body["externalId"] = external);
        }

        var body = made.Copy();
        if (!keep)
        {
            call.Account["orders"].Delete(made.Id);
        }

        return body;
    }

    private static Answer Pay(Call call)
    {
        var order = Find(call, "order");
        var given = (JsonNode.Parse(call.Raw) as JsonArray)?.OfType<JsonObject>().ToList() ?? throw ToastVendor.Bad("The body is a list of payments.");
        if (given.Exists(payment => payment.Text("type") is not ("OTHER" or "CREDIT") || payment.Amount("amount") <= 0))
        {
            throw ToastVendor.Bad("A payment is of type OTHER or CREDIT and has a positive amount.");
        }

        return Answer.Ok(call.Account["orders"].Change(order.Id, body =>
        {
            var check = Check(call, body);
            foreach (var payment in given)
            {
                var made = ToastTill.Payment(call.Account, order.Id, call.Route("check"), payment.Amount("amount"), payment.Amount("tipAmount"), null, call.Now);
                made["type"] = payment.Text("type");
                check["payments"]!.AsArray().Add(made);
            }

            if (check.Objects("payments").Sum(payment => payment.Amount("amount")) >= check.Amount("totalAmount"))
            {
                check["paymentStatus"] = "CLOSED";
                foreach (var closed in (JsonObject[])[check, body])
                {
                    closed["paidDate"] = ToastVendor.Zoned(call.Now);
                    closed["closedDate"] = ToastVendor.Zoned(call.Now);
                }
            }
        }).Element);
    }

    private static Answer Tip(Call call) => Answer.Ok(call.Account["orders"].Change(Find(call, "order").Id, body =>
        (Check(call, body).Objects("payments").FirstOrDefault(payment => payment.Text("guid") == call.Route("payment")) ?? throw ToastVendor.Missing())["tipAmount"] = call.Body.Amount("tipAmount")).Element);

    private static Answer Void(Call call) => Answer.Ok(call.Account["orders"].Change(Find(call, "order").Id, body =>
    {
        body["voided"] = true;
        body["voidDate"] = ToastVendor.Zoned(call.Now);
        body["voidBusinessDate"] = ToastVendor.BusinessDate(call.Now);
        foreach (var check in body.Objects("checks"))
        {
            check["voided"] = true;
        }
    }).Element);

    private static JsonObject Check(Call call, JsonObject order) => order.Objects("checks").FirstOrDefault(check => check.Text("guid") == call.Route("check")) ?? throw ToastVendor.Missing();

    private static IEnumerable<(StoredObject Order, JsonObject Payment)> All(Call call) => call.Account["orders"].Live.SelectMany(order => order.Body.Objects("checks").SelectMany(check => check.Objects("payments")).Select(payment => (order, payment)));

    private static StoredObject Find(Call call, string name) => call.Account["orders"].Find(call.Route(name)) ?? throw ToastVendor.Missing();
}
