using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features;

/// <summary>Asks whoever forecasts, if somebody does.</summary>
internal sealed class Outlooks(IEnumerable<IOutlook> tellers, INetworkTree tree)
{
    private readonly IOutlook? _teller = tellers.SingleOrDefault();

    /// <summary>What is to come of a node; null where nobody forecasts.</summary>
    public async Task<OutlookItem?> OfAsync(Node node, CancellationToken cancellationToken) =>
        _teller is null ? null : OutlookItem.Of(await _teller.ReadAsync(node, [.. tree.LocationsUnder(node.Network, [node.Id]).Where(location => location.Status == "open")], cancellationToken), node);
}
