using BookedBarber.Storage;
using BookedBarber.Streams.Sockets;

namespace BookedBarber.Streams.Board;

/// <summary>What the board loop is asked to do.</summary>
internal abstract record BoardMessage
{
    /// <summary>Changes came through the feed.</summary>
    public sealed record Changed(IReadOnlyList<Change> Changes) : BoardMessage;

    /// <summary>The feed jumped: load everything again.</summary>
    public sealed record Reload : BoardMessage
    {
        public static Reload Instance { get; } = new();
    }

    /// <summary>A socket wants to see a view from now on; answered with a snapshot of this moment.</summary>
    public sealed record Join(Subscriber Subscriber, View View, TaskCompletionSource<Snapshot> Answer) : BoardMessage;

    /// <summary>An open socket wants to see another view; the loop itself sends the snapshot, so that no frame overtakes it.</summary>
    public sealed record Switch(Subscriber Subscriber, View View) : BoardMessage;

    /// <summary>A socket fell behind and needs the figures as they are now.</summary>
    public sealed record CatchUp(Subscriber Subscriber) : BoardMessage;
}

/// <summary>The figures of a view at one moment.</summary>
/// <param name="Seq">Newest change they hold; later changes follow as frames.</param>
/// <param name="AsOf">Up to when the feed had been read.</param>
/// <param name="Nodes">Figures of the view's nodes.</param>
internal sealed record Snapshot(long Seq, DateTimeOffset AsOf, IReadOnlyList<Figures> Nodes)
{
    private readonly Lazy<Frame> _frame = new(() => Frames.Snapshot(Seq, AsOf, AsOf, "start", Nodes));

    /// <summary>The frame that a socket begins with, made once for all that come in at that moment.</summary>
    public Frame Start => _frame.Value;
}
