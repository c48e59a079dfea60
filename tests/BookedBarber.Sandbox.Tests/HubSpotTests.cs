using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Tests;

public sealed class HubSpotTests
{
    private const string Contacts = "/crm/objects/2026-09/contacts";

    [Fact]
    public async Task Changes_since_a_moment_are_found_by_search_in_order()
    {
        await using var hub = await Simulated.StartAsync("hubspot");
        var before = (await hub.GetAsync("/_sandbox")).Instant("now")!.Value.ToUnixTimeMilliseconds();
        await hub.SteerAsync("clock", new { advanceSeconds = 10 });
        var first = (await hub.SteerAsync("lead")).Text("id");
        await hub.SteerAsync("clock", new { advanceSeconds = 10 });
        var second = (await hub.SteerAsync("lead")).Text("id");

        var found = await SearchAsync(hub, before, 0);

        found.Objects("results").Select(contact => contact.Text("id")).ShouldBe([first, second]);
        found.Text("results.0.properties.lifecyclestage").ShouldBe("lead");
    }

    [Fact]
    public async Task Search_ends_at_10000_and_says_so()
    {
        await using var hub = await Simulated.StartAsync("hubspot");

        (await hub.PostAsync($"{Contacts}/search", new { limit = 200, after = "9900" }, 400)).Text("category").ShouldBe("VALIDATION_ERROR");
    }

    [Fact]
    public async Task The_list_is_walked_by_cursor_and_archived_ones_are_listed_apart()
    {
        await using var hub = await Simulated.StartAsync("hubspot");
        var gone = (await hub.SteerAsync("delete", new { collection = "contacts" })).Text("deleted");
        var seen = new List<string>();
        var after = (string?)"";
        while (after is not null)
        {
            var page = await hub.GetAsync($"{Contacts}?limit=50&after={after}");
            seen.AddRange(page.Objects("results").Select(contact => contact.Text("id")!));
            after = page.Text("paging.next.after");
        }

        seen.Distinct().Count().ShouldBe(119);
        (await hub.GetAsync($"{Contacts}?archived=true")).Objects("results").Single().Text("id").ShouldBe(gone);
    }

    [Fact]
    public async Task Upsert_by_mail_changes_one_and_makes_one_and_a_duplicate_create_is_a_conflict()
    {
        await using var hub = await Simulated.StartAsync("hubspot");
        var known = (await hub.GetAsync($"{Contacts}?limit=1")).Objects("results").Single();

        var done = await hub.PostAsync($"{Contacts}/batch/upsert", new
        {
            inputs = new object[] { new { idProperty = "email", id = known.Text("properties.email"), properties = new { phone = "+12125550199" } }, new { idProperty = "email", id = "new@example.com", properties = new { firstname = "Zoe" } } },
        });

        done.Objects("results").Count().ShouldBe(2);
        done.Text("results.0.id").ShouldBe(known.Text("id"));
        (await hub.PostAsync(Contacts, new { properties = new { email = "new@example.com" } }, 409)).Text("message")!.ShouldContain(done.Text("results.1.id")!);
    }

    [Fact]
    public async Task Webhooks_are_arrays_that_name_the_portal_and_are_signed_in_version_3()
    {
        await using var hub = await Simulated.StartAsync("hubspot");
        await using var receiver = await Receiver.StartAsync();
        await hub.SteerAsync("webhooks", new { address = receiver.Url });
        await hub.SteerAsync("lead");
        await hub.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single();
        var at = received.Headers["X-HubSpot-Request-Timestamp"];

        received.Headers["X-HubSpot-Signature-v3"].ShouldBe(Hmac.Sha256Base64("sandbox-hubspot-secret", Encoding.UTF8.GetBytes($"POST{receiver.Url}{received.Text}{at}")));
        JsonNode.Parse(received.Text).Text("0.subscriptionType").ShouldBe("contact.creation");
        JsonNode.Parse(received.Text).Text("0.portalId").ShouldBe(hub.Row.AccountId);
    }

    [Fact]
    public async Task A_refused_refresh_says_so_in_both_forms()
    {
        await using var hub = await Simulated.StartAsync("hubspot");

        var answer = await hub.PostFormAsync("/oauth/2026-03/token", ("grant_type", "refresh_token"), ("refresh_token", "nobodys"), ("client_id", "sandbox-hubspot"), ("client_secret", "sandbox-hubspot-secret"));

        answer.Text("error").ShouldBe("invalid_grant");
        answer.Text("status").ShouldBe("BAD_REFRESH_TOKEN");
    }

    private static Task<JsonNode> SearchAsync(Simulated hub, long since, int after) => hub.PostAsync($"{Contacts}/search", new
    {
        filterGroups = new[] { new { filters = new[] { new { propertyName = "lastmodifieddate", @operator = "GT", value = since.ToString(System.Globalization.CultureInfo.InvariantCulture) } } } },
        sorts = new[] { new { propertyName = "lastmodifieddate", direction = "ASCENDING" } },
        properties = new[] { "email", "lifecyclestage" },
        limit = 100,
        after = after.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });
}
