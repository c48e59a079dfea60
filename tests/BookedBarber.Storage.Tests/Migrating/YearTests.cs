namespace BookedBarber.Storage.Tests.Migrating;

public sealed class YearTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Years_are_cut_from_the_last_partition_while_it_is_empty()
    {
        await using var node = await Notes.StartAsync();

        await ExecuteAsync(node, "call meta.extend_years(2040)");
        await ExecuteAsync(node, "call meta.extend_years(2040)");

        (await BoundAsync(node, "feed.change_2040")).ShouldContain("'2040-01-01");
        (await BoundAsync(node, "feed.change_after")).ShouldContain("'2041-01-01");
    }

    [Fact]
    public async Task A_last_partition_that_holds_rows_is_left_alone()
    {
        await using var node = await Notes.StartAsync();
        await ExecuteAsync(node, "insert into feed.change values (1, gen_random_uuid(), 1, 'note', 'a', null, null, null, '{}', 1, null, null, null, null, 'test', now(), '2050-01-01')");

        await ExecuteAsync(node, "call meta.extend_years(2040)");

        (await BoundAsync(node, "feed.change_after")).ShouldContain("'2037-01-01");
    }

    private static async Task ExecuteAsync(Testing.TestNode node, string sql)
    {
#pragma warning disable CA2100 // constants of this class
        await using var command = node.Get<DataSources>().Owner.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> BoundAsync(Testing.TestNode node, string table)
    {
        await using var command = node.Get<DataSources>().Owner.CreateCommand("select pg_get_expr(relpartbound, oid) from pg_class where oid = $1::text::regclass");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = table });
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }
}
