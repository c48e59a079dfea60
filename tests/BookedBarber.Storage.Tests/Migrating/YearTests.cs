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
        await WriteAsync(node, 2050);
        var before = await BoundAsync(node, "feed.change_after");

        await ExecuteAsync(node, "call meta.extend_years(2040)");

        (await BoundAsync(node, "feed.change_after")).ShouldBe(before);
    }

    [Fact]
    public async Task Years_outside_the_wanted_ones_lie_together_from_the_first_to_the_last_that_holds_something()
    {
        await using var node = await Notes.StartAsync();
        await ExecuteAsync(node, "call meta.extend_years(2040)");
        await ExecuteAsync(node, "truncate feed.change");
        await WriteAsync(node, 2027);
        await WriteAsync(node, 2037);

        await ExecuteAsync(node, "call meta.join_empty_years(2030, 2035)");

        (await PartsAsync(node)).ShouldBe([.. Enumerable.Range(2027, 11).Select(year => $"change_{year}"), "change_after", "change_before"]);
        (await BoundAsync(node, "feed.change_before")).ShouldContain("('2027-01-01");
        (await BoundAsync(node, "feed.change_after")).ShouldContain("('2038-01-01");
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_refused_where_years_were_joined()
    {
        await using var node = await Notes.StartAsync();
        await ExecuteAsync(node, "call meta.extend_years(2040)");
        await ExecuteAsync(node, "truncate feed.change");
        await WriteAsync(node, 2020);
        await WriteAsync(node, 2050);

        await ExecuteAsync(node, "call meta.join_empty_years(2030, 2031)");
        await ExecuteAsync(node, "call meta.join_empty_years(2030, 2031)");
        await WriteAsync(node, 2027);
        await WriteAsync(node, 2036);

        (await PartsAsync(node)).ShouldBe(["change_2030", "change_2031", "change_after", "change_before"]);
        (await CountAsync(node, "feed.change_before"), await CountAsync(node, "feed.change_after"), await CountAsync(node, "feed.change")).ShouldBe((2, 2, 4));
    }

    private static Task WriteAsync(Testing.TestNode node, int year) =>
        ExecuteAsync(node, $"insert into feed.change values ({year}, gen_random_uuid(), 1, 'note', 'a', null, null, null, '{{}}', 1, null, null, null, null, 'test', now(), '{year}-01-01')");

    private static Task<string[]> PartsAsync(Testing.TestNode node) =>
        AskAsync<string[]>(node, "select array_agg(c.relname::text order by c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'feed.change'::regclass");

    private static Task<long> CountAsync(Testing.TestNode node, string table) => AskAsync<long>(node, $"select count(*) from {table}");

    private static Task<string> BoundAsync(Testing.TestNode node, string table) => AskAsync<string>(node, $"select pg_get_expr(relpartbound, oid) from pg_class where oid = '{table}'::regclass");

    private static async Task<T> AskAsync<T>(Testing.TestNode node, string sql)
    {
#pragma warning disable CA2100 // constants of this class
        await using var command = node.Get<DataSources>().Owner.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static async Task ExecuteAsync(Testing.TestNode node, string sql)
    {
#pragma warning disable CA2100 // constants of this class
        await using var command = node.Get<DataSources>().Owner.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
