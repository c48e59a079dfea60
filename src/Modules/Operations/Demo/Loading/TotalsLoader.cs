using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Writes the day totals of very large demo networks: a month over all shops at a time, each in one transaction.</summary>
internal sealed class TotalsLoader(IDatabase database, DemoWriter writer, DemoLedger ledger)
{
    private const int RowsPerWrite = 100_000;

    public async Task LoadAsync(DemoRow row, NetworkPlan plan, IReadOnlyList<Node> locations, int workers, Action<DemoLoader.Progress> report, CancellationToken cancellationToken)
    {
        var loaded = await ledger.LoadedAsync(row.NetworkId, cancellationToken);
        var months = DemoParts.MonthsOfTotals(row.Size);
        var (done, records) = (0, 0L);
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(months, options, async (month, token) =>
        {
            var written = loaded.Contains((month.Number, 0)) ? 0 : await WriteDaysAsync(row, plan, locations, month.From, month.To, session => DemoLedger.MarkAsync(session, row.NetworkId, month.Number, 0, token), token);
            report(new DemoLoader.Progress(Interlocked.Increment(ref done), months.Count, Interlocked.Add(ref records, written)));
        });
    }

    /// <summary>Writes the totals of some days over all shops, without those days that are told visit by visit.</summary>
    /// <param name="mark">Runs in the same transaction.</param>
    public async Task<long> WriteDaysAsync(DemoRow row, NetworkPlan plan, IReadOnlyList<Node> locations, DateOnly from, DateOnly to, Func<Session, Task> mark, CancellationToken cancellationToken)
    {
        var storied = plan.Storied.Select(shop => shop.Number).ToHashSet();
        var toldFrom = row.Size.StoryDays(2).From;
        await using var session = await database.WriteAsync(Scope.OfSystem(row.NetworkId), DemoWriter.Source, cancellationToken);
        var chunk = new List<LocatedRecord<DailyCloseRecord>>(RowsPerWrite);
        var written = 0L;
        foreach (var shop in plan.Shops)
        {
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                if (!(day >= toldFrom && storied.Contains(shop.Number)) && DayTotals.Of(shop, day) is { } total)
                {
                    chunk.Add(new LocatedRecord<DailyCloseRecord>(locations[shop.Number - 1], total));
                }
            }

            if (chunk.Count >= RowsPerWrite)
            {
                written += chunk.Count;
                await writer.WriteAsync<DailyCloseRecord>(session, chunk, cancellationToken);
                chunk.Clear();
            }
        }

        await writer.WriteAsync<DailyCloseRecord>(session, chunk, cancellationToken);
        await mark(session);
        await session.CommitAsync(cancellationToken);
        return written + chunk.Count;
    }
}
