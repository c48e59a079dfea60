using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>Vendors change their answers without notice: what can be read is, and what cannot is named.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task A_field_that_is_new_at_the_vendor_changes_nothing()
    {
        var connection = await ReadAsync();
        await BreakAsync("retype", new() { ["field"] = "novelty", ["add"] = true, ["value"] = new { deep = new[] { 1 } } });

        var run = await Accepted.SyncAsync(connection, Stream, anew: true);

        (await Accepted.FaultsMetAsync()).ShouldBeGreaterThan(0);
        (run.State, run.Created, run.Changed, run.Refused).ShouldBe(("done", 0, 0, 0));
    }

    [Fact]
    public async Task A_field_that_became_something_else_is_named_with_its_record_and_the_stream_goes_on()
    {
        var plain = PlainFields(Shape).Select(field => field.Name).ToList();
        Assert.SkipWhen(plain.Count == 0, "By the manifest nothing but the key is read as it stands.");
        var name = plain[0];
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await BreakAsync("retype", new() { ["field"] = name, ["type"] = "object" });

        var run = await Accepted.SyncAsync(connection, Stream, anew: true);
        await Accepted.SteerAsync("reset", new { });

        (run.State, run.Refused > 0, await StateAsync(connection)).ShouldBe(("done", true, ConnectionState.Active), $"{name}: {run}");
        (await Accepted.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id and stream = @Stream and (key = '' or faults -> 0 ->> 'detail' is null)", new { connection.Id, Stream })).ShouldBe(0);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        (await Accepted.SyncAsync(connection, Stream, anew: true)).Refused.ShouldBe(0);
        (await Accepted.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id and stream = @Stream", new { connection.Id, Stream })).ShouldBe(0);
    }

    [Fact]
    public async Task A_value_that_no_table_knows_is_listed_with_its_record()
    {
        var closed = Accepted.Manifest.Streams.Where(stream => stream.Request is not null)
            .SelectMany(stream => PlainFields(stream).Where(field => field.Table is { } table && IsClosed(stream, table)).Select(field => (Stream: stream, field.Name))).ToList();
        Assert.SkipWhen(closed.Count == 0, "No map of the manifest looks a value up in a table without a way out.");
        var (stream, name) = closed[0];
        var connection = await Accepted.ConnectAsync();
        foreach (var before in Accepted.Manifest.Streams.Where(one => one.Request is not null && one.Order < stream.Order && one.Record == "location"))
        {
            await Accepted.SyncAsync(connection, before.Name);
        }

        await Accepted.SteerAsync("retype", new { field = name, value = "UNHEARD-OF" });
        var run = await Accepted.SyncAsync(connection, stream.Name);
        await Accepted.SteerAsync("reset", new { });

        (run.State, run.Refused > 0).ShouldBe(("done", true), $"{stream.Name} {name}: {run}");
        (await Accepted.RowAsync<string>("select string_agg(distinct detail, ' ') from integrations.mapping_fault where connection_id = @Id and stream = @Name and kind = 'rejected' and record_key <> ''", new { connection.Id, stream.Name })).ShouldContain("UNHEARD-OF");

        static bool IsClosed(VendorStream stream, string table) =>
            stream.Map!.Lookups!.Children[table] is YamlMappingNode lookup && !lookup.Children.ContainsKey("else");
    }

    [Fact]
    public async Task An_item_whose_key_the_vendor_has_lost_is_named_and_the_connection_does_not_suffer()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("retype", new() { ["field"] = Shape.Key.Parts[^1].Steps[^1], ["remove"] = true });

        var run = await Accepted.SyncAsync(connection, Stream);
        await Accepted.SteerAsync("reset", new { });

        (run.State, run.Refused > 0, await StateAsync(connection)).ShouldBe(("done", true, ConnectionState.Active));
        (await Accepted.RowAsync<string>("select faults -> 0 ->> 'code' from integrations.held_item where connection_id = @Id limit 1", new { connection.Id })).ShouldBe("required");
    }

    [Fact]
    public async Task A_list_that_the_vendor_renamed_is_named_and_nothing_is_taken_for_gone()
    {
        var list = Shape.Items.Steps.LastOrDefault(step => step != "*");
        Assert.SkipWhen(list is null, "The answer itself is the list.");
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await BreakAsync("retype", new() { ["field"] = list!, ["rename"] = "renamed_list" });

        var run = await Accepted.SyncAsync(connection, Stream, anew: true);
        await Accepted.SteerAsync("reset", new { });

        (await Accepted.FaultsMetAsync()).ShouldBeGreaterThan(0);
        (run.State, run.Code).ShouldBe(("failed", "items_missing"));
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        (await StateAsync(connection)).ShouldBe(ConnectionState.Active);
    }
}
