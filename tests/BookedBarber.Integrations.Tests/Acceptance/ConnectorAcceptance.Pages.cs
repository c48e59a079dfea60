using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>Lists come page by page, and much can happen between two of them.</summary>
public abstract partial class ConnectorAcceptance
{
    private const int Pages = 5;

    [Fact]
    public async Task A_list_of_many_pages_is_read_whole()
    {
        NeedsPages();
        var all = await Accepted.LinksAsync(await ReadAsync(), Stream);
        var connection = await InSmallPagesAsync();

        var run = await Accepted.SyncAsync(connection, Stream);

        (run.State, await Accepted.LinksAsync(connection, Stream)).ShouldBe(("done", all));
        run.Pages.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_reading_that_is_killed_between_pages_goes_on_behind_the_last_one_that_was_written()
    {
        NeedsPages();
        var whole = await InSmallPagesAsync();
        var pages = (await Accepted.SyncAsync(whole, Stream)).Pages;
        var connection = await InSmallPagesAsync();
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var (id, reading) = await HeldUpAsync(connection, kill.Token);

        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await LetGoAsync();
        var rest = await Accepted.SyncAsync(connection, Stream);

        rest.State.ShouldBe("done", rest.Detail);
        ((await Accepted.RunAsync(id)).Pages + rest.Pages).ShouldBe(pages);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(await Accepted.LinksAsync(whole, Stream));
    }

    [Fact]
    public async Task What_changes_and_goes_while_its_list_is_read_is_neither_lost_nor_doubled_and_nothing_else_is()
    {
        NeedsPages();
        NeedsReadChanges();
        var keys = await KeysAsync(await ReadAsync());
        var connection = await InSmallPagesAsync();
        var (_, reading) = await HeldUpAsync(connection, Ct);
        var early = await KeysAsync(connection);
        await ChangeAsync(early[0], "Moved meanwhile");
        await Accepted.SteerAsync("delete", new { collection = Accepted.Vendor.Collection, id = await IdOfAsync(early[1]) });
        await LetGoAsync();
        await reading;
        Pass();

        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");

        (await KeysAsync(connection)).Except([early[1]]).Order().ShouldBe(keys.Except([early[1]]).Order());
        Accepted.Pages.Size = null;
        (await Accepted.SyncAsync(connection, Stream, anew: true)).Created.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_comes_twice_makes_no_record_twice_and_loses_none()
    {
        NeedsPages();
        var all = await Accepted.LinksAsync(await ReadAsync(), Stream);
        var connection = await Accepted.ConnectAsync();
        var size = await SmallAsync();
        Accepted.Pages.Size = size;
        await BreakAsync("break-page", new() { ["how"] = "repeat", ["size"] = size, ["after"] = 1 });
        await BreakAsync("break-page", new() { ["how"] = "short", ["size"] = size, ["count"] = 1_000_000 });

        var first = await Accepted.SyncAsync(connection, Stream);
        var second = await Accepted.SyncAsync(connection, Stream);

        (await Accepted.FaultsMetAsync()).ShouldBeGreaterThan(1);
        (first.State == "done" || first.Code == "page_repeats").ShouldBeTrue(first.ToString());
        (second.State, await Accepted.LinksAsync(connection, Stream)).ShouldBe(("done", all));
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_are_left_and_named()
    {
        NeedsPages();
        Assert.SkipWhen(Shape.Paging.Kind is PagingKind.Page or PagingKind.Offset or PagingKind.Last, "We count the pages ourselves: the vendor cannot lead us anywhere.");
        var all = await Accepted.LinksAsync(await ReadAsync(), Stream);
        var connection = await Accepted.ConnectAsync();
        var calls = await Accepted.CallsAsync();
        await BreakAsync("break-page", new() { ["how"] = "loop", ["size"] = await SmallAsync(), ["count"] = 1_000_000 });

        var run = await Accepted.SyncAsync(connection, Stream);
        var made = await Accepted.CallsAsync() - calls;
        await Accepted.SteerAsync("reset", new { });

        ShouldBeNamed(run);
        run.Code.ShouldBeOneOf("page_repeats", "cursor_loops");
        made.ShouldBeLessThan(20);
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(all);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("gzip")]
    public async Task A_page_that_ends_in_the_middle_is_asked_for_again(string how)
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("break-page", new() { ["how"] = how });

        var run = await Accepted.SyncAsync(connection, Stream);

        (await Accepted.FaultsMetAsync()).ShouldBe(1);
        (run.State, run.Created > 0).ShouldBe(("done", true), run.Detail);
    }

    [Fact]
    public async Task A_page_for_people_in_place_of_data_is_no_data()
    {
        var connection = await Accepted.ConnectAsync();
        await BreakAsync("html");

        var run = await Accepted.SyncAsync(connection, Stream);

        (await Accepted.FaultsMetAsync()).ShouldBe(1);
        (run.State, run.Created > 0).ShouldBe(("done", true), run.Detail);
    }

    [Fact]
    public async Task An_error_that_says_that_all_is_well_is_no_empty_page()
    {
        var connection = await ReadAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await BreakAsync("error-in-200", new() { ["count"] = 1000 });

        var run = await Accepted.SyncAsync(connection, Stream, anew: true);
        await Accepted.SteerAsync("reset", new { });

        (await Accepted.FaultsMetAsync()).ShouldBeGreaterThan(0);
        ShouldBeNamed(run);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        Accepted.Clock.Move(TimeSpan.FromMinutes(1));
        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
    }

    private void NeedsPages() => Assert.SkipWhen(Shape.Paging.Kind == PagingKind.None, $"By the manifest the vendor gives {Stream} in one answer.");

    /// <summary>A connection whose pages are small from now on: where the manifest says how many items a page has, we ask for fewer, else the vendor gives fewer.</summary>
    private async Task<Connection> InSmallPagesAsync()
    {
        var connection = await Accepted.ConnectAsync();
        Accepted.Pages.Size = await SmallAsync();
        await StaySmallAsync();
        return connection;
    }

    /// <summary>Items of a page when the list is to have several.</summary>
    private async Task<int> SmallAsync() => Math.Max(2, (await ObjectsAsync(Accepted.Vendor.Collection)).Count / Pages);

    private async Task StaySmallAsync()
    {
        if (Shape.Paging.Size is null)
        {
            await BreakAsync("break-page", new() { ["how"] = "short", ["size"] = Accepted.Pages.Size!, ["count"] = 1_000_000 });
        }
    }

    /// <summary>A reading that has written two pages and waits for the third.</summary>
    private async Task<(Guid Run, Task Reading)> HeldUpAsync(Connection connection, CancellationToken stop)
    {
        await BreakAsync("delay", new() { ["milliseconds"] = 600_000, ["after"] = 2 });
        var id = await Accepted.QueueAsync(connection, Stream);
        var reading = Accepted.RunJobAsync(id, stop);
        await AcceptanceHouse.UntilAsync(async () => reading.IsCompleted || (await Accepted.RunAsync(id)).Pages == 2);
        reading.IsCompleted.ShouldBeFalse("There are no three pages.");
        return (id, reading);
    }

    /// <summary>Nothing is held up any more, and pages stay small.</summary>
    private async Task LetGoAsync()
    {
        await Accepted.SteerAsync("reset", new { });
        await StaySmallAsync();
    }
}
