using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class SendGridTests
{
    [Fact]
    public async Task A_mail_is_accepted_without_a_body_and_its_events_are_signed()
    {
        await using var grid = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        await grid.SteerAsync("webhooks", new { address = receiver.Url });
        await grid.PostAsync("/v3/mail/send", Mail("shop@example.com", "zoe@example.com"), 202);
        await grid.SteerAsync("webhooks", new { wait = true });

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(grid.Row.WebhookSecret!), out _);
        receiver.Arrived.Select(received => JsonNode.Parse(received.Text).Text("0.event")).ShouldBe(["processed", "delivered"], ignoreOrder: true);
        foreach (var received in receiver.Arrived)
        {
            received.Text.ShouldEndWith("]\r\n");
            byte[] signed = [.. Encoding.UTF8.GetBytes(received.Headers["X-Twilio-Email-Event-Webhook-Timestamp"]), .. received.Body];
            key.VerifyData(signed, Convert.FromBase64String(received.Headers["X-Twilio-Email-Event-Webhook-Signature"]), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
            JsonNode.Parse(received.Text).Text("0.client").ShouldBe("7");
        }
    }

    [Fact]
    public async Task Whoever_left_is_still_accepted_and_then_dropped()
    {
        await using var grid = await StartAsync();
        await grid.PostAsync("/v3/asm/suppressions/global", new { recipient_emails = new[] { "gone@example.com" } }, 201);
        await using var receiver = await Receiver.StartAsync();
        await grid.SteerAsync("webhooks", new { address = receiver.Url });

        await grid.PostAsync("/v3/mail/send", Mail("shop@example.com", "gone@example.com"), 202);
        await grid.SteerAsync("webhooks", new { wait = true });

        JsonNode.Parse(receiver.Arrived.Single().Text).Text("0.event").ShouldBe("dropped");
    }

    [Fact]
    public async Task A_bounce_is_in_the_list_of_its_time()
    {
        await using var grid = await StartAsync();
        await grid.PostAsync("/v3/mail/send", Mail("shop@example.com", "bounced@example.com"), 202);
        var now = (await grid.GetAsync("/_sandbox")).Instant("now")!.Value.ToUnixTimeSeconds();
        await grid.SteerAsync("bounce", new { email = "bounced@example.com" });

        (await grid.GetAsync($"/v3/suppression/bounces?start_time={now - 1}")).AsArray().Single().Text("email").ShouldBe("bounced@example.com");
    }

    [Fact]
    public async Task An_unverified_sender_and_a_mail_to_nobody_are_refused()
    {
        await using var grid = await StartAsync();

        (await grid.PostAsync("/v3/mail/send", Mail("ceo@elsewhere.test", "zoe@example.com"), 403)).Text("errors.0.field").ShouldBe("from");
        (await grid.PostAsync("/v3/mail/send", new { from = new { email = "shop@example.com" } }, 400)).Text("errors.0.field").ShouldBe("personalizations");
    }

    [Fact]
    public async Task Signing_is_off_until_it_is_turned_on()
    {
        await using var grid = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var hook = await grid.PostAsync("/v3/user/webhooks/event/settings", new { enabled = true, url = receiver.Url, delivered = true }, 201);
        await grid.SteerAsync("delivered");
        await grid.SteerAsync("open");
        await grid.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.Single().Headers.ContainsKey("X-Twilio-Email-Event-Webhook-Signature").ShouldBeFalse();
        hook.Text("public_key").ShouldBe("");
    }

    private static object Mail(string from, string to) => new { personalizations = new[] { new { to = new[] { new { email = to } }, custom_args = new { client = "7" } } }, from = new { email = from }, subject = "Your appointment", content = new[] { new { type = "text/plain", value = "See you tomorrow." } } };

    private static async Task<Simulated> StartAsync()
    {
        var grid = await Simulated.StartAsync("sendgrid");
        grid.Http.DefaultRequestHeaders.Authorization = new("Bearer", grid.Row.ApiKey);
        return grid;
    }
}
