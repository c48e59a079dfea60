using System.Text;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Vendors.Twilio;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Sandbox.Tests;

public sealed class TwilioTests
{
    [Fact]
    public async Task Messages_are_walked_by_the_relative_address_of_the_next_page()
    {
        await using var twilio = await StartAsync();
        var seen = new List<string>();
        var next = $"{Root(twilio)}/Messages.json?PageSize=25";
        while (next is not null)
        {
            var page = await twilio.GetAsync(next);
            seen.AddRange(page.Objects("messages").Select(message => message.Text("sid")!));
            next = page.Text("next_page_uri");
        }

        seen.Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task A_stop_takes_effect_at_once_and_a_start_takes_it_back()
    {
        await using var twilio = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        await twilio.SteerAsync("webhooks", new { address = receiver.Url });
        await twilio.SteerAsync("message", new { from = "+12125550177", body = " stop " });
        await twilio.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single();
        QueryHelpers.ParseQuery(received.Text)["OptOutType"].ToString().ShouldBe("STOP");
        var signed = new StringBuilder(receiver.Url);
        foreach (var field in QueryHelpers.ParseQuery(received.Text).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(field.Key).Append(field.Value.ToString());
        }

        received.Headers["X-Twilio-Signature"].ShouldBe(Hmac.Sha1Base64(twilio.Row.WebhookSecret!, Encoding.UTF8.GetBytes(signed.ToString())));
        (await SendAsync(twilio, "+12125550177")).Number("code").ShouldBe(21610);
        await twilio.SteerAsync("message", new { from = "+12125550177", body = "START" });
        (await SendAsync(twilio, "+12125550177")).Text("status").ShouldBe("queued");
    }

    [Fact]
    public async Task A_message_goes_its_way_and_its_callback_is_told_of_each_step()
    {
        await using var twilio = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var sent = await twilio.PostFormAsync($"{Root(twilio)}/Messages.json", ("To", "+12125550178"), ("From", "+12125550100"), ("Body", "Hello"), ("StatusCallback", receiver.Url));
        await twilio.SteerAsync("deliver");
        await twilio.SteerAsync("webhooks", new { wait = true });

        receiver.Arrived.Select(received => QueryHelpers.ParseQuery(received.Text)["MessageStatus"].ToString()).ShouldBe(["sent", "delivered"], ignoreOrder: true);
        (await twilio.GetAsync($"{Root(twilio)}/Messages/{sent.Text("sid")}.json")).Text("status").ShouldBe("delivered");
    }

    [Theory]
    [InlineData("nobody", "+12125550100", 21211)]
    [InlineData("+12125550178", "+19995550100", 21606)]
    public async Task A_wrong_number_is_refused_with_the_vendors_code(string to, string from, int code)
    {
        await using var twilio = await StartAsync();

        (await twilio.PostFormAsync($"{Root(twilio)}/Messages.json", ("To", to), ("From", from), ("Body", "Hello"))).Number("code").ShouldBe(code);
    }

    /// <summary>The vendor's published vector: twilio-csharp, RequestValidatorTest.</summary>
    [Fact]
    public void The_signature_is_the_vendors()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://mycompany.com/myapp.php?foo=1&bar=2");
        var message = WebhookMessage.Form("1", "AC1", "call", [new("CallSid", "CA1234567890ABCDE"), new("From", "+14158675309"), new("Digits", "1234"), new("To", "+18005551212"), new("Caller", "+14158675309")]);
        new TwilioVendor().Sign(request, message, new Subscription("1", "https://mycompany.com/myapp.php?foo=1&bar=2", "12345", [], null, []), new Attempt(1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Forged: false));

        request.Headers.GetValues("X-Twilio-Signature").Single().ShouldBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    private static string Root(Simulated twilio) => $"/2010-04-01/Accounts/{twilio.Row.AccountId}";

    private static Task<System.Text.Json.Nodes.JsonNode> SendAsync(Simulated twilio, string to) => twilio.PostFormAsync($"{Root(twilio)}/Messages.json", ("To", to), ("From", "+12125550100"), ("Body", "Hello"));

    private static async Task<Simulated> StartAsync()
    {
        var twilio = await Simulated.StartAsync("twilio");
        twilio.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{twilio.Row.AccountId}:{twilio.Row.AccessToken}")));
        return twilio;
    }
}
