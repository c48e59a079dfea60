using BookedBarber.Host.Tests.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Records;

/// <summary>Lists of business records over the whole application: whose they are, and what of people they tell.</summary>
public sealed class BusinessListsTests(SharedApp shared) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 2, 17, 0, 0, TimeSpan.Zero);

    private readonly App _app = shared.App;
    private Town _town = null!;

    private string Lists => $"networks/{_town.Network}";

    public async ValueTask InitializeAsync()
    {
        _town = await Town.BuildAsync(_app);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_list_shows_the_callers_branch_and_what_was_asked_for_in_it()
    {
        await WriteAsync(NodeId.Root(_town.Network), Campaign("of-network", 1));
        await WriteAsync(_town.North, Campaign("of-north", 2));
        await WriteAsync(_town.Main, Campaign("of-main", 3));
        await WriteAsync(_town.Harbor, Campaign("of-harbor", 4), source: "other");
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        using var regional = await _app.SignInAsync(Role.RegionalManager, _town.North);

        (await KeysAsync(executive, "campaigns")).ShouldBe(["of-harbor", "of-main", "of-north", "of-network"]);
        (await KeysAsync(executive, $"campaigns?node={_town.North}")).ShouldBe(["of-main", "of-north"]);
        (await KeysAsync(executive, "campaigns?from=2026-02-02&to=2026-02-03")).ShouldBe(["of-main", "of-north"]);
        (await KeysAsync(executive, "campaigns?source=other")).ShouldBe(["of-harbor"]);
        (await KeysAsync(regional, "campaigns")).ShouldBe(["of-main", "of-north"]);
        (await regional.CallAsync("GET", $"{Lists}/campaigns?node={_town.Harbor}")).Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_each_record_comes_once()
    {
        await WriteAsync(_town.Main, [.. Enumerable.Range(0, 7).Select(i => Campaign($"c{i}", 1 + (i / 3)))]);
        await WriteAsync(_town.Main, new CampaignRecord("undated", "Undated", "email", "draft", null, null, null, null, null));
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));
        var seen = new List<string>();
        var cursor = string.Empty;
        while (cursor is not null)
        {
            var page = (await executive.CallAsync("GET", $"{Lists}/campaigns?limit=3{cursor}")).Body;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("record").GetProperty("key").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : null;
        }

        seen.Count.ShouldBe(8);
        seen.Distinct().Count().ShouldBe(8);
        seen[^1].ShouldBe("undated");
    }

    [Fact]
    public async Task Who_wrote_a_review_is_told_only_to_those_who_may_see_clients()
    {
        await WriteAsync(_town.Main, new ReviewRecord("r1", 5, "Best fade in town", "Sam Smith", Noon, null, null, null));
        using var manager = await _app.SignInAsync(Role.LocationManager, _town.Main);
        using var support = await _app.SignInAsync(Role.Support, NodeId.Root(_town.Network));

        (await RecordAsync(manager, "reviews")).GetProperty("author").GetString().ShouldBe("Sam Smith");
        var shown = await RecordAsync(support, "reviews");
        (shown.GetProperty("author").GetString(), shown.GetProperty("text").GetString()).ShouldBe((null, "Best fade in town"));
    }

    [Fact]
    public async Task The_books_are_not_for_those_who_run_a_shops_day()
    {
        using var manager = await _app.SignInAsync(Role.LocationManager, _town.Main);
        using var support = await _app.SignInAsync(Role.Support, NodeId.Root(_town.Network));

        (await manager.CallAsync("GET", $"{Lists}/invoices")).Status.ShouldBe(403);
        (await support.CallAsync("GET", $"{Lists}/messages")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_was_listed_can_be_taken_out_as_a_file()
    {
        await WriteAsync(_town.North, new LeadRecord("l1", "Pat", "pat@example.test", null, "franchisee", "new", "Portal", null, null, null, 87.5m, Noon, null, null));
        using var executive = await _app.SignInAsync(Role.Executive, NodeId.Root(_town.Network));

        var file = await executive.GetStringAsync($"/api/v2/franchise/{Lists}/export/leads", TestContext.Current.CancellationToken);

        file.Split('\n')[0].ShouldBe("location,key,name,email,phone,type,status,origin,campaignKey,companyKey,ownerKey,score,createdAt,convertedAt,convertedKey");
        file.Split('\n')[1].ShouldContain(",test:l1,Pat,pat@example.test,,franchisee,new,Portal,,,,87.5,2026-02-02T17:00:00");
    }

    private static CampaignRecord Campaign(string key, int day) => new(key, key, "email", "finished", null, new DateOnly(2026, 2, day), null, null, null);

    private async Task<IReadOnlyList<string>> KeysAsync(HttpClient client, string list) =>
        [.. (await client.CallAsync("GET", $"{Lists}/{list}")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("record").GetProperty("key").GetString()!)];

    private async Task<System.Text.Json.JsonElement> RecordAsync(HttpClient client, string list) => (await client.CallAsync("GET", $"{Lists}/{list}")).Body.GetProperty("items")[0].GetProperty("record");

    private Task WriteAsync(NodeId at, CanonicalRecord record, string source = "test") => WriteAsync(at, [record], source);

    private async Task WriteAsync(NodeId at, IReadOnlyList<CanonicalRecord> records, string source = "test")
    {
        var node = _app.Get<INetworkTree>().Find(at)!;
        await using var session = await _app.Get<IDatabase>().WriteAsync(Scope.OfSystem(_town.Network), "test", CancellationToken.None);
        var outcomes = await _app.Get<IRecordWriter>().WriteMixedAsync(session, source, [.. records.Select(record => new LocatedRecord<CanonicalRecord>(node, record))], OnConflict.Update, CancellationToken.None);
        outcomes.ShouldAllBe(outcome => outcome.State == WriteState.Created);
        await session.CommitAsync(CancellationToken.None);
    }
}
