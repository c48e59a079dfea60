using BookedBarber.Storage;
using BookedBarber.Webhooks.Housekeeping;

namespace BookedBarber.Webhooks.Tests.Housekeeping;

public sealed class ForgettingTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task What_was_delivered_long_ago_is_forgotten_with_its_event_and_what_is_younger_stays()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        await street.SellAsync(street.Main, "1");
        await street.SellAsync(street.Main, "2");
        var kept = (await street.AllDoneAsync(webhook.Id, 2))[0].Id;
        var old = office.Clock.GetUtcNow() - Forgetting.DeliveredKept - TimeSpan.FromDays(1);
        await ExecuteAsync("update webhooks.delivery set created_at = @old where endpoint_id = @Id and event_id <> @kept", new { old, webhook.Id, kept });
        await ExecuteAsync("update webhooks.event set occurred_at = @old where network_id = @Network and id <> @kept", new { old, street.Network, kept });

        await office.Node.Get<IRetention>().RunOnceAsync(Office.Ct);

        (await street.DeliveriesAsync(webhook.Id, _ => true)).ShouldHaveSingleItem().Id.ShouldBe(kept);
        await using var session = await office.Node.Database.SystemAsync("test", Office.Ct);
        (await session.QueryAsync<Guid>("select id from webhooks.event where network_id = @Network", new { street.Network }, Office.Ct)).ShouldBe([kept]);
    }

    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var session = await office.Node.Database.SystemAsync("test", Office.Ct);
        (await session.ExecuteAsync(sql, parameters, Office.Ct)).ShouldBe(1);
        await session.CommitAsync(Office.Ct);
    }
}
