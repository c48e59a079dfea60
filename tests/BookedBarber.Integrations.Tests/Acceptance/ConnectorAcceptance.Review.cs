using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What people look through: both sides' changes, values that no map takes, the way of a record.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task What_both_sides_changed_waits_on_the_review_list_and_the_value_that_lost_stays_there()
    {
        NeedsChanges();
        Assert.SkipWhen(RecordIntake.IsUnedited(Shape.Record!), $"By the manifest {Stream} are of the type {Shape.Record}, which nobody changes here.");
        var connection = await WithRecordsAsync();
        var key = (await KeysAsync(connection))[0];
        await ChangeAsync(key, "Agreed by both");
        await BringAsync(connection);
        await Accepted.Get<IFeedCatchUp>().RunAsync(Ct);
        var field = await ChangeHereAsync(connection, key, "Agreed by both", "Changed here");
        await Accepted.Get<IFeedCatchUp>().RunAsync(Ct);
        await Accepted.ExecuteAsync("insert into integrations.field_rule values (@Network, @Id, @Record, '*', 'ask')", new { connection.Network, connection.Id, Shape.Record });
        await ChangeAsync(key, "Changed there");
        await BringAsync(connection);

        var open = (await Accepted.Get<ConflictStore>().ListAsync(connection, "open", null, 10, Ct)).ShouldHaveSingleItem();
        (await ValueAsync(connection, key, field)).ShouldContain("Changed here");
        (await Accepted.Get<ResolveConflicts>().RunAsync(Scope.OfSystem(connection.Network), connection, open.Id, ConflictSide.Theirs, "resolved", Ct)).ShouldBeNull();

        (open.Key, open.Field, open.Winner).ShouldBe((key, field, null));
        open.Base.ShouldNotBeNull().ShouldContain("Agreed by both");
        (await ValueAsync(connection, key, field)).ShouldContain("Changed there");
        var decided = (await Accepted.Get<ConflictStore>().ListAsync(connection, null, null, 10, Ct)).ShouldHaveSingleItem();
        (decided.State, decided.Winner).ShouldBe(("resolved", "theirs"));
        decided.Ours.ShouldNotBeNull().ShouldContain("Changed here");
    }

    [Fact]
    public async Task What_no_map_reads_and_what_a_map_rejects_is_listed_with_its_record()
    {
        if (!IsRead)
        {
            await ShouldListOfMessagesAsync();
            return;
        }

        var connection = await Accepted.ConnectAsync();
        await BreakAsync("retype", new() { ["field"] = "novelty", ["add"] = true, ["value"] = "unheard of" });
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        await Accepted.SteerAsync("reset", new { });
        var keys = await KeysAsync(connection);

        (await FaultsAsync(connection, "unmapped")).ShouldContain(entry => entry.Field == "novelty" && entry.RecordKey.Length > 0);
        foreach (var name in PlainFields(Shape).Select(field => field.Name).Take(1)) // where nothing but the key is read as it stands, there is nothing to be rejected
        {
            await BreakAsync("retype", new() { ["field"] = name, ["type"] = "object" });
            (await Accepted.SyncAsync(connection, Stream, anew: true)).Refused.ShouldBeGreaterThan(0);
            await Accepted.SteerAsync("reset", new { });
            var rejected = await FaultsAsync(connection, "rejected");
            (await Accepted.SyncAsync(connection, Stream, anew: true)).Refused.ShouldBe(0);

            rejected.ShouldNotBeEmpty();
            rejected.ShouldAllBe(entry => entry.RecordKey.Length > 0 && entry.Code != null && entry.Detail != null);
            rejected.Select(entry => entry.RecordKey).ShouldContain(key => keys.Contains(key));
            (await FaultsAsync(connection, "rejected")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_record_is_traced_from_what_the_vendor_told_to_what_was_written_on()
    {
        var isTold = Accepted.Manifest.Webhooks?.Events.Any(one => one.Stream == Stream) == true;
        var connection = isTold ? await SubscribedAsync() : await ReadAsync();
        var onward = await Accepted.ConnectOnwardAsync(Shape.Record!);
        var before = await KeysAsync(connection);
        if (isTold)
        {
            await TellAsync();
            await Accepted.WorkAsync(connection);
        }
        else
        {
            await Accepted.SteerAsync("seed", new { stream = Accepted.Vendor.Seed, count = 1, tell = true });
            Pass();
            await Accepted.SyncAsync(connection, Stream);
        }

        var key = (await KeysAsync(connection)).Except(before).ShouldHaveSingleItem();
        await Accepted.Get<IFeedCatchUp>().RunAsync(Ct);
        await PushAsync();
        (await PushOfAsync(onward)).ShouldSatisfyAllConditions(push => push.State.ShouldBe("done", push.Detail));

        var trace = (await Accepted.Get<TraceReader>().ReadAsync(Scope.OfSystem(connection.Network), connection, await RecordAsync(connection, key), Ct)).ShouldNotBeNull();
        (trace.Stream, trace.Key, trace.MappingVersion).ShouldBe((Stream, key, 0));
        var source = trace.First.ShouldNotBeNull();
        source.Kind.ShouldBe(isTold && Accepted.Manifest.Webhooks!.Events.Any(one => one.Stream == Stream && Carries(one)) ? "message" : "run");
        (await Accepted.RowAsync<long>($"select count(*) from integrations.{(source.Kind == "run" ? "sync_run" : "hook_message")} where connection_id = @Id and id = @Cause", new { connection.Id, Cause = source.Id })).ShouldBe(1);
        trace.Changes.Select(change => change.Op).ShouldContain("created");
        var written = trace.Pushes.ShouldHaveSingleItem();
        (written.ConnectionId, written.Action, written.State, written.VendorKey).ShouldBe((onward.Id, Onward.Action, "done", Accepted.Onward.Keys.Last()));

        bool Carries(HookEvent one) => one.Effect == HookEffect.Item || (one.Effect == HookEffect.Refetch && Shape.One is not null);
    }

    // Messages carry objects as the vendor has them: what is wrong is wrong there.
    private async Task ShouldListOfMessagesAsync()
    {
        var connection = await SubscribedAsync();
        var (key, name) = ((await KeysAsync(connection))[0], PlainFields(Shape).First().Name);
        await SetAsync(key, "novelty", "unheard of");
        await BringAsync(connection);
        await SetAsync(key, name, new { deep = 1 });
        await BringAsync(connection);
        var rejected = await FaultsAsync(connection, "rejected");
        await SetAsync(key, name, "As before");
        await BringAsync(connection);

        (await FaultsAsync(connection, "unmapped")).ShouldContain(entry => entry.Field == "novelty" && entry.RecordKey == key);
        rejected.ShouldContain(entry => entry.RecordKey == key && entry.Detail != null);
        (await FaultsAsync(connection, "rejected")).ShouldBeEmpty();

        Task SetAsync(string id, string field, object value) => Accepted.SteerAsync("change", new { collection = Accepted.Vendor.Collection, id, fields = new Dictionary<string, object> { [field] = value } });
    }

    private Task<IReadOnlyList<MappingFaultEntry>> FaultsAsync(Connection connection, string kind) => Accepted.Get<MappingFaults>().ListAsync(connection.Network, connection.Id, kind, limit: 100, Ct);

    private Task<Guid> RecordAsync(Connection connection, string key) =>
        Accepted.RowAsync<Guid>("select record_id from integrations.record_link where connection_id = @Id and stream = @Stream and key = @key", new { connection.Id, Stream, key });

    /// <summary>Somebody changes a text of a record here, as the app would; the field that had it.</summary>
    private async Task<string> ChangeHereAsync(Connection connection, string key, string from, string to)
    {
        await using var session = await Accepted.Get<IDatabase>().WriteAsync(Scope.OfSystem(connection.Network), "api", Ct);
        var (record, unit) = await StoredAsync(session, connection, key);
        var json = CanonicalJson.ToObject(record);
        var field = json.Single(one => one.Value is JsonValue value && value.TryGetValue(out string? text) && text.Contains(from, StringComparison.Ordinal)).Key;
        json[field] = to;
        var outcome = (await Accepted.Get<IRecordWriter>().WriteMixedAsync(
            session, new RecordSource(connection.Source, IsAccount: true), [new LocatedRecord<CanonicalRecord>(unit, CanonicalJson.Read(json, record.GetType()), IsAssumed: true)], OnConflict.Update, Ct))[0];
        outcome.State.ShouldBe(WriteState.Changed, outcome.Problem?.Detail);
        await session.CommitAsync(Ct);
        return field;
    }

    private async Task<string> ValueAsync(Connection connection, string key, string field)
    {
        await using var session = await Accepted.Get<IDatabase>().ReadAsync(connection.Network, Ct);
        return CanonicalJson.ToObject((await StoredAsync(session, connection, key)).Record)[field]!.GetValue<string>();
    }

    /// <summary>The record as it is stored, as text.</summary>
    private async Task<string> TextsAsync(Connection connection, string key)
    {
        await using var session = await Accepted.Get<IDatabase>().ReadAsync(connection.Network, Ct);
        return CanonicalJson.ToObject((await StoredAsync(session, connection, key)).Record).ToJsonString();
    }

    private async Task<(CanonicalRecord Record, Node Unit)> StoredAsync(Session session, Connection connection, string key)
    {
        var (id, location) = (await session.QueryAsync<(Guid, Guid)>("select record_id, location_id from integrations.record_link where connection_id = @Id and stream = @Stream and key = @key", new { connection.Id, Stream, key }, Ct))[0];
        var found = await Accepted.Get<RecordsHere>().ReadAsync(session, connection, Shape.Record!, [(id, location)], Ct);
        var tree = Accepted.Get<INetworkTree>();
        await tree.LoadAsync(Ct);
        return (found.Values.ShouldHaveSingleItem(), tree.Find(new NodeId(location))!);
    }
}
