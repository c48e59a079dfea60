using BookedBarber.Storage;
using BookedBarber.Webhooks.Features.Replays;

namespace BookedBarber.Webhooks.Tests.Features;

public sealed class ReplayTests(Office office) : IClassFixture<Office>
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_dry_run_counts_and_sends_nothing_and_the_replay_sends_exactly_that_with_the_same_ids()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, street.North, "sale.*");
        await street.SellAsync(street.Main, "1", 40);
        await street.SellAsync(street.Main, "1", 41);
        await street.SellAsync(street.Harbor, "2");
        await street.AllDoneAsync(webhook.Id, 2);

        var dry = await StartAsync(street, webhook.Id, dryRun: true);
        var started = await StartAsync(street, webhook.Id, dryRun: false, "sale.changed");
        var all = await StartAsync(street, webhook.Id, dryRun: false);

        dry.ShouldBe(new ReplayStarted(2, DryRun: true, null));
        started.Count.ShouldBe(1);
        await FinishedAsync(street, webhook.Id, 2);
        await street.DeliveriesAsync(webhook.Id, items => items.Count == 2 && items.All(item => item is { State: "delivered", Repeats: >= 1 }));
        receiver.Got.Select(one => one.Id).Distinct().Count().ShouldBe(2);
        all.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_happened_before_a_webhook_was_made_can_be_replayed_to_it()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var sale = await street.SellAsync(street.Main, "1");
        await office.Node.Get<IFeedCatchUp>().RunAsync(Office.Ct);
        var webhook = await street.SubscribeAsync(receiver, "sale.*");

        (await StartAsync(street, webhook.Id, dryRun: false)).Count.ShouldBe(1);

        (await receiver.WaitForAsync(1))[0].EntityId.ShouldBe(sale);
        (await FinishedAsync(street, webhook.Id, 1))[0].Queued.ShouldBe(1);
    }

    [Fact]
    public async Task Outside_of_the_range_nothing_is_counted()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        await street.SellAsync(street.Main, "1");
        await street.AllDoneAsync(webhook.Id, 1);

        var later = await office.Node.Get<StartReplay>().RunAsync(street.Scope, webhook.Id, new ReplayRequest(Real() + Around, Real() + (2 * Around), null, true), Office.Ct);
        var earlier = await office.Node.Get<StartReplay>().RunAsync(street.Scope, webhook.Id, new ReplayRequest(Real() - (2 * Around), Real() - Around, null, true), Office.Ct);

        Office.Value(later).Count.ShouldBe(0);
        Office.Value(earlier).Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "sale.*");

        var refused = await office.Node.Get<StartReplay>().RunAsync(street.Scope, webhook.Id, new ReplayRequest(Real(), Real() - Around, ["sale.sold"], true), Office.Ct);

        refused.Problem!.Fields!.Select(field => (field.Field, field.Code)).ShouldBe([("to", "out_of_range"), ("types[0]", "unknown_type")]);
    }

    // Changes are dated by the database's own clock.
    private static DateTimeOffset Real() => TimeProvider.System.GetUtcNow();

    private static async Task<ReplayStarted> StartAsync(Street street, Guid webhook, bool dryRun, params string[] types) => Office.Value(
        await street.Office.Node.Get<StartReplay>().RunAsync(street.Scope, webhook, new ReplayRequest(Real() - Around, Real() + Around, types, dryRun), Office.Ct));

    private static async Task<IReadOnlyList<ReplayItem>> FinishedAsync(Street street, Guid webhook, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var items = (await street.Office.Node.Get<StartReplay>().ListAsync(street.Scope, webhook, Office.Ct))!;
            if (items.Count == count && items.All(item => item.FinishedAt is not null))
            {
                return items;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
