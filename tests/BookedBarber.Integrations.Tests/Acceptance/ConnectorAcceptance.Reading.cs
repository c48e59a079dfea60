using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What is at the vendor becomes records, once, and follows what happens there.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task Every_stream_is_read_to_its_end_and_every_item_becomes_a_record_or_is_left_out_on_purpose()
    {
        Assert.SkipWhen(Accepted.Manifest.Streams.All(stream => stream.Request is null), "By the manifest nothing is asked for: all comes by message.");
        var connection = await Accepted.ConnectAsync();
        Accepted.Pages.AreParallel = true;
        var runs = new List<SyncRun>();
        foreach (var stream in Accepted.Manifest.Streams.Where(stream => stream.Request is not null).OrderBy(stream => stream.Order))
        {
            runs.Add(await Accepted.SyncAsync(connection, stream.Name));
        }

        runs.ShouldAllBe(run => run.State == "done", string.Join("; ", runs.Where(run => run.State != "done").Select(run => $"{run.Stream}: {run.Code} {run.Detail}")));
        var held = await Accepted.RowAsync<string?>("select string_agg(distinct stream || ' ' || (faults -> 0 ->> 'code') || ' ' || (faults -> 0 ->> 'detail'), '; ') from integrations.held_item where connection_id = @Id", new { connection.Id });
        held.ShouldBeNull();
        runs.Sum(run => run.Created).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_was_read_is_not_written_again()
    {
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);

        var second = await Accepted.SyncAsync(connection, Stream, anew: true);

        (second.State, second.Created, second.Changed).ShouldBe(("done", 0, 0));
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
    }

    [Fact]
    public async Task Something_new_at_the_vendor_comes_with_the_next_reading()
    {
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await Accepted.SteerAsync("seed", new { stream = Accepted.Vendor.Seed, count = 3, tell = true });
        Pass();

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, run.Created).ShouldBe(("done", 3));
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 3);
    }

    [Fact]
    public async Task A_change_at_the_vendor_changes_its_record_alone()
    {
        NeedsReadChanges();
        var connection = await ReadAsync();
        await ChangeAsync((await KeysAsync(connection))[0], "Renamed once");
        Pass();

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, run.Created, run.Changed).ShouldBe(("done", 0, 1));
    }

    [Fact]
    public async Task Changes_of_one_moment_are_all_found_however_late_the_vendor_shows_them()
    {
        NeedsReadChanges();
        var connection = await ReadAsync();
        var keys = await KeysAsync(connection);
        var moment = Accepted.Clock.GetUtcNow();
        await ChangeAsync(keys[0], "Of one moment");
        Pass();
        (await Accepted.SyncAsync(connection, Stream)).Changed.ShouldBe(1);
        await ChangeAsync(keys[1], "Of the same moment", moment);
        await ChangeAsync(keys[2], "Of the same moment", moment);

        var late = await Accepted.SyncAsync(connection, Stream);

        (late.State, late.Created, late.Changed).ShouldBe(("done", 0, 2));
    }

    [Fact]
    public async Task A_change_that_is_dated_back_as_far_as_the_manifest_looks_is_found()
    {
        NeedsReadChanges();
        var cursor = Shape.Cursor;
        Assert.SkipWhen(cursor.Kind == CursorKind.None, "The stream is read whole every time.");
        Assert.SkipWhen(cursor.Kind == CursorKind.Token, "The vendor's token tells what changed, whatever its date.");
        var back = cursor.Lookback > cursor.Overlap ? cursor.Lookback : cursor.Overlap;
        var connection = await ReadAsync();
        var keys = await KeysAsync(connection);
        await ChangeAsync(keys[0], "At its time");
        Pass();
        (await Accepted.SyncAsync(connection, Stream)).Changed.ShouldBe(1);
        await ChangeAsync(keys[1], "Dated back", Accepted.Clock.GetUtcNow() - (back * 0.9));
        Accepted.Clock.Move(cursor.Lookback > ReadingPlan.ShortLookback ? TimeSpan.FromHours(1) : TimeSpan.Zero);

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, run.Changed).ShouldBe(("done", 1));
    }

    [Fact]
    public async Task A_deletion_at_the_vendor_takes_its_record_back_and_no_other()
    {
        var proof = Shape.Deletes;
        Assert.SkipWhen(proof is DeleteProof.None or DeleteProof.Webhook, $"By the manifest no reading of {Stream} proves a deletion.");
        var proving = proof == DeleteProof.Feed ? Accepted.Manifest.Streams.Single(stream => stream.Removes == Stream).Name : Stream;
        var connection = await ReadAsync();
        await Accepted.SyncAsync(connection, proving);
        var before = await Accepted.LinksAsync(connection, Stream);
        var keys = await KeysAsync(connection);
        if (Accepted.Vendor.Change is not null)
        {
            await ChangeAsync(keys[^1], "Changed beside it");
        }

        await Accepted.SteerAsync("delete", new { collection = Accepted.Vendor.Collection, id = await IdOfAsync(keys[0]) });
        Accepted.Clock.Move(TimeSpan.FromMinutes(1)); // vendors tell the deletions of a span only when it is over

        (await Accepted.SyncAsync(connection, proving)).State.ShouldBe("done");
        if (proof == DeleteProof.List && Shape.Paging.Kind is PagingKind.Page or PagingKind.Offset)
        {
            (await Accepted.SyncAsync(connection, proving)).State.ShouldBe("done"); // from counted pages something may have slipped: only the second whole reading without it proves it
        }

        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before - 1);
        (await Accepted.RowAsync<bool>("select bool_and(removed_at is not null) from integrations.record_link where connection_id = @Id and stream = @Stream and key = @Key", new { connection.Id, Stream, Key = keys[0] })).ShouldBeTrue();
    }

    [Fact]
    public async Task An_account_that_is_empty_at_first_is_no_fault_and_what_comes_later_comes()
    {
        NeedsPages();
        var whole = await Accepted.LinksAsync(await ReadAsync(), Stream);
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("break-page", new() { ["how"] = "empty", ["count"] = 1000 });
        var empty = await Accepted.SyncAsync(connection, Stream);
        (await Accepted.FaultsMetAsync()).ShouldBeGreaterThan(0);
        await Accepted.SteerAsync("reset", new { });

        (empty.State, empty.Created, await StateAsync(connection)).ShouldBe(("done", 0, ConnectionState.Active));
        (await Accepted.SyncAsync(connection, Stream, anew: true)).State.ShouldBe("done");
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(whole);
    }

    [Fact]
    public async Task What_two_networks_bring_from_the_same_vendor_stays_apart()
    {
        var mine = await WithRecordsAsync();
        var theirs = IsRead ? await Accepted.ConnectAsync(Accepted.Other) : await SubscribedAsync(Accepted.Other);
        if (IsRead)
        {
            var run = await Accepted.SyncAsync(theirs, Stream);
            (run.State, run.Created).ShouldBe(("done", await Accepted.LinksAsync(mine, Stream)));
        }

        (await SeenAsync(mine.Network)).ShouldBe([mine.Id]);
        (await SeenAsync(theirs.Network)).ShouldBe([theirs.Id]);
        (await Accepted.Get<IConnections>().FindAsync(mine.Network, theirs.Id, Ct)).ShouldBeNull();

        async Task<IReadOnlyList<Guid>> SeenAsync(NetworkId network)
        {
            await using var session = await Accepted.Get<IDatabase>().ReadAsync(network, Ct);
            return await session.QueryAsync<Guid>("select distinct connection_id from integrations.record_link where connection_id = any(@Both)", new { Both = new[] { mine.Id, theirs.Id } }, Ct);
        }
    }

    [Fact]
    public async Task A_networks_own_map_is_read_by_from_then_on_and_the_connectors_again_when_it_is_taken_back()
    {
        var connection = await Accepted.ConnectAsync(Accepted.Other);
        var read = await Accepted.SyncAsync(connection, Stream);
        var own = Shape.Map!.Fields.Children.Keys.Select(key => ((YamlScalarNode)key).Value!).First(field => field is "name" or "title" or "text" or "body" or "origin");

        var version = await SaveMapAsync($"map:\n  {own}: =Ours\n");
        var mapped = await Accepted.SyncAsync(connection, Stream, anew: true);
        (await Accepted.RowAsync<(long, long)>("select min(mapping), max(mapping) from integrations.record_link where connection_id = @Id and stream = @Stream", new { connection.Id, Stream })).ShouldBe((version, version));
        await SaveMapAsync(string.Empty);
        var back = await Accepted.SyncAsync(connection, Stream, anew: true);

        (mapped.State, mapped.Created, mapped.Changed).ShouldBe(("done", 0, read.Created));
        (back.State, back.Created, back.Changed).ShouldBe(("done", 0, read.Created));

        async Task<int> SaveMapAsync(string yaml)
        {
            var saved = await Accepted.Get<FieldMapStore>().SaveAsync(Scope.OfSystem(Accepted.Other), Accepted.Vendor.Name, Stream, yaml, null, Ct);
            Accepted.Get<FieldMaps>().Forget(Accepted.Other, Accepted.Vendor.Name, Stream);
            return saved;
        }
    }
}
