using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Network.Tree;

/// <summary>A network's own row, and how far its tree has come.</summary>
/// <param name="Version">The network's version, for If-Match.</param>
/// <param name="TreeVersion">Sum of the versions of the network and all its nodes: grows with every change, and is the same on every process.</param>
internal sealed record NetworkHead(
    NetworkId Id,
    string Slug,
    string Name,
    Currency Currency,
    string TimeZone,
    string Status,
    long Version,
    DateTimeOffset CreatedAt,
    long TreeVersion)
{
    public NetworkSummary Summary() => new(Id, Slug, Name, Currency, TimeZone, Status);
}
