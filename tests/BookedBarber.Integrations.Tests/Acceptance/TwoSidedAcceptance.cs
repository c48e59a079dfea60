using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What a connector has to stand when answers cannot be read, when records change and go on either side, and when the vendor sends messages by itself.</summary>
public abstract partial class TwoSidedAcceptance(AcceptanceHouse house, AcceptedSides sides) : ConnectorAcceptance(house)
{
    private string Stream => Accepted.Vendor.Stream;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Id of an object at the vendor, by the key that the connector knows it by. Default: they are the same.</summary>
    protected virtual Task<string> IdOfAsync(string key) => Task.FromResult(key);

    [Fact]
    public async Task An_error_that_says_that_all_is_well_is_no_empty_page()
    {
        var connection = await Accepted.ConnectAsync();
        await Accepted.SyncAsync(connection, Stream);
        var before = await Accepted.LinksAsync(connection, Stream);
        await Accepted.SteerAsync("error-in-200", new { path = Accepted.Vendor.Path, count = 1000 });

        var run = await Accepted.SyncAsync(connection, Stream);
        await Accepted.SteerAsync("reset", new { });

        run.State.ShouldBe("failed");
        run.Code.ShouldNotBe("internal_fault");
        run.Detail.ShouldNotBeNullOrEmpty();
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
    }

    [Fact]
    public async Task A_list_that_the_vendor_renamed_is_named_and_nothing_is_taken_for_gone()
    {
        var connection = await Accepted.ConnectAsync();
        await Accepted.SyncAsync(connection, Stream);
        var before = await Accepted.LinksAsync(connection, Stream);
        var list = Accepted.Manifest.Stream(Stream)!.Items.Steps.Last(step => step != "*");
        await ExecuteAsync("update integrations.stream_state set cursor = null where connection_id = @Id", new { connection.Id }); // so that there is something to be read
        await Accepted.SteerAsync("retype", new { field = list, rename = "renamed_list", path = Accepted.Vendor.Path });

        var run = await Accepted.SyncAsync(connection, Stream);
        await Accepted.SteerAsync("reset", new { });

        (run.State, run.Code).ShouldBe(("failed", "items_missing"));
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        Accepted.TroubleOf(connection).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_at_the_vendor_changes_its_record_alone()
    {
        Assert.SkipWhen(sides.Change is null, "Objects of the stream do not change at the vendor.");
        var connection = await Accepted.ConnectAsync();
        await Accepted.SyncAsync(connection, Stream);
        var key = await AnyKeyAsync(connection);
        await Accepted.SteerAsync("change", new { collection = sides.Collection, id = await IdOfAsync(key), fields = sides.Change });

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, run.Created, run.Changed).ShouldBe(("done", 0, 1), $"{key}: {run}");
    }

    [Fact]
    public async Task A_deletion_at_the_vendor_takes_its_record_back_and_no_other()
    {
        Assert.SkipWhen(sides.DeletionStream is null, "No reading proves a deletion.");
        Assert.SkipWhen(Accepted.Vendor.Name == "quickbooks-online", "That its list of changes tells a deletion of just before the last reading is not shown yet: it depends on what was read before.");
        var connection = await Accepted.ConnectAsync();
        await Accepted.SyncAsync(connection, Stream);
        await Accepted.SyncAsync(connection, sides.DeletionStream!);
        var before = await Accepted.LinksAsync(connection, Stream);
        var key = await OldestKeyAsync(connection);
        if (sides.Change is not null)
        {
            await Accepted.SteerAsync("change", new { collection = sides.Collection, id = await IdOfAsync(await AnyKeyAsync(connection, last: true)), fields = sides.Change });
        }

        var back = sides.DeletionStream == Stream ? 0 : 60; // vendors tell the deletions of a span only when it is over
        await Accepted.SteerAsync("clock", new { advanceSeconds = -back });
        await Accepted.SteerAsync("delete", new { collection = sides.Collection, id = await IdOfAsync(key) });
        await Accepted.SteerAsync("clock", new { advanceSeconds = back });

        (await Accepted.SyncAsync(connection, sides.DeletionStream!)).State.ShouldBe("done");

        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before - 1);
        (await Accepted.RowAsync<bool>("select removed_at is not null from integrations.record_link where connection_id = @Id and stream = @Stream and key = @key", new { connection.Id, Stream, key })).ShouldBeTrue();
    }

    private Task<string> AnyKeyAsync(Connection connection, bool last = false) => Accepted.RowAsync<string>(
        $"select key from integrations.record_link where connection_id = @Id and stream = @Stream and removed_at is null order by key {(last ? "desc" : "asc")} limit 1", new { connection.Id, Stream });

    // A deletion in the past of a record that was made or changed since would be older than the record, and rightly be passed over.
    private Task<string> OldestKeyAsync(Connection connection) => Accepted.RowAsync<string>(
        "select key from integrations.record_link where connection_id = @Id and stream = @Stream and removed_at is null order by version, key limit 1", new { connection.Id, Stream });

    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var session = await Accepted.Get<IDatabase>().SystemAsync("test", Ct);
        await session.ExecuteAsync(sql, parameters, Ct);
        await session.CommitAsync(Ct);
    }

    /// <summary>What the vendor holds of a kind.</summary>
    protected async Task<IReadOnlyList<JsonElement>> ObjectsAsync(string collection)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Accepted.Credentials.Url) };
        return JsonSerializer.Deserialize<List<JsonElement>>(await client.GetStringAsync($"/_sandbox/objects/{collection}", Ct))!;
    }
}
