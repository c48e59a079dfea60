using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Measures;

public sealed class ReadingMeasures(SharedApp shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roll_ups_equal_the_sum_of_their_parts_at_every_level_and_grain()
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var client = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));

        foreach (var by in new[] { "day", "week", "month", "year", "total" })
        {
            var sums = new List<decimal>();
            foreach (var per in new[] { "location", "region", "network" })
            {
                var answer = await Figures.JsonAsync(await client.GetAsync(figures.Path($"measures=net_sales&from=2024-02-10&to=2025-03-20&by={by}&per={per}"), Token));
                sums.Add(answer.GetProperty("rows").EnumerateArray().Sum(row => decimal.Parse(row.GetProperty("value").GetString()!, CultureInfo.InvariantCulture)));
            }

            sums.Distinct().Count().ShouldBe(1, by);
            sums[0].ShouldBe(Enumerable.Range(0, 405).Sum(offset => 600m + (3 * (((int)new DateOnly(2024, 2, 10).AddDays(offset).DayOfWeek + 6) % 7 + 1))));
        }
    }

    [Fact]
    public async Task Csv_holds_the_same_values_as_json()
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var client = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));
        const string Question = "measures=net_sales,visits,average_ticket,no_show_rate&from=2025-03-01&to=2025-04-30&by=month&per=location&compare=year";

        var json = await Figures.JsonAsync(await client.GetAsync(figures.Path(Question), Token));
        using var csv = await client.GetAsync(figures.Path(Question + "&format=csv"), Token);

        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await csv.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("period,nodeId,nodeCode,measure,value,unit,comparison");
        lines[1..].ShouldBe(json.GetProperty("rows").EnumerateArray().Select(row => string.Join(',', new[] { "period", "nodeId", "nodeCode", "measure", "value", "unit", "comparison" }
            .Select(name => row.TryGetProperty(name, out var value) ? value.GetString() : null))));
        lines.Length.ShouldBe(1 + (2 * 3 * 4));
        lines.ShouldContain(line => line.StartsWith("2025-03,", StringComparison.Ordinal) && line.Contains(",net_sales,3226.00,USD,3230.00", StringComparison.Ordinal));
    }

    // The group is empty when it moves: no shop's own place changes, and yet four days of two shops do.
    [Fact]
    public async Task Days_of_shops_that_left_a_group_go_along_when_the_group_moves_as_of_a_day_before_they_left()
    {
        var figures = await Figures.OpenAsync(shared.App);
        var town = figures.Town;
        using var executive = await figures.App.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        await MoveAsync($"locations/{town.Main}", town.South, "2025-01-05");
        await MoveAsync($"locations/{town.Side}", town.South, "2025-01-05");
        await figures.SettleAsync();
        await MoveAsync($"groups/{town.Group}", town.South, "2025-01-01");
        await figures.SettleAsync();

        var answer = await Figures.JsonAsync(await executive.GetAsync(figures.Path("measures=net_sales&from=2025-01-01&to=2025-01-04&per=region"), Token));
        answer.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("nodeCode").GetString(), row.GetProperty("value").GetString()))
            .ShouldBe([("N", "0.00"), ("S", "2454.00")], ignoreOrder: true);

        async Task MoveAsync(string unit, NodeId parent, string from)
        {
            using var moved = await executive.PostAsJsonAsync($"/api/v2/franchise/{unit}/move", new { parentId = parent.Value, from }, Token);
            moved.EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task Nobody_sees_rows_of_what_lies_outside_their_branch()
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var owner = await figures.App.SignInAsync(Role.Owner, figures.Town.Group);
        const string Question = "measures=net_sales&from=2025-03-01&to=2025-03-31";

        async Task<List<Guid>> NodesAsync(string question) =>
            [.. (await Figures.JsonAsync(await owner.GetAsync(figures.Path(question), Token))).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("nodeId").GetGuid())];

        (await NodesAsync($"{Question}&per=location")).ShouldBe([figures.Town.Main.Value, figures.Town.Side.Value]);
        (await NodesAsync($"{Question}&per=location&node={NodeId.Root(figures.Town.Network)}")).Count.ShouldBe(2);
        (await NodesAsync(Question)).ShouldBe([figures.Town.Group.Value]);
        (await NodesAsync($"{Question}&per=network")).ShouldBeEmpty();
        (await NodesAsync($"{Question}&per=region")).ShouldBeEmpty();
        (await owner.GetAsync(figures.Path($"{Question}&node={figures.Town.Harbor}"), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // The executive's answer to the very same question is another one, cached or not.
        using var executive = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));
        (await Figures.JsonAsync(await executive.GetAsync(figures.Path($"{Question}&per=location"), Token))).GetProperty("rows").GetArrayLength().ShouldBe(3);
        (await NodesAsync($"{Question}&per=location")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cached_answer_is_gone_as_soon_as_its_days_have_settled()
    {
        var figures = await Figures.OpenAsync(shared.App);
        using var client = await figures.App.SignInAsync(Role.Executive, NodeId.Root(figures.Town.Network));
        var question = figures.Path("measures=net_sales&from=2025-03-01&to=2025-03-31&per=network");
        using var first = await client.GetAsync(question, Token);
        var etag = first.Headers.ETag!;
        using var request = new HttpRequestMessage(HttpMethod.Get, question) { Headers = { IfNoneMatch = { etag } } };
        (await client.SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        await figures.WriteAsync("update records.daily_close set net_sales = net_sales + 1000 where network_id = @Network and location_id = @Main and business_day = '2025-03-15'");
        await figures.SettleAsync();

        await Eventually.ShouldAsync(async () =>
        {
            var now = await Figures.JsonAsync(await client.GetAsync(question, Token));
            var before = await Figures.JsonAsync(first);
            return Value(now) == Value(before) + 1000;
        });

        static decimal Value(JsonElement answer) => decimal.Parse(answer.GetProperty("rows")[0].GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("from=2025-03-01&to=2025-03-31", "measures", "required")]
    [InlineData("measures=profit&from=2025-03-01&to=2025-03-31", "measures", "unknown_measure")]
    [InlineData("measures=net_sales&to=2025-03-31", "from", "required")]
    [InlineData("measures=net_sales&from=2025-02-30&to=2025-03-31", "from", "impossible_date")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-02-01", "to", "before_from")]
    [InlineData("measures=net_sales&from=1950-03-01&to=2025-02-01", "to", "too_long")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-03-02&by=hour", "by", "unknown")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-03-02&per=barber", "per", "unknown")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-03-02&node=x", "node", "invalid_id")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-03-02&compare=decade", "compare", "unknown")]
    [InlineData("measures=net_sales&from=2025-03-01&to=2025-03-02&format=xml", "format", "unknown")]
    public async Task A_question_that_cannot_be_understood_says_which_part(string question, string field, string code)
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var client = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        using var answer = await client.GetAsync($"/api/v2/franchise/networks/{town.Network}/measures?{question}", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors")[0];
        (error.GetProperty("field").GetString(), error.GetProperty("code").GetString()).ShouldBe((field, code));
    }

    [Fact]
    public async Task The_catalogue_lists_every_measure_with_its_definition()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var client = await app.SignInAsync(Role.Barber, town.Main);

        var items = (await Figures.JsonAsync(await client.GetAsync("/api/v2/franchise/catalogue/measures", Token))).GetProperty("items");

        var netSales = items.EnumerateArray().Single(item => item.GetProperty("name").GetString() == "net_sales");
        (netSales.GetProperty("unit").GetString(), netSales.GetProperty("requirement").GetString(), netSales.GetProperty("additive").GetBoolean()).ShouldBe(("money", "DEF-01", true));
    }
}
