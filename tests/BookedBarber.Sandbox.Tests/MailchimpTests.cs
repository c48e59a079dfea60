using System.Text;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Vendors.Mailchimp;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Sandbox.Tests;

public sealed class MailchimpTests
{
    [Fact]
    public async Task The_token_leads_to_the_data_centre_and_has_no_end()
    {
        await using var chimp = await Simulated.StartAsync("mailchimp");
        await chimp.SteerAsync("consent", new { automatic = true });
        using var answer = await chimp.Http.GetAsync(new Uri("/oauth2/authorize?response_type=code&client_id=sandbox-mailchimp&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback&state=s", UriKind.Relative), TestContext.Current.CancellationToken);
        var code = QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();

        var token = await chimp.PostFormAsync("/oauth2/token", ("grant_type", "authorization_code"), ("client_id", "sandbox-mailchimp"), ("client_secret", "sandbox-mailchimp-secret"), ("redirect_uri", "http://127.0.0.1/back"), ("code", code));
        chimp.Http.DefaultRequestHeaders.Authorization = new("OAuth", token.Text("access_token"));

        token.Number("expires_in").ShouldBe(0);
        token.At("refresh_token").ShouldBeNull();
        (await chimp.GetAsync("/oauth2/metadata")).Text("dc").ShouldBe("us6");
    }

    [Fact]
    public async Task Ten_members_come_when_nothing_is_asked_and_all_by_offset()
    {
        await using var chimp = await Simulated.StartAsync("mailchimp");
        var list = await ListAsync(chimp);

        (await chimp.GetAsync($"/3.0/lists/{list}/members")).Objects("members").Count().ShouldBe(10);
        var total = (int)(await chimp.GetAsync($"/3.0/lists/{list}/members?fields=total_items")).Number("total_items");
        var seen = new List<string>();
        for (var offset = 0; offset < total; offset += 25)
        {
            seen.AddRange((await chimp.GetAsync($"/3.0/lists/{list}/members?count=25&offset={offset}&fields=members.id")).Objects("members").Select(member => member.Text("id")!));
        }

        seen.Distinct().Count().ShouldBe(total);
    }

    [Fact]
    public async Task Whoever_unsubscribed_cannot_be_subscribed_by_us()
    {
        await using var chimp = await Simulated.StartAsync("mailchimp");
        var list = await ListAsync(chimp);
        await chimp.SteerAsync("subscribe");
        var left = await chimp.SteerAsync("unsubscribe");

        using var content = new StringContent("""{"status":"subscribed"}""", Encoding.UTF8, "application/json");
        using var answer = await chimp.Http.PatchAsync(new Uri($"/3.0/lists/{list}/members/{left.Text("memberId")}", UriKind.Relative), content, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Member In Compliance State");
    }

    [Fact]
    public async Task Tags_are_added_and_taken_away_by_name()
    {
        await using var chimp = await Simulated.StartAsync("mailchimp");
        var list = await ListAsync(chimp);
        var member = (await chimp.SteerAsync("subscribe")).Text("memberId");

        await chimp.PostAsync($"/3.0/lists/{list}/members/{member}/tags", new { tags = new[] { new { name = "vip", status = "active" }, new { name = "new", status = "active" } } }, 204);
        await chimp.PostAsync($"/3.0/lists/{list}/members/{member}/tags", new { tags = new[] { new { name = "new", status = "inactive" } } }, 204);

        (await chimp.GetAsync($"/3.0/lists/{list}/members/{member}")).Objects("tags").Single().Text("name").ShouldBe("vip");
    }

    [Fact]
    public async Task A_webhook_is_a_form_with_brackets_and_signed_with_time_and_body()
    {
        await using var chimp = await Simulated.StartAsync("mailchimp");
        await using var receiver = await Receiver.StartAsync();
        await chimp.SteerAsync("webhooks", new { address = receiver.Url });
        receiver.Arrived.Count.ShouldBe(1); // the GET by which the address is tried
        receiver.Arrived.Clear();
        var subscribed = await chimp.SteerAsync("subscribe");
        await chimp.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single();
        var form = QueryHelpers.ParseQuery(received.Text);
        var parts = received.Headers["X-Mailchimp-Signature"].Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);

        form["type"].ToString().ShouldBe("subscribe");
        form["data[email]"].ToString().ShouldBe(subscribed.Text("email"));
        parts["v1"].ShouldBe(Hmac.Sha256Hex(chimp.Row.WebhookSecret!, Encoding.UTF8.GetBytes($"{parts["t"]}."), received.Body));
    }

    [Fact]
    public void A_member_is_known_by_the_hash_of_the_lower_case_address() => MailchimpData.Hash("Urist.McVankab@freddiesjokes.com").ShouldBe("62eeb292278cc15f5817cb78f7790b08");

    private static async Task<string> ListAsync(Simulated chimp) => (await chimp.GetAsync("/3.0/lists")).Text("lists.0.id")!;
}
