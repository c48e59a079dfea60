using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

/// <summary>What can be made to go wrong, shown at Square; it is the same for every vendor.</summary>
public sealed class SteeringTests
{
    private const string Payments = "/v2/customers?limit=10";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_share_of_the_calls_fails_evenly_and_for_as_many_as_were_asked_for()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("fail", new { status = 503, share = 50, count = 2 });

        var statuses = new List<int>();
        for (var call = 0; call < 6; call++)
        {
            using var answer = await square.Http.GetAsync(new Uri("/v2/locations", UriKind.Relative), Stop);
            statuses.Add((int)answer.StatusCode);
        }

        statuses.ShouldBe([200, 503, 200, 503, 200, 200]);
    }

    [Fact]
    public async Task A_fault_may_begin_later_and_every_call_that_it_met_is_counted()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("fail", new { status = 503, after = 1, count = 1 });

        await square.GetAsync("/v2/locations");
        await square.GetAsync("/v2/locations", 503);
        await square.GetAsync("/v2/locations");

        (await square.GetAsync("/_sandbox")).Number("met").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_held_up_goes_on_when_the_fault_is_taken_back()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("delay", new { milliseconds = 600_000 });
        var held = square.GetAsync("/v2/locations");
        while ((await square.GetAsync("/_sandbox")).Number("met") == 0)
        {
            await Task.Yield();
        }

        await square.SteerAsync("reset");

        await held;
    }

    [Fact]
    public async Task A_page_may_be_shorter_than_asked_for_or_empty_and_a_field_new_or_of_another_value()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("break-page", new { how = "short", size = 2 });
        var small = await square.GetAsync(Payments);
        await square.SteerAsync("break-page", new { how = "empty" });
        var none = await square.GetAsync(Payments);
        await square.SteerAsync("retype", new { field = "novelty", add = true });
        await square.SteerAsync("retype", new { field = "given_name", value = "Odd" });

        var changed = await square.GetAsync(Payments);

        (small.Objects("customers").Count(), small.Text("cursor") is null).ShouldBe((2, false));
        (none.Objects("customers").Count(), none.Text("cursor")).ShouldBe((0, null));
        changed.Objects("customers").ShouldAllBe(customer => customer.ContainsKey("novelty") && customer["given_name"]!.ToString() == "Odd");
    }

    [Fact]
    public async Task An_answer_may_lead_elsewhere_and_a_wait_be_named_by_its_end()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("redirect", new { to = "http://127.0.0.1:9/private" });
        using var elsewhere = await square.Http.GetAsync(new Uri("/v2/locations", UriKind.Relative), Stop);
        await square.SteerAsync("throttle", new { retryAfterSeconds = 3600, date = true });

        using var throttled = await square.Http.GetAsync(new Uri("/v2/locations", UriKind.Relative), Stop);

        (elsewhere.Headers.Location?.AbsoluteUri, throttled.Headers.RetryAfter?.Date > TimeProvider.System.GetUtcNow().AddMinutes(59)).ShouldBe(("http://127.0.0.1:9/private", true));
    }

    [Fact]
    public async Task Status_0_breaks_the_connection_and_reset_takes_it_back()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("fail", new { status = 0 });
        await Should.ThrowAsync<HttpRequestException>(() => square.Http.GetAsync(new Uri("/v2/locations", UriKind.Relative), Stop));

        await square.SteerAsync("reset");

        await square.GetAsync("/v2/locations");
    }

    [Fact]
    public async Task A_limit_is_kept_within_its_window_and_opens_with_the_next()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("throttle", new { requests = 2, perSeconds = 3600 });

        await square.GetAsync("/v2/locations");
        await square.GetAsync("/v2/locations");
        (await square.GetAsync("/v2/locations", 429)).Text("errors.0.code").ShouldBe("RATE_LIMITED");
        await square.SteerAsync("clock", new { advanceSeconds = 3601 });
        await square.GetAsync("/v2/locations");
    }

    [Fact]
    public async Task Html_and_an_error_inside_status_200_come_once()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("html");
        (await square.Http.GetStringAsync(new Uri("/v2/locations", UriKind.Relative), Stop)).ShouldStartWith("<!doctype html>");
        await square.SteerAsync("error-in-200");

        (await square.GetAsync("/v2/locations")).At("errors").ShouldNotBeNull();
        (await square.GetAsync("/v2/locations")).At("locations").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_can_repeat_loop_be_short_or_be_cut()
    {
        await using var square = await Simulated.StartAsync("square");
        var first = await square.GetAsync(Payments);
        var cursor = first.Text("cursor");

        await square.SteerAsync("break-page", new { how = "repeat" });
        (await square.GetAsync($"{Payments}&cursor={cursor}")).Text("customers.0.id").ShouldBe(first.Text("customers.0.id"));
        await square.SteerAsync("break-page", new { how = "loop" });
        (await square.GetAsync($"{Payments}&cursor={cursor}")).Text("cursor").ShouldBe(cursor);
        await square.SteerAsync("break-page", new { how = "short" });
        var shortened = await square.GetAsync(Payments);
        shortened.Objects("customers").Count().ShouldBe(5);
        shortened.Text("cursor").ShouldNotBeNull();
        await square.SteerAsync("break-page", new { how = "cut" });
        var text = await square.Http.GetStringAsync(new Uri(Payments, UriKind.Relative), Stop);
        Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task A_field_can_be_renamed_removed_or_get_another_type()
    {
        await using var square = await Simulated.StartAsync("square");
        await square.SteerAsync("retype", new { field = "given_name", rename = "first_name" });
        await square.SteerAsync("retype", new { field = "family_name", remove = true });
        await square.SteerAsync("retype", new { field = "version", type = "string" });

        var customer = (await square.GetAsync(Payments))["customers"]![0]!;

        customer.Text("first_name").ShouldNotBeNull();
        customer.At("given_name").ShouldBeNull();
        customer.At("family_name").ShouldBeNull();
        customer["version"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task Webhooks_can_be_dropped_repeated_forged_and_cut_short()
    {
        await using var square = await Simulated.StartAsync("square");
        await using var receiver = await Receiver.StartAsync();
        await square.SteerAsync("webhooks", new { address = receiver.Url, drop = 1 });
        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true, repeat = 2 });
        receiver.Arrived.ShouldBeEmpty();

        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true, forge = 1 });
        receiver.Arrived.Count.ShouldBe(3);
        receiver.Arrived.Select(received => received.Text).Distinct().Count().ShouldBe(1);
        receiver.Arrived.Clear();

        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true, truncate = 1 });
        var forged = receiver.Arrived.Single();
        forged.Headers["x-square-hmacsha256-signature"].ShouldNotBe(Kit.Webhooks.Hmac.Sha256Base64(square.Row.WebhookSecret!, System.Text.Encoding.UTF8.GetBytes(receiver.Url), forged.Body));
        receiver.Arrived.Clear();

        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true });
        Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(receiver.Arrived.Single().Text));
    }

    [Fact]
    public async Task A_failed_webhook_is_tried_again_when_the_vendors_calendar_says_so()
    {
        await using var square = await Simulated.StartAsync("square");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = _ => 500;
        await square.SteerAsync("webhooks", new { address = receiver.Url });
        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true });
        receiver.Arrived.Count.ShouldBe(1);

        receiver.Answer = _ => 200;
        await square.SteerAsync("clock", new { advanceSeconds = 61 });
        await square.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.Count.ShouldBe(2);
        receiver.Arrived.Last().Headers["square-retry-number"].ShouldBe("1");
    }

    [Fact]
    public async Task Every_address_that_was_typed_in_gets_each_message_once_under_the_secret_of_its_own_until_all_are_taken_away()
    {
        await using var square = await Simulated.StartAsync("square");
        await using var one = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        await square.SteerAsync("webhooks", new { address = one.Url, secret = "first-secret" });
        await square.SteerAsync("webhooks", new { address = other.Url, secret = "other-secret" });
        await square.SteerAsync("webhooks", new { address = one.Url, secret = "first-secret" });

        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true });
        await square.SteerAsync("webhooks", new { remove = true });
        await square.SteerAsync("customer");
        await square.SteerAsync("webhooks", new { wait = true });

        (one.Arrived.Count, other.Arrived.Count).ShouldBe((1, 1));
        one.Arrived.Single().Text.ShouldBe(other.Arrived.Single().Text);
        one.Arrived.Single().Headers["x-square-hmacsha256-signature"].ShouldNotBe(other.Arrived.Single().Headers["x-square-hmacsha256-signature"]);
    }

    [Fact]
    public async Task Seeding_adds_as_many_objects_as_were_asked_for_and_tells_nobody()
    {
        await using var square = await Simulated.StartAsync("square");
        await using var receiver = await Receiver.StartAsync();
        await square.SteerAsync("webhooks", new { address = receiver.Url });

        await square.SteerAsync("seed", new { stream = "customers", count = 500 });
        await square.SteerAsync("webhooks", new { wait = true });

        (await square.GetAsync("/v2/customers?count=true")).Number("count").ShouldBe(560);
        receiver.Arrived.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bamboohr", "employees")]
    [InlineData("clover", "customers")]
    [InlineData("google-business-profile", "reviews")]
    [InlineData("hubspot", "companies")]
    [InlineData("mailchimp", "members")]
    [InlineData("quickbooks-online", "customers")]
    [InlineData("salesforce", "leads")]
    [InlineData("shopify", "customers")]
    [InlineData("square", "customers")]
    public async Task Each_object_that_is_seeded_to_be_told_is_told(string vendor, string stream)
    {
        await using var simulated = await Simulated.StartAsync(vendor);
        await using var receiver = await Receiver.StartAsync();
        await simulated.SteerAsync("webhooks", new { address = receiver.Url });
        receiver.Arrived.Clear(); // by which some vendors try the address

        await simulated.SteerAsync("seed", new { stream, count = 40, tell = true });
        await simulated.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.Count.ShouldBeGreaterThanOrEqualTo(40);
    }

    [Fact]
    public async Task A_wish_that_means_nothing_is_refused_by_name()
    {
        await using var square = await Simulated.StartAsync("square");

        (await square.PostAsync("/_sandbox/fail", new { statuss = 503 }, 400)).Text("error")!.ShouldContain("'statuss'");
        (await square.PostAsync("/_sandbox/seed", new { stream = "unicorns" }, 400)).Text("error")!.ShouldContain("customers");
    }

    [Fact]
    public void The_list_is_the_same_on_every_start()
    {
        SandboxHost.List([], 18101).ShouldBe(SandboxHost.List([], 18101));
        SandboxHost.List(["square"], 18101).Single().Url.ShouldBe("http://127.0.0.1:18111");
        SandboxHost.List(["square"], 18101).Single().ClientSecret.ShouldBe("sandbox-square-secret");
    }

    [Fact]
    public async Task Two_starts_hold_the_same_objects()
    {
        await using var one = await Simulated.StartAsync("square");
        await using var other = await Simulated.StartAsync("square");

        (await one.GetAsync(Payments))["customers"]![0].Text("id").ShouldBe((await other.GetAsync(Payments))["customers"]![0].Text("id"));
        (await one.GetAsync("/v2/locations")).Text("locations.0.id").ShouldBe((await other.GetAsync("/v2/locations")).Text("locations.0.id"));
    }
}
