using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What goes out.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task A_record_is_written_to_the_vendor_once_and_its_echo_is_no_news()
    {
        NeedsWrites();
        foreach (var write in Accepted.Vendor.Writes)
        {
            var connection = await ConnectForWritesAsync(write);
            var before = (await ObjectsAsync(write.Collection)).Count;
            var record = await KeepAsync(connection, write);
            await QueueAsync(connection, write, record);
            await QueueAsync(connection, write, record);

            await PushAsync();

            var push = await PushOfAsync(connection);
            (push.State, push.Code).ShouldBe(("done", null), $"{write.Action}: {push.Detail}");
            (push.VendorKey is { Length: > 0 }).ShouldBe(Accepted.Manifest.Action(write.Action)!.Returns is not null, write.Action);
            (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1, write.Action);
            if (push.VendorKey is not null && Accepted.Manifest.Action(write.Action)!.Stream is { } stream && Accepted.Manifest.Stream(stream)!.Request is not null)
            {
                await Accepted.SyncAsync(connection, stream);
                (await Accepted.RowAsync<long>("select count(*) from integrations.record_link where connection_id = @Id and key = @VendorKey and not is_pushed", new { connection.Id, push.VendorKey })).ShouldBe(0, write.Action);
            }
        }
    }

    [Fact]
    public async Task A_write_that_got_no_answer_is_made_once()
    {
        NeedsWrites();
        var write = Accepted.Vendor.Writes[0];
        var connection = await ConnectForWritesAsync(write);
        var before = (await ObjectsAsync(write.Collection)).Count;
        await QueueAsync(connection, write, await KeepAsync(connection, write));
        await Accepted.SteerAsync("fail", new { status = 503, count = 6 });

        await PushAsync();
        await Accepted.SteerAsync("reset", new { });
        await PushAsync(connection);

        (await PushOfAsync(connection)).State.ShouldBe("done");
        (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_found_at_the_vendor_or_known_by_its_key()
    {
        NeedsWrites();
        var known = Accepted.Vendor.Writes.Where(write => Accepted.Manifest.Action(write.Action) is { Find: not null } or { Idempotency: not null }).ToList();
        Assert.SkipWhen(known.Count == 0, "By the manifest a write that got no answer can neither be looked for nor be told by a key.");
        foreach (var write in known)
        {
            var connection = await ConnectForWritesAsync(write);
            var before = (await ObjectsAsync(write.Collection)).Count;
            await QueueAsync(connection, write, await KeepAsync(connection, write));
            await Accepted.SteerAsync("break-page", new { how = "cut", count = 1 });

            await PushAsync();
            var met = await Accepted.FaultsMetAsync();
            await Accepted.SteerAsync("reset", new { });
            await PushAsync(connection);

            met.ShouldBe(1, write.Action);
            (await PushOfAsync(connection)).ShouldSatisfyAllConditions(push => push.State.ShouldBe("done", $"{write.Action}: {push.Detail}"));
            (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1, write.Action);
        }
    }

    [Fact]
    public async Task A_write_that_the_vendor_refuses_is_set_aside_with_its_cause()
    {
        NeedsWrites();
        var connection = await ConnectForWritesAsync(Accepted.Vendor.Writes[0]);
        await QueueAsync(connection, Accepted.Vendor.Writes[0], await KeepAsync(connection, Accepted.Vendor.Writes[0]));
        await Accepted.SteerAsync("fail", new { status = 400 });

        await PushAsync();
        await Accepted.SteerAsync("reset", new { });

        var push = await PushOfAsync(connection);
        (push.State, push.Code).ShouldBe(("dead", "refused_by_vendor"));
        push.Detail.ShouldNotBeNullOrEmpty();
        (await Accepted.FaultsMetAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_waits_while_the_vendor_asks_for_patience_and_is_made_then()
    {
        NeedsWrites();
        var write = Accepted.Vendor.Writes[0];
        var connection = await ConnectForWritesAsync(write);
        var before = (await ObjectsAsync(write.Collection)).Count;
        await QueueAsync(connection, write, await KeepAsync(connection, write));
        await Accepted.SteerAsync("throttle", new { count = 1_000_000 });
        await PushAsync();
        var waiting = await PushOfAsync(connection);
        await Accepted.SteerAsync("reset", new { });

        await PushAsync(connection);

        (waiting.State, (await PushOfAsync(connection)).State).ShouldBe(("waiting", "done"));
        (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1);
    }

    /// <summary>Has an action done whose answer is lost; how many objects it made at the vendor.</summary>
    protected async Task<(string State, int Made)> AskWithoutAnswerAsync(string action, string collection, params (string Name, object Value)[] input)
    {
        var connection = await ConnectForWritesAsync(new AcceptedWrite(action, string.Empty, collection, (_, _) => throw new InvalidOperationException("It takes no record.")));
        var before = (await ObjectsAsync(collection)).Count;
        var asked = await Accepted.Get<AskAction>().RunAsync(
            Scope.OfSystem(connection.Network), connection, Accepted.Manifest, Accepted.Manifest.Action(action)!, null, input.ToDictionary(one => one.Name, one => JsonSerializer.SerializeToElement(one.Value)), $"{Guid.CreateVersion7():N}", Ct);
        asked.Succeeded.ShouldBeTrue(asked.Problem?.ToString());
        await Accepted.SteerAsync("break-page", new { how = "cut", count = 1 });
        await PushAsync();
        (await Accepted.FaultsMetAsync()).ShouldBe(1);
        await Accepted.SteerAsync("reset", new { });
        await PushAsync(connection);
        return ((await PushOfAsync(connection)).State, (await ObjectsAsync(collection)).Count - before);
    }

    private void NeedsWrites()
    {
        Assert.SkipUnless(Accepted.Manifest.Actions.Any(action => action.Record is not null), "By the manifest no record is written to the vendor.");
        Accepted.Vendor.Writes.Select(write => write.Action).ShouldBe(
            Accepted.Manifest.Actions.Where(action => action.Record is not null).Select(action => action.Name), ignoreOrder: true, "The manifest writes records, and the suite does not try all of it.");
    }

    /// <summary>A connection one of whose places at the vendor is our shop, where the vendor has places.</summary>
    private async Task<Connection> ConnectForWritesAsync(AcceptedWrite write)
    {
        var connection = await Accepted.ConnectAsync();
        var request = Accepted.Manifest.Action(write.Action)!.Request;
        if (request.Headers.Values.Concat(request.Body?.Texts ?? []).Any(text => text.Paths.Any(path => path.Text == "place")) && Accepted.Manifest.Streams.FirstOrDefault(stream => stream.Record == "location") is { } places)
        {
            await Accepted.SyncAsync(connection, places.Name);
            await Accepted.ExecuteAsync(
                "update integrations.place p set location_id = case when first then @Shop end, is_ignored = not first from (select key, row_number() over (order by key) = 1 as first from integrations.place where connection_id = @Id) n where p.connection_id = @Id and p.key = n.key",
                new { connection.Id, Shop = connection.Node });
        }

        foreach (var stream in write.Knows)
        {
            (await Accepted.SyncAsync(connection, stream)).State.ShouldBe("done", stream);
        }

        return connection;
    }

    private async Task<Guid> KeepAsync(Connection connection, AcceptedWrite write)
    {
        var others = new List<string>();
        foreach (var reference in write.Refers)
        {
            others.Add((await ObjectsAsync(reference.Collection)).Where(reference.Which).Select(reference.Value).OfType<string>().First());
        }

        var tree = Accepted.Get<INetworkTree>();
        await tree.LoadAsync(Ct);
        await using var session = await Accepted.Get<IDatabase>().WriteAsync(Scope.OfSystem(Accepted.Network), "test", Ct);
        var outcome = (await Accepted.Get<IRecordWriter>().WriteMixedAsync(
            session, write.Knows.Count > 0 ? new RecordSource(connection.Source, IsAccount: true) : "api", [new LocatedRecord<CanonicalRecord>(tree.LocationsUnder(Accepted.Network, [NodeId.Root(Accepted.Network)])[0], write.Make($"r{Guid.CreateVersion7():N}", others))], OnConflict.Update, Ct))[0];
        outcome.Problem.ShouldBeNull(outcome.Problem?.Detail);
        await session.CommitAsync(Ct);
        return outcome.Id;
    }

    private async Task QueueAsync(Connection connection, AcceptedWrite write, Guid record)
    {
        await using var session = await Accepted.Get<IDatabase>().WriteAsync(Scope.OfSystem(Accepted.Network), "test", Ct);
        await Accepted.Get<PushQueue>().AddAsync(session, connection, write.Action, write.Record, connection.Node, [record], isRemoval: false, 1, Ct);
        await session.CommitAsync(Ct);
    }

    /// <summary>Does what is due; for a connection that waits, as if its time had come.</summary>
    private async Task PushAsync(Connection? waiting = null)
    {
        if (waiting is not null)
        {
            Accepted.Clock.Move(TimeSpan.FromHours(1));
            await Accepted.ExecuteAsync("update integrations.push set run_at = @Now where connection_id = @Id and state = 'waiting'", new { waiting.Id, Now = Accepted.Clock.GetUtcNow() });
        }

        while (await Accepted.Get<PushWork>().StepAsync(Ct) > 0)
        {
            // until nothing is due
        }
    }

    private Task<(string State, string? Code, string? Detail, string? VendorKey)> PushOfAsync(Connection connection) =>
        Accepted.RowAsync<(string, string?, string?, string?)>("select state, code, detail, vendor_key from integrations.push where connection_id = @Id", new { connection.Id });
}
