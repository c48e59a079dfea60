using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class SalesforceTests
{
    private const string Root = "/services/data/v67.0";

    [Fact]
    public async Task Records_changed_since_a_moment_come_in_order_and_by_locator()
    {
        await using var force = await Simulated.StartAsync("salesforce");
        await force.SteerAsync("seed", new { stream = "leads", count = 400 });
        force.Http.DefaultRequestHeaders.Add("Sforce-Query-Options", "batchSize=200");
        var seen = new List<string>();
        var next = $"{Root}/query?q={Uri.EscapeDataString("SELECT Id, SystemModstamp FROM Lead WHERE SystemModstamp >= 2020-01-01T00:00:00Z ORDER BY SystemModstamp, Id")}";
        while (next is not null)
        {
            var page = await force.GetAsync(next);
            seen.AddRange(page.Objects("records").Select(record => record.Text("Id")!));
            next = page.Text("nextRecordsUrl");
        }

        seen.Distinct().Count().ShouldBe(480);
    }

    [Fact]
    public async Task An_unknown_field_and_a_broken_query_are_told_apart()
    {
        await using var force = await Simulated.StartAsync("salesforce");

        (await force.GetAsync($"{Root}/query?q=SELECT+Unicorn+FROM+Lead", 400)).Text("0.errorCode").ShouldBe("INVALID_FIELD");
        (await force.GetAsync($"{Root}/query?q=SELECT", 400)).Text("0.errorCode").ShouldBe("MALFORMED_QUERY");
        (await force.GetAsync($"{Root}/query?q=SELECT+Id+FROM+Unicorn", 400)).Text("0.errorCode").ShouldBe("INVALID_TYPE");
    }

    [Fact]
    public async Task An_upsert_makes_once_and_then_changes()
    {
        await using var force = await Simulated.StartAsync("salesforce");
        var first = await PatchAsync(force, "sobjects/Lead/Ext__c/42", """{"LastName":"Novak","Company":"Novak LLC"}""");
        var second = await PatchAsync(force, "sobjects/Lead/Ext__c/42", """{"Status":"Working - Contacted"}""");

        first.Flag("created").ShouldBeTrue();
        second.Flag("created").ShouldBeFalse();
        second.Text("id").ShouldBe(first.Text("id"));
        (await force.GetAsync($"{Root}/sobjects/Lead/{first.Text("id")}")).Text("Status").ShouldBe("Working - Contacted");
    }

    [Fact]
    public async Task A_converted_lead_cannot_be_changed()
    {
        await using var force = await Simulated.StartAsync("salesforce");
        var lead = (await force.SteerAsync("convert-lead")).Text("id")!;

        (await PatchAsync(force, $"sobjects/Lead/{lead}", """{"Status":"x"}""")).Text("0.errorCode").ShouldBe("CANNOT_UPDATE_CONVERTED_LEAD");
        (await force.GetAsync($"{Root}/sobjects/Lead/{lead}?fields=IsConverted,ConvertedContactId")).Text("ConvertedContactId").ShouldNotBeNull();
    }

    [Fact]
    public async Task Deletions_are_listed_and_a_required_field_is_named()
    {
        await using var force = await Simulated.StartAsync("salesforce");
        var now = (await force.GetAsync("/_sandbox")).Instant("now")!.Value;
        var gone = (await force.SteerAsync("delete", new { collection = "Lead" })).Text("deleted");

        (await force.GetAsync($"{Root}/sobjects/Lead/deleted?start={now.AddHours(-1).Iso()}&end={now.AddHours(1).Iso()}")).Text("deletedRecords.0.id").ShouldBe(gone);
        (await force.PostAsync($"{Root}/sobjects/Lead", new { LastName = "Novak" }, 400)).Text("0.errorCode").ShouldBe("REQUIRED_FIELD_MISSING");
    }

    [Fact]
    public async Task Without_a_challenge_nobody_is_asked_for_consent()
    {
        await using var force = await Simulated.StartAsync("salesforce");
        using var answer = await force.Http.GetAsync(new Uri("/services/oauth2/authorize?response_type=code&client_id=sandbox-salesforce&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback", UriKind.Relative), TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(400);
    }

    private static async Task<JsonNode> PatchAsync(Simulated force, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await force.Http.PatchAsync(new Uri($"{Root}/{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
