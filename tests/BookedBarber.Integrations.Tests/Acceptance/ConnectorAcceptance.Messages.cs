using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What the vendor sends by itself, subscribed to as the manifest says.</summary>
public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task Something_new_is_a_record_once_the_vendors_message_was_worked_out_however_often_it_came()
    {
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);

        await TellAsync();
        await Accepted.SteerAsync("webhooks", new { replay = 1, wait = true });
        await Accepted.WorkAsync(connection);

        (await MessagesAsync(connection)).ShouldBeGreaterThan(0);
        (await Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id and state <> 'done'", new { connection.Id })).ShouldBe(0);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_message_that_anybody_could_have_sent_is_refused_and_changes_nothing()
    {
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        var messages = await MessagesAsync(connection);

        using var answer = await Accepted.PostAsync(Accepted.Get<PublicAddress>().Of(connection.Vendor, connection.Id), """{"forged":true}""");
        await Accepted.WorkAsync(connection);

        ((int)answer.StatusCode).ShouldBe(401);
        (await MessagesAsync(connection), await Accepted.LinksAsync(connection, Stream)).ShouldBe((messages, before));
        (await RefusalsAsync(connection)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_message_of_the_vendor_that_is_signed_by_somebody_else_is_refused()
    {
        var connection = await SubscribedAsync();
        Assert.SkipWhen(Accepted.Manifest.Webhooks!.Scheme == HookScheme.UrlToken, "The vendor signs nothing: the address itself is the proof.");
        var messages = await MessagesAsync(connection);
        await Accepted.SteerAsync("webhooks", new { forge = 100 });

        await TellAsync();

        (await MessagesAsync(connection)).ShouldBe(messages);
        (await RefusalsAsync(connection)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_message_that_was_cut_on_its_way_does_no_harm()
    {
        var connection = await SubscribedAsync();
        Assert.SkipWhen(Accepted.Manifest.Webhooks!.Format == HookFormat.Empty, "The vendor's messages have no body.");
        var before = await Accepted.LinksAsync(connection, Stream);
        await Accepted.SteerAsync("webhooks", new { truncate = 100 });
        await TellAsync();
        await Accepted.WorkAsync(connection);
        var refused = await RefusalsAsync(connection);
        await Accepted.SteerAsync("reset", new { });

        if (Accepted.Manifest.Webhooks!.Scheme is not (HookScheme.UrlToken or HookScheme.Token))
        {
            (refused > 0, await Accepted.LinksAsync(connection, Stream)).ShouldBe((true, before));
        }

        if (IsRead)
        {
            (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
            (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
        }
    }

    [Fact]
    public async Task A_message_from_outside_its_time_is_refused()
    {
        var connection = await SubscribedAsync();
        var shape = Accepted.Manifest.Webhooks!;
        Assert.SkipWhen((shape.Timestamp is null && shape.Scheme != HookScheme.StandardWebhooks) || shape.Tolerance is null, "The vendor's messages carry no time of sending: a repeated one is known by its id.");
        var messages = await MessagesAsync(connection);
        var back = (int)shape.Tolerance!.Value.TotalSeconds + 60;
        await Accepted.SteerAsync("clock", new { advanceSeconds = -back });

        await TellAsync();
        var (taken, refused) = (await MessagesAsync(connection), await RefusalsAsync(connection));
        await Accepted.SteerAsync("clock", new { advanceSeconds = back }); // the vendor tries again by itself, and in time

        (taken, refused > 0).ShouldBe((messages, true));
    }

    [Fact]
    public async Task A_message_for_a_connection_that_is_not_there_is_not_found()
    {
        NeedsMessages();
        var connection = await Accepted.ConnectAsync();

        using var unknown = await Accepted.PostAsync(Accepted.Get<PublicAddress>().Of(connection.Vendor, Guid.CreateVersion7(Accepted.Clock.GetUtcNow())), "{}");
        using var other = await Accepted.PostAsync(Accepted.Get<PublicAddress>().Of("another", connection.Id), "{}");

        ((int)unknown.StatusCode, (int)other.StatusCode).ShouldBe((404, 404));
    }

    [Fact]
    public async Task Messages_in_the_wrong_order_leave_what_is_newest_at_the_vendor()
    {
        NeedsReadChanges();
        var connection = await SubscribedAsync();
        var key = (await KeysAsync(connection))[0];
        await Accepted.SteerAsync("webhooks", new { drop = 1 });
        await ChangeAsync(key, "The older one");
        await Accepted.SteerAsync("webhooks", new { wait = true });
        await ChangeAsync(key, "The newer one");
        await Accepted.SteerAsync("webhooks", new { wait = true });
        await Accepted.WorkAsync(connection);

        await Accepted.SteerAsync("webhooks", new { replay = 2, wait = true });
        await Accepted.WorkAsync(connection);
        Pass();
        if (!IsRead)
        {
            (await TextsAsync(connection, key)).ShouldContain("The newer one");
            return;
        }

        var run = await Accepted.SyncAsync(connection, Stream, anew: true);
        (run.State, run.Created, run.Changed).ShouldBe(("done", 0, 0));
    }

    [Fact]
    public async Task What_a_lost_message_would_have_told_comes_with_the_next_reading()
    {
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await Accepted.SteerAsync("webhooks", new { drop = 100 });
        await TellAsync();
        await Accepted.WorkAsync(connection);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        Pass();

        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");

        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_lost_messages_would_have_told_is_repaired_by_the_scheduled_comparison()
    {
        NeedsMessages();
        Assert.SkipUnless(IsRead, $"By the manifest nothing asks for {Stream}: they come by message alone.");
        Assert.SkipWhen(Shape.Cursor.Kind != CursorKind.Time, $"By the manifest every reading of {Stream} is told all that changed: it is not compared by a schedule.");
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        var tellsDeletions = Accepted.Manifest.Webhooks!.Events.Any(one => one.Stream == Stream && one.Effect == HookEffect.Delete);
        await Accepted.SteerAsync("webhooks", new { drop = 100 });
        await TellAsync();
        if (tellsDeletions)
        {
            await Accepted.SteerAsync("delete", new { collection = Accepted.Vendor.Collection, id = await IdOfAsync((await KeysAsync(connection))[0]) });
            await Accepted.SteerAsync("webhooks", new { wait = true });
        }

        await Accepted.WorkAsync(connection);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
        Accepted.Clock.Move(TimeSpan.FromHours(25));

        await Accepted.Get<Comparisons>().LookAfterAsync(connection, Accepted.Manifest, Ct);
        var comparison = await Accepted.RowAsync<Guid>("select id from integrations.comparison where connection_id = @Id and stream = @Stream", new { connection.Id, Stream });
        await Accepted.RunJobAsync(comparison);

        var found = await Accepted.RowAsync<(string State, long Missing, long Different, long Extra, string? Detail)>("select state, missing, different, extra, detail from integrations.comparison where id = @comparison", new { comparison });
        (found.State, found.Missing, found.Different, found.Extra).ShouldBe(("repaired", 1, 0, tellsDeletions ? 1 : 0), found.Detail);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(tellsDeletions ? before : before + 1);
    }

    [Fact]
    public async Task A_message_that_comes_while_its_stream_is_read_is_worked_out_once()
    {
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        Accepted.Pages.AreParallel = true;
        await BreakAsync("delay", new() { ["milliseconds"] = 600_000, ["count"] = 1 });
        var reading = Accepted.RunJobAsync(await Accepted.QueueAsync(connection, Stream, anew: true));
        await AcceptanceHouse.UntilAsync(async () => await Accepted.FaultsMetAsync() > 0);

        await TellAsync();
        await Accepted.WorkAsync(connection);
        await Accepted.SteerAsync("reset", new { });
        await reading;
        await Accepted.WorkAsync(connection);
        Pass();

        (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_message_that_comes_while_the_vendor_does_not_answer_is_worked_out_when_it_does()
    {
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        await Accepted.SteerAsync("fail", new { status = 500 });
        await TellAsync();
        await Accepted.WorkAsync(connection);

        await Accepted.SteerAsync("reset", new { });
        Accepted.Clock.Move(TimeSpan.FromMinutes(5));
        await Accepted.WorkAsync(connection);
        if (IsRead)
        {
            (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
        }

        (await Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id and state <> 'done'", new { connection.Id })).ShouldBe(0);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_deletion_that_the_vendor_tells_takes_the_record_back()
    {
        Assert.SkipUnless(Accepted.Manifest.Webhooks?.Events.Any(one => one.Stream == Stream && one.Effect == HookEffect.Delete) == true, $"By the manifest no message tells a deletion of {Stream}.");
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        var key = (await KeysAsync(connection))[0];

        await Accepted.SteerAsync("delete", new { collection = Accepted.Vendor.Collection, id = await IdOfAsync(key) });
        await Accepted.SteerAsync("webhooks", new { replay = 1, wait = true });
        await Accepted.WorkAsync(connection);

        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before - 1);
        (await KeysAsync(connection)).ShouldNotContain(key);
    }

    private void NeedsMessages()
    {
        Assert.SkipWhen(Accepted.Manifest.Webhooks is null, $"By the manifest the vendor sends no messages: {Accepted.Manifest.Cannot.GetValueOrDefault("webhooks")}.");
        Assert.SkipUnless(Accepted.Manifest.Webhooks!.Events.Any(one => one.Stream == Stream), $"By the manifest no message tells of {Stream}.");
    }

    /// <summary>A connection whose stream was read, and that the vendor sends its messages to.</summary>
    private async Task<Connection> SubscribedAsync(NetworkId? network = null)
    {
        NeedsMessages();
        var connection = await Accepted.ConnectAsync(network);
        await Accepted.SubscribeAsync(connection);
        await Accepted.SteerAsync("webhooks", new { wait = true }); // some vendors greet a new subscriber
        if (IsRead)
        {
            (await Accepted.SyncAsync(connection, Stream)).State.ShouldBe("done");
            return connection;
        }

        for (var told = 0; told < 3; told++)
        {
            await TellAsync();
        }

        await Accepted.WorkAsync(connection);
        return connection;
    }

    /// <summary>Something new at the vendor, of which it has told by now.</summary>
    private async Task TellAsync()
    {
        var (action, wishes) = Accepted.Vendor.Tell?.Invoke($"n{Guid.CreateVersion7(Accepted.Clock.GetUtcNow()):N}") ?? ("seed", new { stream = Accepted.Vendor.Seed, count = 1, tell = true });
        await Accepted.SteerAsync(action, wishes);
        Pass();
        await Accepted.SteerAsync("webhooks", new { wait = true });
    }

    private Task<long> MessagesAsync(Connection connection) => Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id", new { connection.Id });

    private Task<long> RefusalsAsync(Connection connection) => Accepted.RowAsync<long>("select count(*) from integrations.hook_refusal where connection_id = @Id", new { connection.Id });
}
