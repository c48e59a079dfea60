using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What goes out, and what both sides are compared by.</summary>
public abstract partial class TwoSidedAcceptance
{
    [Fact]
    public async Task A_record_is_written_to_the_vendor_once_and_its_echo_is_no_news()
    {
        Assert.SkipWhen(sides.Writes.Length == 0, "Nothing is written to the vendor by itself.");
        foreach (var write in sides.Writes)
        {
            var connection = await Accepted.ConnectAsync();
            var before = (await ObjectsAsync(write.Collection)).Count;
            var record = await KeepAsync(write);
            await QueueAsync(connection, write, record);
            await QueueAsync(connection, write, record);

            await PushAsync();

            var push = await PushOfAsync(connection);
            (push.State, push.Code).ShouldBe(("done", null), $"{write.Action}: {push.Detail}");
            push.VendorKey.ShouldNotBeNullOrEmpty(write.Action);
            (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1, write.Action);
            if (Accepted.Manifest.Action(write.Action)!.Stream is { } stream)
            {
                await Accepted.SyncAsync(connection, stream);
                (await Accepted.RowAsync<long>("select count(*) from integrations.record_link where connection_id = @Id and key = @VendorKey and not is_pushed", new { connection.Id, push.VendorKey })).ShouldBe(0, write.Action);
            }
        }
    }

    [Fact]
    public async Task A_write_that_got_no_answer_is_made_once()
    {
        Assert.SkipWhen(sides.Writes.Length == 0, "Nothing is written to the vendor by itself.");
        var write = sides.Writes[0];
        var connection = await Accepted.ConnectAsync();
        var before = (await ObjectsAsync(write.Collection)).Count;
        await QueueAsync(connection, write, await KeepAsync(write));
        await Accepted.SteerAsync("fail", new { status = 503, count = 6 });

        await PushAsync();
        await Accepted.SteerAsync("reset", new { });
        await ExecuteAsync("delete from integrations.circuit where connection_id = @Id", new { connection.Id });
        await PushAsync(connection);

        (await PushOfAsync(connection)).State.ShouldBe("done");
        (await ObjectsAsync(write.Collection)).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_write_that_the_vendor_refuses_is_set_aside_with_its_cause()
    {
        Assert.SkipWhen(sides.Writes.Length == 0, "Nothing is written to the vendor by itself.");
        var connection = await Accepted.ConnectAsync();
        await QueueAsync(connection, sides.Writes[0], await KeepAsync(sides.Writes[0]));
        await Accepted.SteerAsync("fail", new { status = 400 });

        await PushAsync();
        await Accepted.SteerAsync("reset", new { });

        var push = await PushOfAsync(connection);
        push.State.ShouldBe("dead");
        push.Code.ShouldBe("refused_by_vendor");
        push.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_comparison_finds_what_was_lost_here_and_repairs_it()
    {
        var connection = await Accepted.ConnectAsync();
        await Accepted.SyncAsync(connection, Stream);
        var all = await Accepted.LinksAsync(connection, Stream);
        var key = await AnyKeyAsync(connection);
        await ExecuteAsync("delete from integrations.record_link where connection_id = @Id and stream = @Stream and key = @key", new { connection.Id, Stream, key });

        var found = await CompareAsync(connection, repairs: false);
        var repaired = await CompareAsync(connection, repairs: true);
        var after = await CompareAsync(connection, repairs: false);

        (found.State, found.Missing).ShouldBe(("different", 1), found.Detail);
        repaired.State.ShouldBe("repaired", repaired.Detail);
        after.State.ShouldBe("same", after.Detail);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(all);
    }

    private async Task<Guid> KeepAsync(AcceptedWrite write)
    {
        var tree = Accepted.Get<INetworkTree>();
        await tree.LoadAsync(Ct);
        await using var session = await Accepted.Get<IDatabase>().WriteAsync(Scope.OfSystem(Accepted.Network), "test", Ct);
        var outcome = (await Accepted.Get<IRecordWriter>().WriteMixedAsync(
            session, "api", [new LocatedRecord<CanonicalRecord>(tree.LocationsUnder(Accepted.Network, [NodeId.Root(Accepted.Network)])[0], write.Make($"r{Guid.CreateVersion7():N}"))], OnConflict.Update, Ct))[0];
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

    private async Task PushAsync(Connection? dueNow = null)
    {
        if (dueNow is not null)
        {
            await ExecuteAsync("update integrations.push set run_at = now() where connection_id = @Id and state = 'waiting'", new { dueNow.Id });
        }

        while (await Accepted.Get<PushWork>().StepAsync(Ct) > 0)
        {
            // until nothing is due
        }
    }

    private Task<(string State, string? Code, string? Detail, string? VendorKey)> PushOfAsync(Connection connection) =>
        Accepted.RowAsync<(string, string?, string?, string?)>("select state, code, detail, vendor_key from integrations.push where connection_id = @Id", new { connection.Id });

    private async Task<(string State, long Missing, string? Detail)> CompareAsync(Connection connection, bool repairs)
    {
        var id = await Accepted.Get<Comparisons>().StartAsync(connection, Stream, TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(400), null, repairs, Caller.System, Ct);
        await Accepted.RunJobAsync(id);
        return await Accepted.RowAsync<(string, long, string?)>("select state, missing, detail from integrations.comparison where id = @id", new { id });
    }
}
