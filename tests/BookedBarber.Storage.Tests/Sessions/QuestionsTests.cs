using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage.Tests.Sessions;

public sealed class QuestionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_are_answered_in_their_order_from_the_rows_of_their_own_network_and_a_fault_leaves_nothing_behind()
    {
        await using var node = await Notes.StartAsync();
        await using (var session = await node.Database.WriteAsync(Scope.OfSystem(Notes.One), "test", Ct))
        {
            await session.AddAsync(Notes.Shop, "mine", Ct);
            await session.CommitAsync(Ct);
        }

        (await AskAsync(node.Database, Notes.One)).ShouldBe("mine, 2, 1");
        (await AskAsync(node.Database, Notes.Two)).ShouldBe("2, 1");

        var wrong = node.Database.Ask(Notes.One);
        var before = wrong.Add("select text from test.note", row => row.GetString(0));
        wrong.Add("insert into test.note default values returning text", row => row.GetString(0));
        var fault = await new Func<Task>(() => wrong.AskAsync(Ct)).ShouldThrowAsync<PostgresException>();

        fault.SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
        new Func<object>(() => wrong.Add("select 1", row => row.GetInt32(0)).Rows).ShouldThrow<InvalidOperationException>();
        before.Rows.ShouldBe(["mine"]);
        await using var command = node.Get<DataSources>().Tenant.CreateCommand("select meta.network_id()");
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(DBNull.Value);
        (await AskAsync(node.Database, Notes.One)).ShouldBe("mine, 2, 1");
    }

    private static async Task<string> AskAsync(IDatabase database, NetworkId network)
    {
        var questions = database.Ask(network, Planning.Once);
        var texts = questions.Add("select text from test.note", row => row.GetString(0));
        var sum = questions.Add("select $1 + 1", row => row.GetInt32(0), new NpgsqlParameter<int> { TypedValue = 1 });
        var one = questions.Add("select 1", row => row.GetInt32(0));
        await questions.AskAsync(Ct);
        return string.Join(", ", [.. texts.Rows, .. sum.Rows.Concat(one.Rows)]);
    }
}
