using BookedBarber.Network.Domain;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.Networks;

/// <summary>The networks in which the caller may see anything.</summary>
internal sealed class ListNetworks(NetworkTree tree)
{
    public async Task<Result<Page<NetworkItem>>> RunAsync(Caller caller, string? search, string? status, Paging paging, CancellationToken cancellationToken)
    {
        if (status is not (null or "active" or "archived"))
        {
            return Faults.One("status", "unknown_status", "The status of a network is active or archived.");
        }

        await tree.LoadAsync(cancellationToken);
        var match = string.IsNullOrWhiteSpace(search) ? null : new NodeMatch(search);
        var seen = new List<(TreeSnapshot Tree, IReadOnlyList<NodeId> Roots)>();
        foreach (var network in tree.Networks.Where(network => network.Status == (status ?? "active")))
        {
            var roots = caller.Roots(network.Id, Permission.NetworkRead);
            if (roots.Count > 0 && tree.Snapshot(network.Id) is { } snapshot && (match is null || match.Rank(snapshot.Root) != NodeMatch.None))
            {
                seen.Add((snapshot, roots));
            }
        }

        var sorted = seen.OrderBy(one => one.Tree.Root, paging.Order).ToList();
        if (paging.Descending)
        {
            sorted.Reverse();
        }

        var rest = paging.After is { } after
            ? sorted.FindAll(one => paging.Order.Compare(one.Tree.Root, after.Text, after.Id) is var side && (paging.Descending ? side < 0 : side > 0))
            : sorted;
        var page = rest.Take(paging.Limit).ToList();
        var next = rest.Count > page.Count ? paging.CursorAfter(paging.Order.TextOf(page[^1].Tree.Root), page[^1].Tree.Root.Id.Value) : null;
        return new Page<NetworkItem>([.. page.Select(one => NetworkItem.Of(one.Tree, one.Roots))], next, sorted.Count);
    }
}
