using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Tests;

public sealed class ToastTests
{
    [Fact]
    public async Task A_machine_logs_in_and_names_the_location_by_header()
    {
        await using var toast = await Simulated.StartAsync("toast");
        var token = await toast.PostAsync("/authentication/v1/authentication/login", new { clientId = "sandbox-toast", clientSecret = "sandbox-toast-secret", userAccessType = "TOAST_MACHINE_CLIENT" });
        toast.Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Text("token.accessToken"));

        (await toast.GetAsync("/labor/v1/jobs", 400)).Text("message")!.ShouldContain("Toast-Restaurant-External-ID");
        var places = await toast.GetAsync("/partners/v1/restaurants");
        places.AsArray().Count.ShouldBe(3);
        toast.Http.DefaultRequestHeaders.Add("Toast-Restaurant-External-ID", places[2].Text("restaurantGuid"));
        (await toast.GetAsync("/labor/v1/jobs")).AsArray().Count.ShouldBe(2);
        await toast.PostAsync("/authentication/v1/authentication/login", new { clientId = "sandbox-toast", clientSecret = "wrong", userAccessType = "TOAST_MACHINE_CLIENT" }, 401);
    }

    [Fact]
    public async Task Orders_are_read_by_time_of_change_and_a_late_refund_moves_them()
    {
        await using var toast = await StartAsync();
        var now = (await toast.GetAsync("/_sandbox")).Instant("now")!.Value;
        await toast.SteerAsync("clock", new { advanceSeconds = 60 });
        var refunded = (await toast.SteerAsync("refund")).Text("orderGuid");

        var changed = await toast.GetAsync($"/orders/v2/ordersBulk?startDate={now.AddSeconds(10).Iso()}&endDate={now.AddHours(1).Iso()}&pageSize=100&page=1");

        changed.AsArray().Single().Text("guid").ShouldBe(refunded);
        changed.Text("0.checks.0.payments.0.refundStatus").ShouldBe("FULL");
        (await toast.GetAsync($"/orders/v2/payments?refundBusinessDate={changed.Text("0.checks.0.payments.0.refund.refundBusinessDate")}")).AsArray().Select(guid => guid!.ToString()).ShouldContain(changed.Text("0.checks.0.payments.0.guid"));
    }

    [Fact]
    public async Task An_order_of_ours_is_priced_and_paid()
    {
        await using var toast = await StartAsync();
        var item = (await toast.GetAsync("/menus/v2/menus")).Objects("menus.0.menuGroups.0.menuItems").First();
        var order = await toast.PostAsync("/orders/v2/orders", new { diningOption = new { guid = "any" }, checks = new[] { new { selections = new[] { new { item = new { guid = item.Text("guid") }, quantity = 2 } } } } });

        order.Amount("checks.0.amount").ShouldBe(2 * item.Amount("price"));
        var paid = await toast.PostAsync($"/orders/v2/orders/{order.Text("guid")}/checks/{order.Text("checks.0.guid")}/payments", new[] { new { type = "OTHER", amount = order.Amount("checks.0.totalAmount"), tipAmount = 3 } });
        paid.Text("checks.0.paymentStatus").ShouldBe("CLOSED");
    }

    [Fact]
    public async Task A_webhook_is_signed_over_body_and_its_own_time()
    {
        await using var toast = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        await toast.SteerAsync("webhooks", new { address = receiver.Url });
        await toast.SteerAsync("sale");
        await toast.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single();
        var body = JsonNode.Parse(received.Text);

        received.Headers["Toast-Signature"].ShouldBe(Hmac.Sha256Base64(toast.Row.WebhookSecret!, received.Body, Encoding.UTF8.GetBytes(body.Text("timestamp")!)));
        received.Headers["Toast-Attempt-Number"].ShouldBe("1");
        body.Text("eventType").ShouldBe("order_updated");
        received.Headers.ContainsKey("X-Signed-Timestamp").ShouldBeFalse();
    }

    private static async Task<Simulated> StartAsync()
    {
        var toast = await Simulated.StartAsync("toast");
        toast.Http.DefaultRequestHeaders.Add("Toast-Restaurant-External-ID", toast.Row.AccountId);
        return toast;
    }
}
