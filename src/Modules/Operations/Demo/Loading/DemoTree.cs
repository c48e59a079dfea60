using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Operations.Demo;

/// <summary>Makes the demo network's tree. Doing it again changes nothing.</summary>
internal sealed class DemoTree(INetworkEditor editor, INetworkTree tree)
{
    /// <summary>The locations, in the plan's order.</summary>
    public async Task<IReadOnlyList<Node>> EnsureAsync(DemoRow row, NetworkPlan plan, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (tree.FindNetwork(row.NetworkId) is null)
        {
            var made = await editor.CreateNetworkAsync(Caller.System, new NewNetwork(row.Name, row.Slug, "USD", "America/New_York", row.NetworkId), cancellationToken);
            if (!made.Succeeded && tree.FindNetwork(row.NetworkId) is null)
            {
                throw new InvalidOperationException($"The demo network could not be made: {made.Problem.Detail}");
            }
        }

        var units = await editor.UpsertNodesAsync(Scope.OfSystem(row.NetworkId), [.. Units(plan)], cancellationToken);
        return units.Succeeded
            ? [.. units.Value.Where(node => node.Kind == NodeKind.Location)]
            : throw new InvalidOperationException($"The demo network's units were refused: {units.Problem.Detail} {string.Join("; ", units.Problem.Fields?.Select(field => $"{field.Field}: {field.Detail}") ?? [])}");
    }

    private static IEnumerable<NewNode> Units(NetworkPlan plan)
    {
        foreach (var region in plan.Regions)
        {
            yield return new NewNode(NodeKind.Region, region.Code, region.Name);
        }

        foreach (var group in plan.Groups)
        {
            yield return new NewNode(NodeKind.Group, group.Code, group.Name, group.RegionCode);
        }

        foreach (var shop in plan.Shops)
        {
            yield return new NewNode(
                NodeKind.Location,
                shop.Code,
                shop.Name,
                shop.ParentCode,
                shop.City.TimeZone,
                "USD",
                shop.Latitude,
                shop.Longitude,
                shop.Address,
                shop.Chairs,
                shop.OpenedOn,
                shop.ClosedOn,
                shop.ClosedOn is null ? "open" : "closed",
                [.. Hours(shop)]);
        }
    }

    private static IEnumerable<OpeningHours> Hours(ShopPlan shop)
    {
        for (var weekday = 1; weekday <= 7; weekday++)
        {
            if (shop.Week[weekday - 1] is var (opens, closes))
            {
                yield return new OpeningHours(weekday, TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(opens)), TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(closes)));
            }
        }
    }
}
