using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using static BookedBarber.Sandbox.Vendors.Shopify.ShopifyData;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>The point of sale: orders that are paid at once, and their refunds.</summary>
internal static class ShopifyTill
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
                return new { orderId = order.Id, name = order.Text("name"), total = order.Text("totalPriceSet.shopMoney.amount") };
            }).ToList(),
        };
    }

    public static StoredObject RingUp(Account account)
    {
        var (dice, at, id) = (account.Dice, account.Moment(55), Gid(account, "Order"));
        var location = dice.Pick(account["locations"].Live);
        var variant = dice.Pick(account["variants"].Live);
        var quantity = variant.Text("sku") is not null && dice.Chance(15) ? 2 : 1;
        var price = decimal.Parse(variant.Text("price")!, CultureInfo.InvariantCulture);
        var (net, tip) = (price * quantity, dice.Chance(40) ? dice.Between(2, 10) : 0m);
        var tax = decimal.Round(net * 0.08875m, 2, MidpointRounding.AwayFromZero);
        var total = net + tax;
        var transaction = new JsonObject { ["id"] = Gid(account, "OrderTransaction"), ["kind"] = "SALE", ["status"] = "SUCCESS", ["gateway"] = dice.Chance(20) ? "cash" : "shopify_payments", ["amountSet"] = Money(total + tip), ["processedAt"] = at.IsoSeconds(), ["test"] = false };
        var number = 1001 + account["orders"].Count;
        return account["orders"].Add(id, new JsonObject
        {
            ["id"] = id, ["legacyResourceId"] = Legacy(id), ["name"] = $"#{number}", ["createdAt"] = at.IsoSeconds(), ["processedAt"] = at.IsoSeconds(), ["cancelledAt"] = null, ["closedAt"] = at.IsoSeconds(), ["test"] = false, ["sourceName"] = "pos", ["email"] = null, ["note"] = null,
            ["tags"] = new JsonArray(), ["displayFinancialStatus"] = "PAID", ["displayFulfillmentStatus"] = "FULFILLED", ["currencyCode"] = "USD", ["taxesIncluded"] = false, ["currentTotalPriceSet"] = Money(total), ["totalPriceSet"] = Money(total), ["subtotalPriceSet"] = Money(net), ["currentSubtotalPriceSet"] = Money(net),
            ["totalTaxSet"] = Money(tax), ["currentTotalTaxSet"] = Money(tax), ["totalDiscountsSet"] = Money(0), ["totalRefundedSet"] = Money(0), ["totalTipReceivedSet"] = Money(tip), ["totalShippingPriceSet"] = Money(0), ["retailLocation"] = Reference("locations", location.Id), ["staffMember"] = null,
            ["customer"] = dice.Chance(70) ? Reference("customers", dice.Pick(account["customers"].Live).Id) : null, ["transactions"] = new JsonArray(transaction), ["refunds"] = new JsonArray(),
            ["lineItems"] = new JsonArray(new JsonObject
            {
                ["id"] = Gid(account, "LineItem"), ["name"] = variant.Text("displayName"), ["title"] = variant.Text("displayName"), ["sku"] = variant.Text("sku"), ["quantity"] = quantity, ["currentQuantity"] = quantity, ["isGiftCard"] = false, ["variant"] = Reference("variants", variant.Id),
                ["product"] = Reference("products", variant.Text("product.id")!), ["originalUnitPriceSet"] = Money(price), ["originalTotalSet"] = Money(net), ["discountedTotalSet"] = Money(net), ["taxLines"] = new JsonArray(new JsonObject { ["title"] = "Sales tax", ["rate"] = 0.08875, ["priceSet"] = Money(tax) }),
            }),
        }, at);
    }

    /// <summary>Gives the whole order back.</summary>
    public static JsonObject Refund(Account account, StoredObject order)
    {
        var at = account.After(order, TimeSpan.FromHours(4));
        var line = order.Body.Objects("lineItems").First();
        var total = decimal.Parse(order.Text("currentTotalPriceSet.shopMoney.amount")!, CultureInfo.InvariantCulture);
        var refund = new JsonObject
        {
            ["id"] = Gid(account, "Refund"), ["legacyResourceId"] = account.Dice.Digits(10), ["createdAt"] = at.IsoSeconds(), ["updatedAt"] = at.IsoSeconds(), ["note"] = null, ["totalRefundedSet"] = Money(total),
            ["refundLineItems"] = new JsonArray(new JsonObject { ["quantity"] = line.Number("quantity"), ["restockType"] = "NO_RESTOCK", ["subtotalSet"] = line["discountedTotalSet"]!.DeepClone(), ["totalTaxSet"] = order.Body["totalTaxSet"]!.DeepClone(), ["lineItem"] = new JsonObject { ["id"] = line.Text("id"), ["name"] = line.Text("name") } }),
        };
        account["orders"].Change(order.Id, body =>
        {
            body["refunds"]!.AsArray().Add(refund.DeepClone());
            body["transactions"]!.AsArray().Add(new JsonObject { ["id"] = Gid(account, "OrderTransaction"), ["kind"] = "REFUND", ["status"] = "SUCCESS", ["gateway"] = body.Text("transactions.0.gateway"), ["amountSet"] = Money(total), ["processedAt"] = at.IsoSeconds(), ["test"] = false });
            body["displayFinancialStatus"] = "REFUNDED";
            body["totalRefundedSet"] = Money(total);
            body["currentTotalPriceSet"] = Money(0);
            body["currentSubtotalPriceSet"] = Money(0);
            body["currentTotalTaxSet"] = Money(0);
            ((JsonObject)body["lineItems"]![0]!)["currentQuantity"] = 0;
        }, at);
        return refund;
    }
}
