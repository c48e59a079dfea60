using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage.Tests.Sessions;

public sealed class TenantSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_sees_the_rows_of_its_own_network_only()
    {
        await using var node = await Notes.StartAsync();
        await WriteAsync(node.Database, Notes.One, "mine");

        await using var other = await node.Database.ReadAsync(Notes.Two, Ct);
        await using var own = await node.Database.ReadAsync(Notes.One, Ct);

        (await other.QueryAsync<string>("select text from test.note", null, Ct)).ShouldBeEmpty();
        (await own.QueryAsync<string>("select text from test.note", null, Ct)).ShouldBe(["mine"]);
    }

    [Fact]
    public async Task A_connection_without_a_network_sees_nothing()
    {
        await using var node = await Notes.StartAsync();
        await WriteAsync(node.Database, Notes.One, "mine");

        await using var command = node.Get<DataSources>().Tenant.CreateCommand("select count(*) from test.note");

        (await command.ExecuteScalarAsync(Ct)).ShouldBe(0L);
    }

    [Fact]
    public async Task Writing_a_row_of_another_network_is_refused_by_the_database()
    {
        await using var node = await Notes.StartAsync();
        await using var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct);

        var write = () => session.ExecuteAsync(
            "insert into test.note (network_id, id, location_id, day, text) values (@Two, @Id, @Id, '2026-03-01', 'smuggled')",
            new { Notes.Two, Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) },
            Ct);

        (await write.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_setting_of_one_transaction_does_not_reach_the_next_on_the_same_connection()
    {
        await using var node = await Notes.StartAsync();
        await WriteAsync(node.Database, Notes.One, "mine");
        await (await node.Database.ReadAsync(Notes.One, Ct)).DisposeAsync();

        await using var command = node.Get<DataSources>().Tenant.CreateCommand("select meta.network_id()");

        (await command.ExecuteScalarAsync(Ct)).ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task A_reading_session_cannot_write()
    {
        await using var node = await Notes.StartAsync();
        await using var session = await node.Database.ReadAsync(Notes.One, Ct);

        var write = () => session.AddAsync(Notes.Shop, "no", Ct);

        (await write.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
    }

    [Fact]
    public async Task What_is_not_committed_is_gone()
    {
        await using var node = await Notes.StartAsync();
        await using (var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct))
        {
            await session.AddAsync(Notes.Shop, "never", Ct);
        }

        await using var reader = await node.Database.ReadAsync(Notes.One, Ct);
        (await reader.QueryAsync<string>("select text from test.note", null, Ct)).ShouldBeEmpty();
    }

    private static async Task WriteAsync(IDatabase database, NetworkId network, string text)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(network), "test", Ct);
        await session.AddAsync(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), text, Ct);
        await session.CommitAsync(Ct);
    }
}
