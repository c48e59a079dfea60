using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>For dry runs that leave no trace: keeps totals and the first refusals.</summary>
internal sealed class MemoryJournal : IImportJournal
{
    /// <summary>Refusals kept; all are counted.</summary>
    public const int Kept = 100_000;

    public ImportTotals Totals { get; private set; } = ImportTotals.None;

    public List<Refusal> Refusals { get; } = [];

    public Task<(int BatchesDone, bool IsDone)> StateOfAsync(int file, CancellationToken cancellationToken) => Task.FromResult((0, false));

    public Task NoteAsync(Session? session, BatchResult result, CancellationToken cancellationToken)
    {
        Totals += result.Totals;
        Refusals.AddRange(result.Refusals.Take(Kept - Refusals.Count));
        return Task.CompletedTask;
    }
}
