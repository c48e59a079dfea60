using BookedBarber.Measures.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features;

/// <summary>Asks whoever forecasts, if somebody does.</summary>
internal sealed class Outlooks(IEnumerable<IOutlook> tellers, INetworkTree tree)
{
    private readonly IOutlook? _teller = tellers.SingleOrDefault();

    /// <summary>Adds the questions to what is to come of a node; what they are answered with, null where nobody forecasts.</summary>
    public Func<OutlookItem?> Ask(Questions questions, Node node)
    {
        if (_teller is null)
        {
            return () => null;
        }

        var outlook = _teller.Ask(questions, node, [.. tree.LocationsUnder(node.Network, [node.Id]).Where(location => location.Status == "open")]);
        return () => OutlookItem.Of(outlook(), node);
    }
}
