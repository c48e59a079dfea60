using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Streams.Board;
using BookedBarber.Streams.Sockets;

namespace BookedBarber.Streams.Features.PerformanceStream;

/// <summary>Sends a client that comes back what it missed.</summary>
internal sealed class Replay(IFeedReader feed, INetworkTree tree, TimeProvider clock)
{
    private const int Page = 500;

    /// <summary>How old the first missed change may be; older gaps get a fresh snapshot instead (RT-03).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Whether everything after <paramref name="from"/> up to <paramref name="to"/> can still be replayed.</summary>
    public async Task<bool> IsPossibleAsync(NetworkId network, long from, long to, CancellationToken cancellationToken)
    {
        if (from > to || from < 0)
        {
            return false; // a position that this network never gave out
        }

        if (from == to)
        {
            return true;
        }

        var first = await feed.ReadNetworkAsync(network, from, 1, cancellationToken);
        return first is [var change] && change.Seq == from + 1 && clock.GetUtcNow() - change.WrittenAt <= Window;
    }

    /// <summary>Sends the missed activity in change frames. Figures are not in them: the snapshot before them is newer.</summary>
    public async Task SendAsync(Subscriber subscriber, View view, long from, long to, CancellationToken cancellationToken)
    {
        while (from < to)
        {
            var changes = await feed.ReadNetworkAsync(view.Network, from, Page, cancellationToken);
            if (changes.Count == 0)
            {
                return;
            }

            var last = Math.Min(changes[^1].Seq, to);
            var events = changes.Where(change => change.Seq <= to && Visible(view, change)).SelectMany(Activity.Of)
                .Where(entry => view.StaffId is not { } staff || entry.StaffIds.Contains(staff)).ToList();
            if (events.Count > 0)
            {
                await subscriber.SendFirstAsync(Frames.Change(last, clock.GetUtcNow(), events, []));
            }

            from = last;
        }
    }

    private bool Visible(View view, Change change) => change.Location is { } location && tree.Find(location) is { } node && view.Shows(node);
}
