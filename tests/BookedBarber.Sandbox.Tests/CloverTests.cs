using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class CloverTests
{
    private const string Root = "/v3/merchants/FADEDISTRICT1";

    [Fact]
    public async Task Orders_changed_since_a_moment_come_with_what_is_expanded()
    {
        await using var clover = await Simulated.StartAsync("clover");
        var since = (await clover.GetAsync("/_sandbox")).Instant("now")!.Value.ToUnixTimeMilliseconds();
        await clover.SteerAsync("clock", new { advanceSeconds = 5 });
        var sold = (await clover.SteerAsync("sale"))["sales"]![0];

        var found = (await clover.GetAsync($"{Root}/orders?filter=modifiedTime>={since + 1}&expand=lineItems,payments&orderBy=modifiedTime%20ASC")).Objects("elements").Single();

        found.Text("id").ShouldBe(sold.Text("orderId"));
        found.Text("payments.elements.0.id").ShouldBe(sold.Text("paymentId"));
        (found.Objects("lineItems.elements").Sum(line => line.Number("price")) + found.Number("payments.elements.0.taxAmount")).ShouldBe(found.Number("total"));
        (await clover.GetAsync($"{Root}/orders/{sold.Text("orderId")}")).At("lineItems").ShouldBeNull();
    }

    [Fact]
    public async Task Payments_are_walked_by_offset_until_a_short_page()
    {
        await using var clover = await Simulated.StartAsync("clover");
        var seen = new List<string>();
        int got;
        do
        {
            var page = (await clover.GetAsync($"{Root}/payments?limit=40&offset={seen.Count}")).Objects("elements").ToList();
            seen.AddRange(page.Select(payment => payment.Text("id")!));
            got = page.Count;
        }
        while (got == 40);

        seen.Distinct().Count().ShouldBe(150);
    }

    [Fact]
    public async Task A_webhook_carries_the_code_and_names_what_changed_after_a_handshake()
    {
        await using var clover = await Simulated.StartAsync("clover");
        await using var receiver = await Receiver.StartAsync();
        await clover.SteerAsync("webhooks", new { address = receiver.Url });
        JsonNode.Parse(receiver.Arrived.Single().Text).Text("verificationCode").ShouldNotBeNull();
        receiver.Arrived.Clear();
        var sold = (await clover.SteerAsync("sale"))["sales"]![0];
        await clover.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.ShouldAllBe(received => received.Headers["X-Clover-Auth"] == clover.Row.WebhookSecret);
        receiver.Arrived.Select(received => JsonNode.Parse(received.Text).Text("merchants.FADEDISTRICT1.0.objectId")).ShouldBe([$"P:{sold.Text("paymentId")}", $"O:{sold.Text("orderId")}"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_refresh_token_is_for_one_use_and_its_reuse_ends_the_family()
    {
        await using var clover = await Simulated.StartAsync("clover");
        var first = await clover.PostAsync("/oauth/v2/refresh", new { client_id = "sandbox-clover", refresh_token = clover.Row.RefreshToken });
        first.Number("access_token_expiration").ShouldBeGreaterThan(1_700_000_000);

        await clover.PostAsync("/oauth/v2/refresh", new { client_id = "sandbox-clover", refresh_token = clover.Row.RefreshToken }, 400);
        await clover.PostAsync("/oauth/v2/refresh", new { client_id = "sandbox-clover", refresh_token = first.Text("refresh_token") }, 400);
    }

    [Fact]
    public async Task Another_merchant_is_refused_like_a_bad_token()
    {
        await using var clover = await Simulated.StartAsync("clover");

        await clover.GetAsync("/v3/merchants/GOLDENSHEARS2/items", 401);
    }
}
