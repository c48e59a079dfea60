using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Makes demo networks: the tree, then the history. What is there already is left alone, so an interrupted making goes on.</summary>
internal sealed class DemoMaker(DemoLedger ledger, DemoTree tree, INetworkTree nodes, DemoLoader loader, TotalsLoader totals)
{
    public sealed record Made(DemoRow Row, NetworkPlan Plan, IReadOnlyList<Node> Locations);

    /// <summary>Writes down that a network is to be made. From then on it can be gone on with.</summary>
    public async Task<DemoRow> BeginAsync(DemoSize size, string slug, string name, DateTimeOffset toldAt, bool isLive, TimeProvider clock, CancellationToken cancellationToken)
    {
        var row = new DemoRow(NetworkId.New(clock), slug, name, size.Locations, size.Days, size.Seed, size.EndDay, toldAt, toldAt, isLive, HasTree: false, size.DetailedShopDays);
        await ledger.AddAsync(row, cancellationToken);
        return row;
    }

    public async Task<Made> EnsureTreeAsync(DemoRow row, CancellationToken cancellationToken)
    {
        var plan = NetworkPlan.Make(row.Size);
        await nodes.LoadAsync(cancellationToken);
        if (row.HasTree && Find(row, plan) is { } known)
        {
            return new Made(row, plan, known);
        }

        var locations = await tree.EnsureAsync(row, plan, cancellationToken);
        if (!row.HasTree)
        {
            await ledger.MarkTreeAsync(row.NetworkId, cancellationToken);
        }

        return new Made(row, plan, locations);
    }

    /// <summary>The plan's locations as the tree knows them; null while this node's tree lacks one.</summary>
    public IReadOnlyList<Node>? Find(DemoRow row, NetworkPlan plan)
    {
        var locations = plan.Shops.Select(shop => nodes.FindLocation(row.NetworkId, shop.Code)).OfType<Node>().ToList();
        return locations.Count == plan.Shops.Count ? locations : null;
    }

    public Task LoadRecentAsync(Made made, int workers, Action<DemoLoader.Progress> report, CancellationToken cancellationToken) =>
        loader.LoadAsync(made.Row, made.Plan, made.Locations, [.. DemoParts.Of(made.Row.Size).Take(1)], workers, report, cancellationToken);

    /// <summary>The older days, a year over all shops at a time, newest first.</summary>
    public async Task LoadOlderAsync(Made made, int workers, Action<DemoLoader.Progress> report, CancellationToken cancellationToken)
    {
        await loader.LoadAsync(made.Row, made.Plan, made.Locations, [.. DemoParts.Of(made.Row.Size).Skip(1)], workers, report, cancellationToken);
        await LoadTotalsAsync(made, workers, report, cancellationToken);
    }

    /// <summary>Everything, shop by shop: the quickest way when nobody is waiting for the newest days.</summary>
    public async Task LoadAllAsync(Made made, int workers, Action<DemoLoader.Progress> report, CancellationToken cancellationToken)
    {
        await loader.LoadAsync(made.Row, made.Plan, made.Locations, DemoParts.Of(made.Row.Size), workers, report, cancellationToken);
        await LoadTotalsAsync(made, workers, report, cancellationToken);
    }

    private async Task LoadTotalsAsync(Made made, int workers, Action<DemoLoader.Progress> report, CancellationToken cancellationToken)
    {
        if (made.Row.Size.KeepsDayTotals)
        {
            await totals.LoadAsync(made.Row, made.Plan, made.Locations, workers, report, cancellationToken);
        }
    }

    /// <summary>Whether the last days of all shops are written.</summary>
    public async Task<bool> HasRecentAsync(DemoRow row, CancellationToken cancellationToken) =>
        (await ledger.LoadedAsync(row.NetworkId, cancellationToken)).Count(part => part.Part == 0) >= NetworkPlan.Make(row.Size).Storied.Count;

    public async Task<bool> IsCompleteAsync(DemoRow row, NetworkPlan plan, CancellationToken cancellationToken) =>
        (await ledger.LoadedAsync(row.NetworkId, cancellationToken)).Count
        >= (plan.Storied.Count * DemoParts.Of(row.Size).Count) + DemoParts.MonthsOfTotals(row.Size).Count;
}
