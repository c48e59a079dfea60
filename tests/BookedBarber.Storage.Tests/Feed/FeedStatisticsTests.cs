namespace BookedBarber.Storage.Tests.Feed;

public sealed class FeedStatisticsTests
{
    [Fact]
    public async Task The_database_gathers_no_statistics_over_lists_of_ids_and_contents_in_any_part_of_the_feed()
    {
        await using var node = await Notes.StartAsync();
        await using var session = await node.Database.SystemAsync("test", TestContext.Current.CancellationToken);

        var gathered = await session.QueryAsync<string>(
            """
            select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'feed'::regnamespace and c.relkind in ('r', 'p') and a.attname in ('ids', 'before', 'after') and a.attstattarget is distinct from 0
            """,
            null,
            TestContext.Current.CancellationToken);

        gathered.ShouldBeEmpty();
    }
}
