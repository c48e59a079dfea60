using System.Net;
using System.Text;
using System.Text.Json;
using BookedBarber.Host.Tests.Network;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Records;

public sealed class SalesApiTests(SharedApp shared) : IAsyncLifetime
{
    private readonly App _app = shared.App;
    private Town _town = null!;
    private HttpClient _manager = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Sales => $"locations/{_town.Main}/sales";

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
        _manager = await _app.SignInAsync(Role.LocationManager, _town.Main);
    }

    public ValueTask DisposeAsync()
    {
        _manager.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_sale_is_recorded_read_and_listed_with_every_amount_apart()
    {
        var made = await _manager.CallAsync("POST", Sales, Full(), key: "r1");

        made.Status.ShouldBe(201);
        made.ShouldSatisfyAllConditions(
            () => made.Text("serviceSales").ShouldBe("40.00"),
            () => made.Text("serviceDiscounts").ShouldBe("5.00"),
            () => made.Text("productSales").ShouldBe("18.50"),
            () => made.Text("tax").ShouldBe("4.28"),
            () => made.Text("tips").ShouldBe("6.00"),
            () => made.Text("netSales").ShouldBe("53.50"),
            () => made.Text("total").ShouldBe("63.78"),
            () => made.Text("businessDay").ShouldBe("2026-03-01"),
            () => made.Text("occurredAt").ShouldBe("2026-03-02T04:59:00Z"),
            () => made.Body.GetProperty("lines").GetArrayLength().ShouldBe(2));
        var path = $"{Sales}/{made.Text("id")}";
        made.Location.ShouldBe("/api/v2/franchise/" + path);
        (await _manager.CallAsync("GET", path)).Body.GetRawText().ShouldBe(made.Body.GetRawText());
        (await _manager.CallAsync("GET", Sales)).Items("id").ShouldBe([made.Text("id")]);
    }

    [Theory]
    [InlineData("""{"lines":[{"kind":"service","name":"Cut","amount":"1"}],"total":"5","total":"1"}""", "malformed_json")]
    [InlineData("""{"lines":[{"kind":"service","name":"Cut","amount":"1.000000000000000000000000000001"}],"total":"1"}""", "malformed_json")]
    [InlineData("""{"lines":[{"kind":"service","name":"Cut","amount":1.000000000000000000000000000001}],"total":1}""", "malformed_json")]
    [InlineData("", "invalid_request")]
    [InlineData("null", "invalid_request")]
    public async Task What_could_be_read_in_two_ways_or_only_rounded_is_refused(string body, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/franchise/{Sales}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "odd");

        using var answer = await _manager.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadAsStringAsync(Ct);
        problem.ShouldContain($"\"{code}\"");
        problem.ShouldNotContain("Implicit");
        (await _manager.CallAsync("GET", Sales)).Items("id").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_request_again_is_answered_with_the_same_bytes()
    {
        using var first = await Sell.PostAsync(_manager, _town.Main, Full(), "r1");
        using var again = await Sell.PostAsync(_manager, _town.Main, Full(), "r1");

        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (await again.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(await first.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_sale_without_a_time_is_now_and_may_be_sent_again_later()
    {
        var first = await _manager.CallAsync("POST", Sales, Sell.Haircut(40), key: "r1");
        var again = await _manager.CallAsync("POST", Sales, Sell.Haircut(40), key: "r1");

        (first.Status, again.Status).ShouldBe((201, 200));
        again.Text("occurredAt").ShouldBe(first.Text("occurredAt"));
    }

    [Fact]
    public async Task Fifty_posts_of_one_key_at_once_make_one_sale()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _manager.CallAsync("POST", Sales, Sell.Haircut(40), key: "r1")));

        answers.CountBy(answer => answer.Status).ShouldBe([new(201, 1), new(200, 49)], ignoreOrder: true);
        answers.Select(answer => answer.Body.GetRawText()).Distinct().Count().ShouldBe(1);
        (await _manager.CallAsync("GET", Sales)).Items("id").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_a_used_key_is_a_conflict()
    {
        await _manager.CallAsync("POST", Sales, Sell.Haircut(40), key: "r1");

        var other = await _manager.CallAsync("POST", Sales, Sell.Haircut(41), key: "r1");

        (other.Status, other.Code).ShouldBe((409, "idempotency_conflict"));
    }

    [Fact]
    public async Task A_sale_without_a_key_is_refused()
    {
        var answer = await _manager.CallAsync("POST", Sales, Sell.Haircut(40));

        (answer.Status, answer.Code).ShouldBe((400, "idempotency_key_required"));
    }

    [Fact]
    public async Task Parts_that_do_not_sum_are_refused_with_the_difference()
    {
        var answer = await _manager.CallAsync("POST", Sales, new { lines = new[] { new { kind = "service", name = "Cut", amount = "40" } }, total = "40.01" }, key: "r1");

        (answer.Status, answer.Code).ShouldBe((422, "parts_do_not_sum"));
        answer.Text("detail").ShouldContain("a difference of 0.01 USD");
    }

    [Theory]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"NaN"}],"total":"1"}""", 400, "lines[0].amount malformed")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":1e2}],"total":"1"}""", 400, "lines[0].amount malformed")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1e2"}],"total":"1"}""", 400, "lines[0].amount malformed")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":1000000000000000000000000000000}],"total":"1"}""", 400, "lines[0].amount malformed")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1000000000000000000"}],"total":"1"}""", 400, "lines[0].amount out_of_range")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"-1"}],"total":"-1"}""", 400, "lines[0].amount negative")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1.001"}],"total":"1.001"}""", 400, "lines[0].amount too_many_digits")]
    [InlineData("""{"lines":[{"kind":"haircut","name":"x","amount":"1"}],"total":"1"}""", 400, "lines[0].kind unknown_kind")]
    [InlineData("""{"lines":[null],"total":"1"}""", 400, "lines[0] required")]
    [InlineData("""{"lines":[],"total":"0"}""", 400, "lines required")]
    [InlineData("""{"lines":[{"kind":"service","name":"\u0000","amount":"1"}],"total":"1"}""", 400, "lines[0].name invalid_text")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1"}],"total":"1","occurredAt":"2026-03-02T10:00:00"}""", 400, "occurredAt malformed")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1"}],"total":"1","businessDay":"2099-01-01"}""", 400, "businessDay future_day")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1"}],"total":"1","currency":"eur"}""", 400, "currency unknown_currency")]
    [InlineData("""{"lines":[{"kind":"service","name":"x","amount":"1"}],"total":"1","clientId":"0190a8a0-0000-7000-8000-000000000001"}""", 400, "clientId unknown_client")]
    [InlineData("""{"lines":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""", 400, null)]
    public async Task Hostile_input_is_a_problem_of_its_field(string body, int status, string? fault)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/franchise/" + Sales) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "r1");

        using var response = await _manager.SendAsync(request, Ct);

        ((int)response.StatusCode).ShouldBe(status);
        var problem = new Answer(status, null, null, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement);
        (fault ?? problem.FieldFault()).ShouldBe(problem.FieldFault());
    }

    [Fact]
    public async Task A_body_beyond_a_quarter_megabyte_is_too_large()
    {
        var answer = await _manager.CallAsync("POST", Sales, new { receipt = new string('x', 300_000) }, key: "r1");

        (answer.Status, answer.Code).ShouldBe((413, "body_too_large"));
    }

    [Fact]
    public async Task A_body_of_two_hundred_kilobytes_is_read()
    {
        var lines = Enumerable.Range(0, 500).Select(i => new { kind = "product", name = new string('p', 200), amount = "1", staffKey = new string('s', 200) });

        (await _manager.CallAsync("POST", Sales, new { lines, total = "500" }, key: "r1")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Lists_are_newest_first_and_page_by_cursor_without_gap_or_repetition()
    {
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            made.Add((await _manager.CallAsync("POST", Sales, new { lines = new[] { new { kind = "fee", name = "x", amount = "1" } }, total = "1", occurredAt = $"2026-02-0{1 + (i / 2)}T1{i}:00:00Z" }, key: $"r{i}")).Text("id"));
        }

        var seen = new List<string>();
        var cursor = string.Empty;
        do
        {
            var page = await _manager.CallAsync("GET", $"{Sales}?limit=2{cursor}");
            seen.AddRange(page.Items("id"));
            cursor = page.Body.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : string.Empty;
        }
        while (cursor.Length > 0);

        seen.ShouldBe(Enumerable.Reverse(made));
        (await _manager.CallAsync("GET", $"{Sales}?from=2026-02-02&to=2026-02-02")).Items("id").ShouldBe([made[3], made[2]]);
        (await _manager.CallAsync("GET", $"{Sales}?cursor=nonsense")).FieldFault().ShouldBe("cursor malformed");
    }

    [Fact]
    public async Task A_barber_sees_and_records_the_own_chair_only()
    {
        var foreign = await _manager.CallAsync("POST", Sales, Sell.Haircut(40, "bob"), key: "r1");
        var own = await _manager.CallAsync("POST", Sales, Sell.Haircut(50, "ann"), key: "r2");
        var ann = own.Body.GetProperty("lines")[0].GetProperty("staffId").GetGuid();
        var barber = await _app.SignInAsync(Role.Barber, _town.Main, ann);

        (await barber.CallAsync("GET", Sales)).Items("id").ShouldBe([own.Text("id")]);
        (await barber.CallAsync("GET", $"{Sales}/{foreign.Text("id")}")).Status.ShouldBe(404);
        (await barber.CallAsync("POST", Sales, Sell.Haircut(1, "bob"), key: "r3")).Code.ShouldBe("forbidden");
        var mine = await barber.CallAsync("POST", Sales, Sell.Haircut(1), key: "r4");
        mine.Body.GetProperty("lines")[0].GetProperty("staffId").GetGuid().ShouldBe(ann);
    }

    [Fact]
    public async Task Another_location_knows_nothing_of_the_sale()
    {
        var made = await _manager.CallAsync("POST", Sales, Sell.Haircut(40), key: "r1");
        var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));

        (await executive.CallAsync("GET", $"locations/{_town.Harbor}/sales/{made.Text("id")}")).Status.ShouldBe(404);
        (await executive.CallAsync("GET", $"{Sales}/{made.Text("id")}")).Status.ShouldBe(200);
        (await _manager.CallAsync("GET", $"locations/{_town.Harbor}/sales")).Status.ShouldBe(404);
    }

    private static object Full() => new
    {
        occurredAt = "2026-03-01T23:59:00-05:00",
        receipt = "4711",
        client = new { key = "sam", name = "Sam Smith" },
        lines = new object[]
        {
            new { kind = "service", name = "Cut", itemKey = "cut", staffKey = "ann", amount = "40.00", discounts = new[] { new { type = "promotion", amount = "5" } } },
            new { kind = "product", name = "Pomade", itemKey = "pomade", staffKey = "ann", amount = 18.5 },
        },
        taxes = new[] { new { name = "Sales tax", amount = "4.28" } },
        tips = new[] { new { staffKey = "ann", amount = "6" } },
        payments = new[] { new { method = "card", amount = "63.78" } },
        total = "63.78",
    };
}
