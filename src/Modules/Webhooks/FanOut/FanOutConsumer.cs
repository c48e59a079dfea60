using BookedBarber.Storage;

namespace BookedBarber.Webhooks.FanOut;

/// <summary>Puts every event in line at those who subscribed to it, in the transaction that moves the feed's position: exactly once.</summary>
internal sealed class FanOutConsumer(Matching matching, DeliveryLine line) : IFeedConsumer
{
    public string Name => "webhooks";

    public int BatchSize => 500;

    public async Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var networks = changes.Where(Events.EventFactory.Makes).Select(change => change.Network.Value).Distinct().ToArray();
        if (networks.Length == 0)
        {
            return;
        }

        var subscriptions = (await session.QueryAsync<Subscription>(
            $"select {Subscription.Columns} from webhooks.endpoint where network_id = any(@networks)",
            new { networks },
            cancellationToken)).ToLookup(one => one.NetworkId);
        if (subscriptions.Count == 0)
        {
            return;
        }

        var matched = new List<MatchedEvent>();
        foreach (var change in changes)
        {
            // A subscription begins with what is written after it; the feed may still be on its way there.
            var begun = subscriptions[change.Network.Value].Where(one => one.SubscribedAt <= change.WrittenAt).ToList();
            if (begun.Count > 0)
            {
                matched.AddRange(await matching.OfAsync(session, change, begun, cancellationToken));
            }

            if (matched.Count >= DeliveryLine.MostAtOnce)
            {
                await line.AddAsync(session, matched, again: false, cancellationToken);
                matched.Clear();
            }
        }

        await line.AddAsync(session, matched, again: false, cancellationToken);
    }
}
