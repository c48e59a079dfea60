using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Host.Edge;

/// <summary>An answer that was given once, and what must still be as it was for it to be given again.</summary>
/// <param name="endpoint">Who gave it, for measuring.</param>
/// <param name="kept">The answer as long as its keeper keeps it.</param>
/// <param name="own">The answer itself where the network's tree is all that it follows from.</param>
/// <param name="network">The network that it is about.</param>
/// <param name="treeVersion">The version of the network's tree by which access was decided and the answer made.</param>
/// <param name="until">When the question may have another meaning: somewhere a business day ends.</param>
internal sealed class RememberedAnswer(Endpoint? endpoint, KeptAnswer kept, FinishedAnswer? own, NetworkId network, long treeVersion, DateTimeOffset until)
{
    // Offsets of time zones are multiples of a quarter of an hour, so that midnight is at one everywhere.
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public Endpoint? Endpoint => endpoint;

    /// <summary>Bytes that only this remembers.</summary>
    public long Size => own?.Size ?? 0;

    /// <summary>The next instant at which a business day can end.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % Quarter.Ticks) + Quarter.Ticks, TimeSpan.Zero);

    /// <summary>The answer, if it still holds; else null.</summary>
    public FinishedAnswer? At(DateTimeOffset now, INetworkTree tree) =>
        now < until && tree.Version(network) == treeVersion ? own ?? kept.At(now) : null;
}
