using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage.Tests.Sessions;

/// <summary>What a request's role cannot do even with SQL of its own.</summary>
public sealed class GuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_cannot_be_written_in_another_networks_name()
    {
        await using var node = await Notes.StartAsync();
        await using var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct);

        var forge = () => session.RecordActionAsync(Notes.Two, "export.downloaded", null, new { }, Ct);

        (await forge.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_tracking_function_cannot_be_put_on_a_table_of_ones_own()
    {
        await using var node = await Notes.StartAsync();
        await using var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct);
        await session.ExecuteAsync("create temp table forged as select * from test.note limit 0", null, Ct);

        var attach = () => session.ExecuteAsync(
            "create trigger t after insert on forged referencing new table as new_rows for each statement execute function feed.test_note()", null, Ct);

        (await attach.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task An_action_of_the_own_network_reaches_the_feed()
    {
        await using var node = await Notes.StartAsync();
        await using (var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct))
        {
            await session.RecordActionAsync(Notes.One, "export.downloaded", null, new { }, Ct);
            await session.CommitAsync(Ct);
        }

        await node.Get<IFeedCatchUp>().RunAsync(Ct);

        (await node.Get<IFeedReader>().ReadNetworkAsync(Notes.One, 0, 10, Ct)).ShouldHaveSingleItem().Entity.ShouldBe("export.downloaded");
    }
}
