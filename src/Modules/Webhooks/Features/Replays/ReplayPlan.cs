using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.FanOut;

namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>Finds a range of time in the network's feed, and the events in it that a webhook takes. They come from the feed itself, so also from before the webhook was made.</summary>
internal sealed class ReplayPlan(IFeedReader feed, Matching matching)
{
    /// <summary>Changes looked at in one step.</summary>
    public const int Step = 500;

    /// <summary>Changes that a count looks at before it says that the range is too wide.</summary>
    public const int MostChanges = 500_000;

    // The feed is in the order of publication. A change that was written in a long transaction comes later than others of its time.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromHours(1);

    /// <summary>Numbers in the network's feed between which all changes of the range lie: after the first, up to the second.</summary>
    public async Task<(long After, long Last)> FindAsync(ReplayRange range, CancellationToken cancellationToken)
    {
        var head = await feed.NetworkHeadAsync(range.Network, cancellationToken);
        return (await BeforeAsync(range.Network, head, range.From - LongestTransaction, cancellationToken), await BeforeAsync(range.Network, head, range.To + LongestTransaction, cancellationToken));
    }

    /// <summary>The next events after a number.</summary>
    public async Task<(IReadOnlyList<MatchedEvent> Events, long? Seen)> StepAsync(Session session, ReplayRange range, Subscription subscription, long after, long last, CancellationToken cancellationToken)
    {
        if (after >= last)
        {
            return ([], null);
        }

        var changes = (await feed.ReadNetworkAsync(range.Network, after, Step, cancellationToken)).TakeWhile(change => change.Seq <= last).ToList();
        var events = new List<MatchedEvent>();
        foreach (var change in changes.Where(change => change.WrittenAt >= range.From && change.WrittenAt < range.To))
        {
            events.AddRange((await matching.OfAsync(session, change, [subscription], cancellationToken)).Where(one => range.Types.Length == 0 || TypePattern.MatchesAny(range.Types, one.Event.Type)));
        }

        return (events, changes.Count == 0 ? null : changes[^1].Seq);
    }

    /// <summary>How many events there are; null when the range holds more changes than one call may look at.</summary>
    public async Task<long?> CountAsync(Session session, ReplayRange range, Subscription subscription, long after, long last, CancellationToken cancellationToken)
    {
        if (last - after > MostChanges)
        {
            return null;
        }

        long count = 0;
        for (long? seen = after; seen is { } from;)
        {
            (var events, seen) = await StepAsync(session, range, subscription, from, last, cancellationToken);
            count += events.Count;
        }

        return count;
    }

    /// <summary>The greatest number whose change, and all before it, were written before an instant.</summary>
    private async Task<long> BeforeAsync(NetworkId network, long head, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, head);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await feed.ReadNetworkAsync(network, middle, 1, cancellationToken);
            if (next.Count > 0 && next[0].WrittenAt < instant)
            {
                low = Math.Max(middle + 1, next[0].Seq);
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
