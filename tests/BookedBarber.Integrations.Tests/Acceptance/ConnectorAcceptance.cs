using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What every connector has to stand, against the simulator of its vendor. A vendor inherits it with a fixture of its own.</summary>
public abstract class ConnectorAcceptance(AcceptanceHouse house)
{
    private string Stream => house.Vendor.Stream;

    /// <summary>The house of the vendor.</summary>
    protected AcceptanceHouse Accepted => house;

    [Fact]
    public async Task Every_stream_is_read_to_its_end_and_every_item_becomes_a_record_or_is_left_out_on_purpose()
    {
        var connection = await house.ConnectAsync();
        var runs = new List<SyncRun>();
        foreach (var stream in house.Manifest.Streams.Where(stream => stream.Request is not null).OrderBy(stream => stream.Order))
        {
            runs.Add(await house.SyncAsync(connection, stream.Name));
        }

        runs.ShouldAllBe(run => run.State == "done", string.Join("; ", runs.Where(run => run.State != "done").Select(run => $"{run.Stream}: {run.Code} {run.Detail}")));
        var held = await house.RowAsync<string?>("select string_agg(distinct stream || ' ' || (faults -> 0 ->> 'code') || ' ' || (faults -> 0 ->> 'detail'), '; ') from integrations.held_item where connection_id = @Id", new { connection.Id });
        held.ShouldBeNull();
        runs.Sum(run => run.Created).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_was_read_is_not_written_again()
    {
        var connection = await house.ConnectAsync();
        var first = await house.SyncAsync(connection, Stream);
        first.Created.ShouldBeGreaterThan(0, "Nothing that is broken would be missed in an empty stream.");

        var second = await house.SyncAsync(connection, Stream);

        (second.State, second.Created, second.Changed).ShouldBe(("done", 0, 0));
        (await house.LinksAsync(connection, Stream)).ShouldBe(first.Created + first.Unchanged);
    }

    [Fact]
    public async Task Something_new_at_the_vendor_comes_with_the_next_reading()
    {
        var connection = await house.ConnectAsync();
        await house.SyncAsync(connection, Stream);
        var before = await house.LinksAsync(connection, Stream);
        await house.SteerAsync("seed", new { stream = house.Vendor.Seed, count = 3 });

        (await house.SyncAsync(connection, Stream)).State.ShouldBe("done");

        (await house.LinksAsync(connection, Stream)).ShouldBeGreaterThanOrEqualTo(before); // a vendor may date what it makes back further than its cursor looks
        (await house.RowAsync<long>("select count(*) from (select key from integrations.record_link where connection_id = @Id and stream = @Stream group by key, location_id having count(*) > 1) twice", new { connection.Id, Stream })).ShouldBe(0);
    }

    [Fact]
    public async Task A_vendor_that_asks_to_wait_is_waited_for()
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("throttle", new { path = house.Vendor.Path, count = 1, retryAfterSeconds = 1 });

        (await house.SyncAsync(connection, Stream)).State.ShouldBe("done");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_vendor_that_fails_once_is_asked_again(int status)
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("fail", new { path = house.Vendor.Path, status, count = 1 });

        (await house.SyncAsync(connection, Stream)).State.ShouldBe("done");
    }

    [Fact]
    public async Task A_page_of_html_instead_of_data_is_no_data()
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("html", new { path = house.Vendor.Path, count = 1 });

        await UntilDoneAsync(connection);

        (await house.LinksAsync(connection, Stream)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_page_that_is_cut_is_read_again()
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("break-page", new { path = house.Vendor.Path, how = "cut", count = 1 });

        await UntilDoneAsync(connection);

        (await house.LinksAsync(connection, Stream)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_on_the_way()
    {
        Assert.SkipUnless(house.Manifest.Auth.Kind == AuthKind.OAuth2Code && house.Credentials.RefreshToken is not null, "The vendor's keys do not expire.");
        var connection = await house.ConnectAsync();
        var before = house.Renewals;
        await house.SteerAsync("expire-tokens", new { });

        (await house.SyncAsync(connection, Stream)).State.ShouldBe("done");

        house.Renewals.ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_item_whose_key_the_vendor_has_lost_is_named_and_the_connection_does_not_suffer()
    {
        var connection = await house.ConnectAsync();
        var key = house.Manifest.Stream(Stream)!.Key.Steps[^1];
        await house.SteerAsync("retype", new { field = key, remove = true, path = house.Vendor.Path });

        var run = await house.SyncAsync(connection, Stream);
        await house.SteerAsync("reset", new { });

        run.State.ShouldBe("done");
        run.Refused.ShouldBeGreaterThan(0);
        house.TroubleOf(connection).ShouldBeNull();
        (await house.RowAsync<string>("select faults -> 0 ->> 'code' from integrations.held_item where connection_id = @Id limit 1", new { connection.Id })).ShouldBe("required");
    }

    [Fact]
    public async Task A_vendor_that_is_away_leaves_the_reading_where_it_is_and_a_name_for_why()
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("fail", new { path = house.Vendor.Path, status = 401 });

        var run = await house.SyncAsync(connection, Stream);
        await house.SteerAsync("reset", new { });

        run.State.ShouldBe("failed");
        run.Code.ShouldNotBeNullOrEmpty();
        run.Code.ShouldNotBe("internal_fault");
        run.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_stops_and_the_next_one_completes_it()
    {
        var connection = await house.ConnectAsync();
        await house.SteerAsync("delay", new { path = house.Vendor.Path, milliseconds = 20_000 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(AcceptanceHouse.Ct);
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => house.SyncAsync(connection, Stream, stop.Token));
        await house.SteerAsync("reset", new { });
        var run = await house.SyncAsync(connection, Stream);

        run.State.ShouldBe("done");
        (await house.LinksAsync(connection, Stream)).ShouldBeGreaterThan(0);
    }

    /// <summary>Reads again, as the schedule would, until it goes through.</summary>
    private async Task UntilDoneAsync(Connection connection)
    {
        for (var i = 0; i < 4; i++)
        {
            if ((await house.SyncAsync(connection, Stream)).State == "done")
            {
                return;
            }
        }

        throw new InvalidOperationException("The reading did not go through.");
    }
}
