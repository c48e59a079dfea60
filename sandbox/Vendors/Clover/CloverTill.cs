using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using static BookedBarber.Sandbox.Vendors.Clover.CloverData;

namespace BookedBarber.Sandbox.Vendors.Clover;

/// <summary>The till: an order with its line items, its payment, and refunds.</summary>
internal static class CloverTill
{
    public static object Sale(Account account, Wishes wishes)
    {
        var count = wishes.Number("count", 1);
        wishes.Finish();
        if (count is < 1 or > 10_000)
        {
            throw new SteeringFault("'count' is from 1 to 10000.");
        }

        return new
        {
            sales = Enumerable.Range(0, count).Select(_ =>
            {
                var (order, payment) = RingUp(account);
                return new { orderId = order.Id, paymentId = payment.Id, totalCents = order.Number("total"), tipCents = payment.Number("tipAmount") };
            }).ToList(),
        };
    }

    public static object RefundLatest(Account account, Wishes wishes)
    {
        var id = wishes.Text("payment");
        wishes.Finish();
        var payment = (id is null ? account["payments"].Live.LastOrDefault(item => !item.Body.Objects("refunds.elements").Any()) : account["payments"].Find(id)) ?? throw new SteeringFault($"There is no payment '{id}'.");
        return new { refundId = Refund(account, payment).Id };
    }

    public static (StoredObject Order, StoredObject Payment) RingUp(Account account)
    {
        var (dice, at) = (account.Dice, account.Moment());
        var (orderId, paymentId, employee) = (Id(account), Id(account), dice.Pick(account["employees"].Live).Id);
        var items = new List<StoredObject> { dice.Pick(account["items"].Live) };
        if (dice.Chance(25))
        {
            items.Add(dice.Pick(account["items"].Live));
        }

        var net = items.Sum(item => item.Number("price"));
        var tax = ((net * 888) + 5_000) / 10_000;
        var tip = dice.Chance(70) ? dice.Between(3, 15) * 100 : 0;
        var time = at.ToUnixTimeMilliseconds();
        var lines = items.Select(item => (JsonNode)new JsonObject { ["id"] = Id(account), ["orderRef"] = Link(orderId), ["item"] = Link(item.Id), ["name"] = item.Text("name"), ["price"] = item.Number("price"), ["printed"] = false, ["exchanged"] = false, ["refunded"] = false, ["isRevenue"] = true, ["createdTime"] = time }).ToList();
        var customer = dice.Chance(70) ? dice.Pick(account["customers"].Live).Id : null;
        var payment = account["payments"].Add(paymentId, new JsonObject
        {
            ["id"] = paymentId, ["order"] = Link(orderId), ["device"] = Link(account["devices"].Live[0].Id), ["tender"] = dice.Pick(account["tenders"].Live).Copy(), ["amount"] = net + tax, ["tipAmount"] = tip, ["taxAmount"] = tax, ["cashbackAmount"] = 0, ["employee"] = Link(employee), ["createdTime"] = time, ["clientCreatedTime"] = time,
            ["offline"] = false, ["result"] = "SUCCESS", ["refunds"] = Elements(),
        }, at);
        var order = account["orders"].Add(orderId, new JsonObject
        {
            ["id"] = orderId, ["currency"] = "USD", ["employee"] = Link(employee), ["total"] = net + tax, ["paymentState"] = "PAID", ["title"] = (account["orders"].Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ["note"] = "", ["taxRemoved"] = false, ["isVat"] = false, ["state"] = "locked", ["manualTransaction"] = false,
            ["groupLineItems"] = true, ["testMode"] = false, ["payType"] = "FULL", ["createdTime"] = time, ["clientCreatedTime"] = time, ["lineItems"] = Elements(lines), ["payments"] = Elements(Link(paymentId)), ["customers"] = customer is null ? Elements() : Elements(Link(customer)), ["refunds"] = Elements(), ["discounts"] = Elements(),
        }, at);
        return (order, payment);
    }

    public static StoredObject Refund(Account account, StoredObject payment)
    {
        var (id, at) = (Id(account), account.After(payment, TimeSpan.FromHours(3)));
        var refund = account["refunds"].Add(id, new JsonObject { ["id"] = id, ["payment"] = Link(payment.Id), ["orderRef"] = payment.Body["order"]!.DeepClone(), ["amount"] = payment.Number("amount"), ["taxAmount"] = payment.Number("taxAmount"), ["createdTime"] = at.ToUnixTimeMilliseconds(), ["employee"] = payment.Body["employee"]!.DeepClone() }, at);
        account["payments"].Change(payment.Id, body => body["refunds"] = Elements(refund.Copy()), at);
        account["orders"].Change(payment.Text("order.id")!, body =>
        {
            body["paymentState"] = "REFUNDED";
            body["refunds"] = Elements(refund.Copy());
        }, at);
        return refund;
    }
}
