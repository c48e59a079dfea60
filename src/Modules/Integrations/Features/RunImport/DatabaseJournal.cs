using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Keeps the import's progress beside its records, so that it goes on exactly where it was, whatever ended it.</summary>
internal sealed class DatabaseJournal(IDatabase database, Scope scope, Guid import) : IImportJournal
{
    /// <summary>Refusals of a file that are kept with their rows; all are counted.</summary>
    public const int KeptPerBatch = 5_000;

    public async Task<(int BatchesDone, bool IsDone)> StateOfAsync(int file, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var state = await session.FirstAsync<FileState>(
            "select batches_done, is_done from integrations.import_file where network_id = @Network and import_id = @import and position = @file",
            new { scope.Network, import, file },
            cancellationToken);
        return state is null ? (0, false) : (state.BatchesDone, state.IsDone);
    }

    public async Task NoteAsync(Session? session, BatchResult result, CancellationToken cancellationToken)
    {
        if (session is not null)
        {
            await WriteAsync(session, result, cancellationToken);
            return;
        }

        await using var own = await database.WriteAsync(scope, $"import:{import}", cancellationToken);
        await WriteAsync(own, result, cancellationToken);
        await own.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync(Session session, BatchResult result, CancellationToken cancellationToken)
    {
        // The row lock and the number together let a batch be counted once, even when two processes run the import.
        var moved = await session.ExecuteAsync(
            """
            update integrations.import_file
            set batches_done = @Number, is_done = @IsLast, rows_read = rows_read + @Rows, bytes_read = @BytesRead,
                imported = imported + @Imported, unchanged = unchanged + @Unchanged, refused = refused + @Refused
            where network_id = @Network and import_id = @import and position = @File and batches_done = @Number - 1
            """,
            new
            {
                scope.Network, import, result.File, result.Number, result.IsLast, result.BytesRead,
                result.Totals.Rows, result.Totals.Imported, result.Totals.Unchanged, result.Totals.Refused,
            },
            cancellationToken);
        if (moved == 0)
        {
            throw new ImportTakenOverException();
        }

        if (result.Refusals.Count > 0)
        {
            await CopyAsync(session, [.. result.Refusals.Take(KeptPerBatch)], cancellationToken);
        }
    }

    private async Task CopyAsync(Session session, IReadOnlyList<Refusal> refusals, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            insert into integrations.import_refusal (network_id, import_id, file, line, column_number, code, detail, row_text)
            select @Network, @import, file, line, column_number, code, detail, row_text
            from unnest(@Files, @Lines, @Columns, @Codes, @Details, @Rows) as r(file, line, column_number, code, detail, row_text)
            """,
            new
            {
                scope.Network,
                import,
                Files = refusals.Select(refusal => refusal.File).ToArray(),
                Lines = refusals.Select(refusal => refusal.Line).ToArray(),
                Columns = refusals.Select(refusal => refusal.Column).ToArray(),
                Codes = refusals.Select(refusal => refusal.Code).ToArray(),
                Details = refusals.Select(refusal => refusal.Detail).ToArray(),
                Rows = refusals.Select(refusal => refusal.Row).ToArray(),
            },
            cancellationToken);
    }

    private sealed record FileState(int BatchesDone, bool IsDone);
}
