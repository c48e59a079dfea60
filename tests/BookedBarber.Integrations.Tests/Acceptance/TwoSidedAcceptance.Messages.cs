using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Registering;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What the vendor sends by itself, subscribed to as the manifest says.</summary>
public abstract partial class TwoSidedAcceptance
{
    private const string NoMessages = "The vendor sends no messages.";

    [Fact]
    public async Task Something_new_is_a_record_once_the_vendors_message_was_worked_out_however_often_it_came()
    {
        Assert.SkipWhen(Accepted.Manifest.Webhooks is null, NoMessages);
        Assert.SkipWhen(sides.UnprovedMessages is not null, sides.UnprovedMessages ?? string.Empty);
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);

        await Accepted.SteerAsync("seed", new { stream = Accepted.Vendor.Seed, count = 1, tell = true });
        await Accepted.SteerAsync("webhooks", new { replay = 1, wait = true });
        await WorkAsync(connection);

        (await Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id", new { connection.Id })).ShouldBeGreaterThan(0);
        (await Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id and state <> 'done'", new { connection.Id })).ShouldBe(0);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_forged_message_is_refused_and_changes_nothing()
    {
        Assert.SkipWhen(Accepted.Manifest.Webhooks is null, NoMessages);
        var connection = await SubscribedAsync();
        var before = await Accepted.LinksAsync(connection, Stream);
        var messages = await MessagesAsync(connection);
        using var client = new HttpClient();

        using var answer = await client.PostAsync(Accepted.Get<PublicAddress>().Of(connection.Vendor, connection.Id), new StringContent("""{"forged":true}""", null, "application/json"), Ct);
        await WorkAsync(connection);

        ((int)answer.StatusCode).ShouldBe(401);
        (await MessagesAsync(connection)).ShouldBe(messages);
        (await Accepted.LinksAsync(connection, Stream)).ShouldBe(before);
    }

    /// <summary>A connection whose stream was read, and that the vendor sends its messages to.</summary>
    private async Task<Connection> SubscribedAsync()
    {
        var connection = await Accepted.ConnectAsync();
        if (Accepted.Manifest.Webhooks is { Register: null })
        {
            await Accepted.SubscribeAsync(connection); // as a person does in the vendor's dashboard
        }
        else
        {
            await Accepted.Get<HookRegistrar>().LookAfterAsync(connection, Accepted.Manifest, Ct);
            (await Accepted.RowAsync<string>("select state || coalesce(' ' || detail, '') from integrations.hook_subscription where connection_id = @Id", new { connection.Id })).ShouldBe("registered");
        }

        await Accepted.SyncAsync(connection, Stream);
        return connection;
    }

    private async Task WorkAsync(Connection connection)
    {
        await Accepted.WorkAsync();
        while (await Accepted.RowAsync<Guid?>("select (select id from integrations.sync_run where connection_id = @Id and state = 'queued' limit 1)", new { connection.Id }) is { } run)
        {
            await Accepted.RunJobAsync(run);
        }
    }

    private Task<long> MessagesAsync(Connection connection) => Accepted.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id", new { connection.Id });
}
