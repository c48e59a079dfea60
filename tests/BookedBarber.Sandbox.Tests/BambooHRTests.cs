using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Tests;

public sealed class BambooHRTests
{
    [Fact]
    public async Task The_change_feed_tells_what_happened_since_and_where_to_go_on()
    {
        await using var bamboo = await Simulated.StartAsync("bamboohr");
        var all = await bamboo.GetAsync("/api/v1/employees/changed?since=2020-01-01T00:00:00Z");
        var since = all.Text("latest")!;
        await bamboo.SteerAsync("clock", new { advanceSeconds = 5 });
        var hired = (await bamboo.SteerAsync("employee")).Text("employeeId")!;
        var left = (await bamboo.SteerAsync("terminate", new { employee = "4" })).Text("employeeId")!;

        var changed = (await bamboo.GetAsync($"/api/v1/employees/changed?since={since}"))["employees"]!;

        all["employees"]!.AsObject().Count.ShouldBe(24);
        changed[hired].Text("action").ShouldBe("Inserted");
        changed[left].Text("action").ShouldBe("Updated");
        (await bamboo.GetAsync($"/api/v1/employees/{left}?fields=status,terminationDate")).Text("status").ShouldBe("Inactive");
        (await bamboo.GetAsync($"/api/v1/employees/{left}/tables/employmentStatus")).AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_list_is_walked_by_cursor()
    {
        await using var bamboo = await Simulated.StartAsync("bamboohr");
        var seen = new List<string>();
        var next = (string?)"";
        while (next is not null)
        {
            var page = await bamboo.GetAsync($"/api/v1/employees?page[limit]=10&page[after]={next}");
            seen.AddRange(page.Objects("data").Select(row => row.Text("employeeId")!));
            next = page.Text("meta.page.nextCursor");
        }

        seen.Distinct().Count().ShouldBe(24);
    }

    [Fact]
    public async Task An_api_key_is_the_user_of_basic_authentication_and_a_wrong_one_is_refused_with_an_empty_body()
    {
        await using var bamboo = await Simulated.StartAsync("bamboohr");
        bamboo.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{bamboo.Row.ApiKey}:x")));
        await bamboo.GetAsync("/api/v1/company_information");
        await bamboo.GetAsync("/api/gateway.php/fadedistrict/v1/company_information");
        bamboo.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("wrong:x")));

        (await bamboo.GetAsync("/api/v1/company_information", 401)).AsObject().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_employee_is_answered_by_its_address_and_a_second_of_the_same_mail_is_refused()
    {
        await using var bamboo = await Simulated.StartAsync("bamboohr");
        using var content = new StringContent("""{"firstName":"Theo","lastName":"Novak","workEmail":"theo@example.com"}""", Encoding.UTF8, "application/json");
        using var answer = await bamboo.Http.PostAsync(new Uri("/api/v1/employees", UriKind.Relative), content, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(201);
        (await bamboo.GetAsync($"{answer.Headers.Location!.AbsolutePath}?fields=workEmail")).Text("workEmail").ShouldBe("theo@example.com");
        await bamboo.PostAsync("/api/v1/employees", new { firstName = "Theo", lastName = "Novak", workEmail = "theo@example.com" }, 409);
    }

    [Fact]
    public async Task A_webhooks_key_is_shown_once_and_signs_body_then_time()
    {
        await using var bamboo = await Simulated.StartAsync("bamboohr");
        await using var receiver = await Receiver.StartAsync();
        var hook = await bamboo.PostAsync("/api/v1/webhooks", new { name = "Hub", url = receiver.Url, format = "json", events = new[] { "employee_with_fields.created" }, postFields = new { firstName = "First" } }, 201);
        (await bamboo.GetAsync($"/api/v1/webhooks/{hook.Text("id")}")).At("privateKey").ShouldBeNull();

        await bamboo.SteerAsync("employee");
        await bamboo.SteerAsync("webhooks", new { wait = true });

        var received = receiver.Arrived.Single();
        received.Headers["X-BambooHR-Signature"].ShouldBe(Hmac.Sha256Hex(hook.Text("privateKey")!, received.Body, Encoding.UTF8.GetBytes(received.Headers["X-BambooHR-Timestamp"])));
        JsonNode.Parse(received.Text).Text("employees.0.fields.First.value").ShouldNotBeNullOrEmpty();
    }
}
