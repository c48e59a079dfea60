using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class SquareTests
{
    [Fact]
    public async Task A_sale_at_the_till_makes_an_order_and_a_payment_that_agree_to_the_cent()
    {
        await using var square = await Simulated.StartAsync("square");

        var sale = (await square.SteerAsync("sale", new { tipCents = 700 }))["sales"]![0]!;

        var payment = (await square.GetAsync($"/v2/payments/{sale["paymentId"]}"))["payment"]!;
        var order = (await square.GetAsync($"/v2/orders/{sale["orderId"]}"))["order"]!;
        payment.Number("tip_money.amount").ShouldBe(700);
        payment.Number("total_money.amount").ShouldBe(order.Number("total_money.amount"));
        order.Objects("line_items").Sum(line => line.Number("total_money.amount")).ShouldBe(payment.Number("amount_money.amount"));
        payment.Text("order_id").ShouldBe(order.Text("id"));
    }

    [Fact]
    public async Task Its_webhook_is_signed_over_address_and_body()
    {
        await using var square = await Simulated.StartAsync("square");
        await using var receiver = await Receiver.StartAsync();
        await square.SteerAsync("webhooks", new { address = receiver.Url });

        await square.SteerAsync("sale");
        await square.SteerAsync("webhooks", new { wait = true });

        var types = receiver.Arrived.Select(received => JsonNode.Parse(received.Text).Text("type")).ToList();
        types.ShouldBe(["order.created", "payment.created", "payment.updated"], ignoreOrder: true);
        foreach (var received in receiver.Arrived)
        {
            var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(square.Row.WebhookSecret!), Encoding.UTF8.GetBytes(receiver.Url + received.Text)));
            received.Headers["x-square-hmacsha256-signature"].ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Payments_changed_since_a_moment_are_walked_page_by_page_once_each()
    {
        await using var square = await Simulated.StartAsync("square");
        var locations = (await square.GetAsync("/v2/locations"))["locations"]!.AsArray();
        var seen = new List<string>();
        foreach (var location in locations)
        {
            string? cursor = null;
            do
            {
                var page = await square.GetAsync($"/v2/payments?location_id={location!["id"]}&updated_at_begin_time=2020-01-01T00:00:00Z&sort_field=UPDATED_AT&sort_order=ASC&limit=20&cursor={cursor}");
                seen.AddRange(page.Objects("payments").Select(payment => payment.Text("id")!));
                cursor = page.Text("cursor");
            }
            while (cursor is not null);
        }

        seen.Count.ShouldBe(240);
        seen.Distinct().Count().ShouldBe(240);
    }

    [Fact]
    public async Task A_refund_that_exceeds_what_is_left_is_refused_in_the_vendors_words()
    {
        await using var square = await Simulated.StartAsync("square");
        var sale = (await square.SteerAsync("sale"))["sales"]![0]!;

        var answer = await square.PostAsync("/v2/refunds", new { idempotency_key = "r-1", payment_id = sale.Text("paymentId"), amount_money = new { amount = 10_000_000, currency = "USD" } }, 400);

        answer.Text("errors.0.code").ShouldBe("REFUND_AMOUNT_INVALID");
    }

    [Fact]
    public async Task The_same_idempotency_key_makes_one_customer()
    {
        await using var square = await Simulated.StartAsync("square");
        var wanted = new { idempotency_key = "c-1", given_name = "Imani", email_address = "imani@example.com" };

        var first = await square.PostAsync("/v2/customers", wanted);
        var second = await square.PostAsync("/v2/customers", wanted);

        second.Text("customer.id").ShouldBe(first.Text("customer.id"));
    }

    [Fact]
    public async Task An_unknown_cursor_and_a_window_that_is_too_long_are_refused()
    {
        await using var square = await Simulated.StartAsync("square");

        (await square.GetAsync("/v2/customers?cursor=nonsense", 400)).Text("errors.0.code").ShouldBe("INVALID_CURSOR");
        (await square.GetAsync("/v2/bookings?start_at_min=2026-01-01T00:00:00Z&start_at_max=2026-03-01T00:00:00Z", 400)).Text("errors.0.code").ShouldBe("INVALID_TIME_RANGE");
    }
}
