using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Health;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Integrations.Transport.Usage;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What both sides are compared by, and what a person can see of it all.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task A_comparison_finds_what_was_lost_here_and_repairs_it()
    {
        var connection = await ReadAsync();
        var all = await Accepted.LinksAsync(connection, Stream);
        var key = (await KeysAsync(connection))[0];
        await Accepted.ExecuteAsync("delete from integrations.record_link where connection_id = @Id and stream = @Stream and key = @key", new { connection.Id, Stream, key });

        var found = await CompareAsync(connection, repairs: false);
        var repaired = await CompareAsync(connection, repairs: true);
        var after = await CompareAsync(connection, repairs: false);

        (found.State, found.Missing, found.Different, found.Extra).ShouldBe(("different", 1, 0, 0), found.Detail);
        repaired.State.ShouldBe("repaired", repaired.Detail);
        after.State.ShouldBe("same", after.Detail);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(all);
    }

    [Fact]
    public async Task A_comparison_finds_what_is_different_here()
    {
        NeedsChanges();
        var connection = await ReadAsync();
        await ChangeAsync((await KeysAsync(connection))[0], "Never read");
        Pass();
        (await CompareAsync(connection, repairs: false)).Extra.ShouldBe(0, "What changed a moment ago is still there.");
        Accepted.Clock.Move(TimeSpan.FromMinutes(11)); // the last minutes are left to the readings

        var found = await CompareAsync(connection, repairs: false);
        var repaired = await CompareAsync(connection, repairs: true);

        (found.State, found.Missing, found.Different, found.Extra).ShouldBe(("different", 0, 1, 0), found.Detail);
        repaired.State.ShouldBe("repaired", repaired.Detail);
        (await CompareAsync(connection, repairs: false)).State.ShouldBe("same");
    }

    [Fact]
    public async Task A_comparison_finds_what_is_no_longer_at_the_vendor()
    {
        var connection = await ReadAsync();
        var key = (await KeysAsync(connection))[0];
        await Accepted.ExecuteAsync(
            """
            insert into integrations.record_link
            select (jsonb_populate_record(l, '{"key": "gone-at-the-vendor"}')).* from integrations.record_link l where connection_id = @Id and stream = @Stream and key = @key limit 1
            """,
            new { connection.Id, Stream, key });

        var found = await CompareAsync(connection, repairs: false);

        (found.State, found.Missing, found.Different, found.Extra).ShouldBe(("different", 0, 0, 1), found.Detail);
    }

    [Fact]
    public async Task A_record_tells_which_reading_of_which_vendor_it_came_from_and_what_became_of_it()
    {
        var connection = await ReadAsync();
        var (key, record, type) = await Accepted.RowAsync<(string, Guid, string)>("select key, record_id, record from integrations.record_link where connection_id = @Id and stream = @Stream order by key limit 1", new { connection.Id, Stream });
        await Accepted.Get<IFeedCatchUp>().RunAsync(Ct);

        var trace = await Accepted.Get<TraceReader>().ReadAsync(Scope.OfSystem(connection.Network), connection, record, Ct);

        (trace!.Record, trace.Stream, trace.Key, trace.First!.Kind, trace.First.What).ShouldBe((type, Stream, key, "run", Stream));
        trace.Changes.Select(change => change.Op).ShouldContain("created");
        (await Accepted.Get<TraceReader>().ReadAsync(Scope.OfSystem(Accepted.Other), connection with { Network = Accepted.Other }, record, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Health_falls_with_trouble_and_rises_when_it_is_over()
    {
        var connection = await ReadAsync();
        await SettleUsageAsync();
        var well = await ScoreAsync(connection);
        await BreakAsync("fail", new() { ["status"] = 500, ["count"] = 5 });
        await Accepted.SyncAsync(connection, Stream, anew: true);
        await SettleUsageAsync();
        var ill = await ScoreAsync(connection);
        Accepted.Clock.Move(TimeSpan.FromHours(25));
        for (var i = 0; i < 3; i++)
        {
            (await Accepted.SyncAsync(connection, Stream, anew: true)).State.ShouldBe("done");
        }

        await SettleUsageAsync();

        well.ShouldBeGreaterThanOrEqualTo(80);
        ill.ShouldBeLessThan(80);
        (await ScoreAsync(connection)).ShouldBeGreaterThanOrEqualTo(80);
    }

    private Task SettleUsageAsync() => Accepted.Get<CallLedger>().FlushAsync(Ct);

    private async Task<int> ScoreAsync(Connection connection)
    {
        var facts = (await Accepted.Get<HealthReader>().FactsAsync(connection.Network, [connection.Id], Ct))[connection.Id].Facts;
        return HealthFormula.Of(facts with { LagInIntervals = null })!.Score; // streams that the check does not read lie behind
    }

    private async Task<(string State, long Missing, long Different, long Extra, string? Detail)> CompareAsync(Connection connection, bool repairs)
    {
        var id = await Accepted.Get<Comparisons>().StartAsync(connection, Stream, Accepted.Clock.GetUtcNow() - TimeSpan.FromDays(400), null, repairs, Caller.System, Ct);
        await Accepted.RunJobAsync(id);
        return await Accepted.RowAsync<(string, long, long, long, string?)>("select state, missing, different, extra, detail from integrations.comparison where id = @id", new { id });
    }
}
