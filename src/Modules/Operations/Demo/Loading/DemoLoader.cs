using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Writes parts of a demo network's history, shop by shop. A part that is written is left alone, so loading can be stopped at any moment and go on.</summary>
internal sealed class DemoLoader(IDatabase database, DemoWriter writer, DemoLedger ledger)
{
    /// <param name="Done">Shop-parts written or found written.</param>
    /// <param name="Total">Shop-parts in all.</param>
    /// <param name="Records">Records written now.</param>
    public readonly record struct Progress(int Done, int Total, long Records);

    /// <summary>Loads the given parts, newest first.</summary>
    /// <param name="locations">In the plan's order.</param>
    /// <param name="workers">Shops told and written at the same time.</param>
    public async Task LoadAsync(DemoRow row, NetworkPlan plan, IReadOnlyList<Node> locations, IReadOnlyList<DemoParts.Part> parts, int workers, Action<Progress> report, CancellationToken cancellationToken)
    {
        var loaded = await ledger.LoadedAsync(row.NetworkId, cancellationToken);
        var groups = parts.Count > 1 && parts[0].IsNewest ? [parts] : parts.Select(part => (IReadOnlyList<DemoParts.Part>)[part]).ToList();
        var (done, records) = (0, 0L);
        foreach (var group in groups)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(plan.Storied, options, async (shop, token) =>
            {
                var missing = group.Where(part => !loaded.Contains((part.Number, shop.Number))).ToList();
                var written = missing.Count == 0 ? 0 : await LoadShopAsync(row, shop, locations[shop.Number - 1], missing, token);
                report(new Progress(Interlocked.Add(ref done, group.Count), plan.Storied.Count * parts.Count, Interlocked.Add(ref records, written)));
            });
        }
    }

    private async Task<long> LoadShopAsync(DemoRow row, ShopPlan shop, Node location, List<DemoParts.Part> parts, CancellationToken cancellationToken)
    {
        var records = new ShopRecords(ShopLife.Tell(shop, ShopDay(shop, row)));
        var written = 0L;
        foreach (var part in parts)
        {
            var batch = records.Days(part.From, part.To, row.ToldAt, part.IsNewest);
            await using var session = await database.WriteAsync(Scope.OfSystem(row.NetworkId), DemoWriter.Source, cancellationToken);
            if (part.IsNewest)
            {
                await writer.WriteAsync(session, [(location, records.Lists(row.ToldAt))], cancellationToken);
            }

            await writer.WriteAsync(session, [(location, batch)], cancellationToken);
            await DemoLedger.MarkAsync(session, row.NetworkId, part.Number, shop.Number, cancellationToken);
            await session.CommitAsync(cancellationToken);
            written += batch.Count;
        }

        return written;
    }

    /// <summary>The shop's own day at the moment the history was written for.</summary>
    private static DateOnly ShopDay(ShopPlan shop, DemoRow row) => new ShopClock(shop.City.TimeZone).DayOf(row.ToldAt.ToUnixTimeSeconds());
}
