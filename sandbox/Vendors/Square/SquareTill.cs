using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using static BookedBarber.Sandbox.Vendors.Square.SquareData;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>The till: an order with its lines, the payment that settles it, and refunds. Sums agree to the cent.</summary>
internal static class SquareTill
{
    /// <summary>Sales tax of the simulated shops, in hundredths of a percent; goods and services alike.</summary>
    private const long TaxBasisPoints = 888;

    public static (StoredObject Order, StoredObject Payment) RingUp(Account account, SquareSale sale)
    {
        var (orderId, paymentId) = (account.Dice.Text(22, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), account.Dice.Text(22, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
        var lines = new JsonArray();
        long net = 0, tax = 0;
        foreach (var (variation, quantity) in sale.Lines)
        {
            var price = variation.Number("item_variation_data.price_money.amount");
            var gross = price * quantity;
            var lineTax = ((gross * TaxBasisPoints) + 5_000) / 10_000;
            lines.Add(Line(account, variation, quantity, price, gross, lineTax));
            (net, tax) = (net + gross, tax + lineTax);
        }

        var order = account["orders"].Add(orderId, Order(account, sale, orderId, paymentId, lines, net, tax), sale.At);
        var payment = account["payments"].Add(paymentId, Payment(account, sale, paymentId, orderId, net + tax), sale.At);
        if (!account.Filling)
        {
            // The fee is known a moment after completion, and comes with a change of the payment.
            payment = account["payments"].Change(paymentId, body => body["processing_fee"] = Fee(payment));
        }

        return (order, payment);
    }

    public static StoredObject Refund(Account account, StoredObject payment, long cents, string reason, DateTimeOffset at)
    {
        var id = $"{payment.Id}_{account.Dice.Text(24)}";
        var refund = account["refunds"].Add(id, new JsonObject
        {
            ["id"] = id, ["status"] = "COMPLETED", ["location_id"] = payment.Text("location_id"), ["amount_money"] = Money(cents), ["payment_id"] = payment.Id, ["order_id"] = payment.Text("order_id"),
            ["reason"] = reason, ["team_member_id"] = payment.Text("team_member_id"),
        }, at);
        account["payments"].Change(payment.Id, body => body["refunded_money"] = Money(body.Number("refunded_money.amount") + cents), at);
        if (account["orders"].Find(payment.Text("order_id")) is { } order)
        {
            account["orders"].Change(order.Id, body =>
            {
                body["refunds"] ??= new JsonArray();
                body["refunds"]!.AsArray().Add(new JsonObject
                {
                    ["id"] = id, ["location_id"] = order.Text("location_id"), ["transaction_id"] = order.Id, ["tender_id"] = payment.Id, ["created_at"] = at.Iso(), ["reason"] = reason,
                    ["amount_money"] = Money(cents), ["status"] = "APPROVED",
                });
            }, at);
        }

        return refund;
    }

    private static JsonObject Line(Account account, StoredObject variation, int quantity, long price, long gross, long tax) => new()
    {
        ["uid"] = account.Dice.Text(22),
        ["catalog_object_id"] = variation.Id,
        ["catalog_version"] = variation.Number("version"),
        ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
        ["name"] = account["catalog"].Find(variation.Text("item_variation_data.item_id"))?.Text("item_data.name") ?? "Item",
        ["variation_name"] = variation.Text("item_variation_data.name"),
        ["item_type"] = "ITEM",
        ["base_price_money"] = Money(price),
        ["variation_total_price_money"] = Money(gross),
        ["gross_sales_money"] = Money(gross),
        ["total_tax_money"] = Money(tax),
        ["total_discount_money"] = Money(0),
        ["total_money"] = Money(gross + tax),
    };

    private static JsonObject Order(Account account, SquareSale sale, string id, string payment, JsonArray lines, long net, long tax)
    {
        var total = net + tax + sale.Tip;
        var body = new JsonObject
        {
            ["id"] = id,
            ["location_id"] = sale.Location,
            ["source"] = new JsonObject { ["name"] = "Square Point of Sale" },
            ["line_items"] = lines,
            ["state"] = "COMPLETED",
            ["closed_at"] = sale.At.Iso(),
            ["total_money"] = Money(total),
            ["total_tax_money"] = Money(tax),
            ["total_discount_money"] = Money(0),
            ["total_tip_money"] = Money(sale.Tip),
            ["total_service_charge_money"] = Money(0),
            ["net_amounts"] = new JsonObject { ["total_money"] = Money(total), ["tax_money"] = Money(tax), ["discount_money"] = Money(0), ["tip_money"] = Money(sale.Tip), ["service_charge_money"] = Money(0) },
            ["net_amount_due_money"] = Money(0),
            ["tenders"] = new JsonArray(new JsonObject
            {
                ["id"] = payment, ["location_id"] = sale.Location, ["transaction_id"] = id, ["created_at"] = sale.At.Iso(), ["amount_money"] = Money(total), ["tip_money"] = Money(sale.Tip),
                ["type"] = sale.Cash ? "CASH" : "CARD", ["payment_id"] = payment,
            }),
        };
        if (sale.Customer is not null)
        {
            body["customer_id"] = sale.Customer;
        }

        return body;
    }

    private static JsonObject Payment(Account account, SquareSale sale, string id, string order, long amount)
    {
        var body = new JsonObject
        {
            ["id"] = id,
            ["amount_money"] = Money(amount),
            ["tip_money"] = Money(sale.Tip),
            ["total_money"] = Money(amount + sale.Tip),
            ["approved_money"] = Money(amount + sale.Tip),
            ["status"] = "COMPLETED",
            ["source_type"] = sale.Cash ? "CASH" : "CARD",
            ["location_id"] = sale.Location,
            ["order_id"] = order,
            ["team_member_id"] = sale.TeamMember,
            ["receipt_number"] = id[..4],
        };
        if (sale.Customer is not null)
        {
            body["customer_id"] = sale.Customer;
        }

        if (sale.Cash)
        {
            body["cash_details"] = new JsonObject { ["buyer_supplied_money"] = Money(amount + sale.Tip), ["change_back_money"] = Money(0) };
        }
        else
        {
            body["card_details"] = new JsonObject
            {
                ["status"] = "CAPTURED",
                ["card"] = new JsonObject { ["card_brand"] = account.Dice.Pick(["VISA", "MASTERCARD", "AMERICAN_EXPRESS"]), ["last_4"] = account.Dice.Digits(4) },
                ["entry_method"] = "CONTACTLESS",
            };
        }

        if (account.Filling && !sale.Cash)
        {
            body["processing_fee"] = new JsonArray(new JsonObject { ["type"] = "INITIAL", ["effective_at"] = sale.At.Iso(), ["amount_money"] = Money(FeeCents(amount + sale.Tip)) });
        }

        return body;
    }

    private static JsonArray Fee(StoredObject payment) => payment.Text("source_type") == "CASH"
        ? []
        : [new JsonObject { ["type"] = "INITIAL", ["effective_at"] = payment.Created.Iso(), ["amount_money"] = Money(FeeCents(payment.Number("total_money.amount"))) }];

    /// <summary>2.6 % and 10 cents, Square's published price of a card present.</summary>
    private static long FeeCents(long cents) => (((cents * 26) + 500) / 1000) + 10;
}
