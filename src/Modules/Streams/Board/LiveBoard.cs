using System.Threading.Channels;
using BookedBarber.Storage;

namespace BookedBarber.Streams.Board;

/// <summary>Takes changes from the feed and requests from sockets, and hands both to the one loop that owns the board.</summary>
/// <remarks>Unbounded on purpose: what waits here is bounded by the feed pump's batches, and the loop merges everything that waits into one step.</remarks>
internal sealed class LiveBoard : IFeedListener
{
    private long _currentAt = DateTimeOffset.MinValue.UtcTicks;

    private readonly Channel<BoardMessage> _messages = Channel.CreateUnbounded<BoardMessage>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<BoardMessage> Messages => _messages.Reader;

    /// <summary>Whether the board holds all networks.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Everything that was committed before this moment has been handed over.</summary>
    public DateTimeOffset CurrentAt => new(Interlocked.Read(ref _currentAt), TimeSpan.Zero);

    public void OnCurrent(DateTimeOffset asOf) => Interlocked.Exchange(ref _currentAt, asOf.UtcTicks);

    public void OnChanges(IReadOnlyList<Change> changes) => _messages.Writer.TryWrite(new BoardMessage.Changed(changes));

    public void Reset() => _messages.Writer.TryWrite(BoardMessage.Reload.Instance);

    public void Post(BoardMessage message) => _messages.Writer.TryWrite(message);
}
