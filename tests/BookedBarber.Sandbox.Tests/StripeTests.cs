using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Tests;

public sealed class StripeTests
{
    [Fact]
    public async Task Lists_are_newest_first_and_walked_by_the_last_id()
    {
        await using var stripe = await ConnectedAsync();
        var seen = new List<(string Id, long Created)>();
        var more = true;
        while (more)
        {
            var page = await stripe.GetAsync($"/v1/charges?limit=50{(seen.Count > 0 ? $"&starting_after={seen[^1].Id}" : "")}");
            seen.AddRange(page.Objects("data").Select(charge => (charge.Text("id")!, charge.Number("created"))));
            more = page.Flag("has_more");
        }

        seen.Count.ShouldBe(160);
        seen.Select(charge => charge.Created).ShouldBe(seen.Select(charge => charge.Created).OrderDescending());
    }

    [Fact]
    public async Task The_ledger_agrees_with_the_charge()
    {
        await using var stripe = await ConnectedAsync();
        var id = (await stripe.SteerAsync("sale", new { cents = 6000 }))["sales"]![0].Text("chargeId");

        var charge = await stripe.GetAsync($"/v1/charges/{id}");
        var entry = await stripe.GetAsync($"/v1/balance_transactions/{charge.Text("balance_transaction")}");

        entry.Number("amount").ShouldBe(6000);
        entry.Number("net").ShouldBe(6000 - entry.Objects("fee_details").Sum(fee => fee.Number("amount")));
        charge.Number("application_fee_amount").ShouldBe(360);
    }

    [Fact]
    public async Task An_idempotency_key_replays_the_first_answer_and_refuses_other_parameters()
    {
        await using var stripe = await ConnectedAsync();
        stripe.Http.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");

        var first = await stripe.PostFormAsync("/v1/customers", ("email", "a@example.com"), ("metadata[shop]", "7"));
        var second = await stripe.PostFormAsync("/v1/customers", ("email", "a@example.com"), ("metadata[shop]", "7"));
        var third = await stripe.PostFormAsync("/v1/customers", ("email", "b@example.com"));

        second.Text("id").ShouldBe(first.Text("id"));
        first.Text("metadata.shop").ShouldBe("7");
        third.Text("error.type").ShouldBe("idempotency_error");
    }

    [Fact]
    public async Task A_refund_of_more_than_is_left_is_refused_and_an_unconfirmed_intent_moves_no_money()
    {
        await using var stripe = await ConnectedAsync();
        var id = (await stripe.SteerAsync("sale", new { cents = 5000 }))["sales"]![0].Text("chargeId")!;
        var before = (await stripe.GetAsync("/_sandbox/objects/balance_transactions")).AsArray().Count;

        (await stripe.PostFormAsync("/v1/refunds", ("charge", id), ("amount", "5001"))).Text("error.param").ShouldBe("amount");
        (await stripe.PostFormAsync("/v1/payment_intents", ("amount", "900"), ("currency", "usd"))).Text("status").ShouldBe("requires_payment_method");
        (await stripe.GetAsync("/_sandbox/objects/balance_transactions")).AsArray().Count.ShouldBe(before);
    }

    [Fact]
    public async Task Webhooks_carry_the_account_and_a_signature_over_time_and_body()
    {
        await using var stripe = await ConnectedAsync();
        await using var receiver = await Receiver.StartAsync();
        await stripe.SteerAsync("webhooks", new { address = receiver.Url });
        await stripe.SteerAsync("sale");
        await stripe.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single(item => JsonNode.Parse(item.Text).Text("type") == "charge.succeeded");
        var parts = received.Headers["Stripe-Signature"].Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);

        parts["v1"].ShouldBe(Hmac.Sha256Hex(stripe.Row.WebhookSecret!, Encoding.UTF8.GetBytes($"{parts["t"]}."), received.Body));
        JsonNode.Parse(received.Text).Text("account").ShouldBe(stripe.Row.AccountId);
    }

    [Fact]
    public async Task Without_the_account_header_the_platform_is_read_and_an_unknown_account_is_refused()
    {
        await using var stripe = await Simulated.StartAsync("stripe");

        (await stripe.GetAsync("/v1/charges")).Objects("data").ShouldBeEmpty();
        stripe.Http.DefaultRequestHeaders.Add("Stripe-Account", "acct_nobody");
        (await stripe.GetAsync("/v1/charges", 403)).Text("error.code").ShouldBe("account_invalid");
    }

    private static async Task<Simulated> ConnectedAsync()
    {
        var stripe = await Simulated.StartAsync("stripe");
        stripe.Http.DefaultRequestHeaders.Add("Stripe-Account", stripe.Row.AccountId);
        return stripe;
    }
}
