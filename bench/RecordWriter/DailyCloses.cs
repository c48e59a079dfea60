using System.Diagnostics;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Bench.RecordWriter;

/// <summary>Daily closes through the record writer, as an import sends them: location by location, 50,000 per transaction.</summary>
internal static class DailyCloses
{
    private const int PerTransaction = 50_000;

    private static readonly DateOnly First = new(2014, 1, 1);

    public static IEnumerable<LocatedRecord<DailyCloseRecord>> Make(Workbench bench, int count)
    {
        var days = count / bench.Locations.Count;
        return Enumerable.Range(0, count).Select(i => new LocatedRecord<DailyCloseRecord>(
            bench.Locations[i / days % bench.Locations.Count],
            new DailyCloseRecord(First.AddDays(i % days), 1000 + (i % 977) + 0.25m, 80 + (i % 89) + 0.5m, 40 + (i % 53) + 0.75m, 30 + (i % 17), 35 + (i % 19), "USD")));
    }

    public static async Task<double> RunAsync(Workbench bench, int count, string what)
    {
        var parts = Make(bench, count).Chunk(PerTransaction).ToList();
        var (watch, since) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        foreach (var part in parts)
        {
            await using var session = await bench.Database.WriteAsync(Scope.OfSystem(bench.Network), "import:bench", CancellationToken.None);
            var outcomes = await bench.Writer.WriteAsync(session, "import:bench", part, OnConflict.Update, CancellationToken.None);
            if (outcomes.Any(outcome => outcome.State is WriteState.Refused or WriteState.Changed))
            {
                throw new InvalidOperationException("A good record was refused.");
            }

            await session.CommitAsync(CancellationToken.None);
        }

        return Report.Rate(what, count, watch, since);
    }
}
