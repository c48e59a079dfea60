using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Remembers how far an import has come.</summary>
internal interface IImportJournal
{
    /// <summary>Batches of a file that are done, and whether the file is.</summary>
    Task<(int BatchesDone, bool IsDone)> StateOfAsync(int file, CancellationToken cancellationToken);

    /// <summary>Notes that a batch is done, in the transaction of its records; with no session, in its own.</summary>
    /// <exception cref="ImportTakenOverException">Another process has gone on with the import meanwhile.</exception>
    Task NoteAsync(Session? session, BatchResult result, CancellationToken cancellationToken);
}

/// <summary>What became of a batch.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="IsLast">Whether the file ends with it.</param>
/// <param name="BytesRead">Bytes of the file read so far.</param>
/// <param name="Totals">Rows of this batch by their fate.</param>
internal sealed record BatchResult(int File, int Number, bool IsLast, long BytesRead, ImportTotals Totals, IReadOnlyList<Refusal> Refusals);

/// <summary>Two processes run the same import; the later one stops.</summary>
internal sealed class ImportTakenOverException()
    : Exception("Another process is running this import, too, and has gone further. Nothing was imported twice; wait for it to end.");
