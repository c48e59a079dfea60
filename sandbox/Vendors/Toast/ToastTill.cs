using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using static BookedBarber.Sandbox.Vendors.Toast.ToastData;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>The till: an order holds its check, which holds what was chosen and how it was paid.</summary>
internal static class ToastTill
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
                var order = RingUp(account);
                return new { orderGuid = order.Id, total = order.Body.Amount("checks.0.totalAmount"), tip = order.Body.Amount("checks.0.payments.0.tipAmount") };
            }).ToList(),
        };
    }

    public static object RefundLatest(Account account, Wishes wishes)
    {
        wishes.Finish();
        var order = account["orders"].Live.LastOrDefault(item => item.Text("checks.0.payments.0.refundStatus") == "NONE") ?? throw new SteeringFault("No order is without a refund.");
        return new { orderGuid = Refund(account, order).Id };
    }

    public static StoredObject RingUp(Account account)
    {
        var at = account.Moment(28);
        var items = new List<StoredObject> { account.Dice.Pick(account["menuItems"].Live) };
        if (account.Dice.Chance(25))
        {
            items.Add(account.Dice.Pick(account["menuItems"].Live));
        }

        var person = account.Dice.Chance(60) ? Person.Draw(account.Dice) : null;
        var guest = person is null ? null : new JsonObject { ["guid"] = account.Dice.Guid().ToString(), ["entityType"] = "Customer", ["firstName"] = person.First, ["lastName"] = person.Last, ["phone"] = person.Phone.TrimStart('+'), ["email"] = person.Email };
        var server = account.Dice.Pick(account["employees"].Live).Id;
        return Add(account, [.. items.Select(item => (item.Id, item.Text("name")!, item.Body.Amount("price"), 1m))], guest, server, at, paid: true, account.Dice.Chance(70) ? account.Dice.Between(3, 15) : 0);
    }

    public static StoredObject Add(Account account, IReadOnlyList<(string Guid, string Name, decimal Price, decimal Quantity)> items, JsonObject? guest, string? server, DateTimeOffset at, bool paid, decimal tip)
    {
        var (orderId, checkId) = (account.Dice.Guid().ToString(), account.Dice.Guid().ToString());
        var date = ToastVendor.BusinessDate(at);
        decimal Tax(decimal amount) => decimal.Round(amount * 0.08875m, 2, MidpointRounding.AwayFromZero);
        var selections = items.Select(item => (JsonNode)new JsonObject
        {
            ["guid"] = account.Dice.Guid().ToString(), ["entityType"] = "MenuItemSelection", ["externalId"] = null, ["item"] = Reference("MenuItem", item.Guid), ["itemGroup"] = null, ["displayName"] = item.Name, ["quantity"] = item.Quantity, ["preDiscountPrice"] = item.Price * item.Quantity, ["price"] = item.Price * item.Quantity,
            ["tax"] = Tax(item.Price * item.Quantity), ["voided"] = false, ["deferred"] = false, ["selectionType"] = "NONE", ["modifiers"] = new JsonArray(), ["appliedDiscounts"] = new JsonArray(), ["appliedTaxes"] = new JsonArray(), ["createdDate"] = ToastVendor.Zoned(at), ["modifiedDate"] = ToastVendor.Zoned(at),
        }).ToList();
        var (net, tax) = (items.Sum(item => item.Price * item.Quantity), items.Sum(item => Tax(item.Price * item.Quantity)));
        var payments = paid ? new JsonArray(Payment(account, orderId, checkId, net + tax, tip, server, at)) : [];
        return account["orders"].Add(orderId, Entity(orderId, "Order", new JsonObject
        {
            ["openedDate"] = ToastVendor.Zoned(at), ["paidDate"] = paid ? ToastVendor.Zoned(at.AddMinutes(2)) : null, ["closedDate"] = paid ? ToastVendor.Zoned(at.AddMinutes(2)) : null, ["businessDate"] = date, ["voided"] = false, ["voidDate"] = null, ["source"] = paid ? "In Store" : "API", ["server"] = server is null ? null : Reference("RestaurantUser", server),
            ["revenueCenter"] = null, ["diningOption"] = Reference("DiningOption", Secrets.DeriveGuid("toast:dining").ToString()), ["numberOfGuests"] = 1, ["createdInTestMode"] = false, ["approvalStatus"] = "APPROVED", ["displayNumber"] = (account["orders"].Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["checks"] = new JsonArray(new JsonObject
            {
                ["guid"] = checkId, ["entityType"] = "Check", ["externalId"] = null, ["displayNumber"] = "1", ["openedDate"] = ToastVendor.Zoned(at), ["closedDate"] = paid ? ToastVendor.Zoned(at.AddMinutes(2)) : null, ["paidDate"] = paid ? ToastVendor.Zoned(at.AddMinutes(2)) : null, ["amount"] = net, ["taxAmount"] = tax, ["totalAmount"] = net + tax,
                ["paymentStatus"] = paid ? "CLOSED" : "OPEN", ["taxExempt"] = false, ["tabName"] = null, ["voided"] = false, ["deleted"] = false, ["customer"] = guest, ["appliedDiscounts"] = new JsonArray(), ["appliedServiceCharges"] = new JsonArray(), ["selections"] = Paths.Array(selections), ["payments"] = payments,
                ["createdDate"] = ToastVendor.Zoned(at), ["modifiedDate"] = ToastVendor.Zoned(at),
            }),
        }), at);
    }

    public static JsonObject Payment(Account account, string order, string check, decimal amount, decimal tip, string? server, DateTimeOffset at)
    {
        var cash = account.Dice.Chance(20);
        return new JsonObject
        {
            ["guid"] = account.Dice.Guid().ToString(), ["entityType"] = "OrderPayment", ["externalId"] = null, ["type"] = cash ? "CASH" : "CREDIT", ["paidDate"] = ToastVendor.Zoned(at.AddMinutes(2)), ["paidBusinessDate"] = ToastVendor.BusinessDate(at), ["amount"] = amount, ["tipAmount"] = tip,
            ["originalProcessingFee"] = cash ? null : decimal.Round((amount + tip) * 0.0249m, 2, MidpointRounding.AwayFromZero), ["cardType"] = cash ? null : "VISA", ["last4Digits"] = cash ? null : account.Dice.Digits(4), ["server"] = server is null ? null : Reference("RestaurantUser", server), ["refundStatus"] = "NONE", ["refund"] = null,
            ["paymentStatus"] = cash ? null : "CAPTURED", ["voidInfo"] = null, ["orderGuid"] = order, ["checkGuid"] = check,
        };
    }

    /// <summary>Gives everything back; the check's total stays as it was, as it does at Toast.</summary>
    public static StoredObject Refund(Account account, StoredObject order)
    {
        var at = account.After(order, TimeSpan.FromHours(3));
        return account["orders"].Change(order.Id, body =>
        {
            foreach (var payment in body.Objects("checks.0.payments"))
            {
                payment["refundStatus"] = "FULL";
                payment["refund"] = new JsonObject { ["refundAmount"] = payment["amount"]!.DeepClone(), ["tipRefundAmount"] = payment["tipAmount"]!.DeepClone(), ["refundDate"] = ToastVendor.Zoned(at), ["refundBusinessDate"] = ToastVendor.BusinessDate(at) };
            }
        }, at);
    }
}
