using System.Diagnostics;
using System.Globalization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Bench.RecordWriter;

/// <summary>Receipts with lines, tips, tax and a payment: in one batch, and one transaction each from four tills at once.</summary>
internal static class Sales
{
    private static readonly DateTimeOffset First = new(2026, 1, 5, 15, 0, 0, TimeSpan.Zero);

    public static async Task RunInBulkAsync(Workbench bench, int count, string what)
    {
        var sales = Enumerable.Range(0, count).Select(i => Make(bench, i, "bulk")).ToList();
        var (watch, since) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await WriteAsync(bench, sales, OnConflict.Update);
        Report.Rate(what, count, watch, since);
    }

    public static async Task RunOneByOneAsync(Workbench bench, int count)
    {
        var (watch, since) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await WriteAsync(bench, [Make(bench, i, "till")], OnConflict.Refuse));
        Report.Rate("sales one by one, 4 at once, durable", count, watch, since);
    }

    private static async Task WriteAsync(Workbench bench, List<LocatedRecord<SaleRecord>> sales, OnConflict conflicts)
    {
        await using var session = await bench.Database.WriteAsync(Scope.OfSystem(bench.Network), "bench", CancellationToken.None);
        var outcomes = await bench.Writer.WriteAsync(session, "bench", sales, conflicts, CancellationToken.None);
        if (outcomes.FirstOrDefault(outcome => outcome.State is WriteState.Refused or WriteState.Changed) is { Problem: { } problem })
        {
            throw new InvalidOperationException(problem.Detail);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    private static LocatedRecord<SaleRecord> Make(Workbench bench, int i, string prefix)
    {
        var staff = string.Create(CultureInfo.InvariantCulture, $"barber-{i % 6}");
        var tip = 5 + (i % 4);
        return new(bench.Locations[i % bench.Locations.Count], new SaleRecord(
            string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}"), null, First.AddMinutes(i / 10), null, string.Create(CultureInfo.InvariantCulture, $"client-{i % 5000}"), "Sam", "USD",
            [
                new SaleLine(SaleLineKind.Service, "Cut", "cut", staff, 1, 40, 40, [new Discount("promotion", 5)]),
                new SaleLine(SaleLineKind.Product, "Pomade", "pomade", staff, 1, 18.50m, 18.50m, []),
            ],
            [new NamedAmount("Sales tax", 4.28m)], [new StaffAmount(staff, tip)], [new Payment("card", 57.78m + tip)], 57.78m + tip));
    }
}
