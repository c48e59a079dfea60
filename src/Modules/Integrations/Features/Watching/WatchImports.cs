using System.Text.Json;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.Watching;

/// <summary>An import as screens and programs see it.</summary>
/// <param name="Files">Names and sizes.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="DryRun">Whether nothing is written.</param>
/// <param name="Imported">Rows that made or changed a record.</param>
/// <param name="Unchanged">Rows whose record was there just so.</param>
/// <param name="Refused">Rows that were not imported; see the refused list.</param>
/// <param name="RowsRead">Rows dealt with.</param>
/// <param name="BytesRead">Bytes of the files dealt with.</param>
/// <param name="RowsPerSecond">Of the run under way.</param>
/// <param name="SecondsLeft">Estimate; null when not running.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="CreatedBy">Name of the person.</param>
internal sealed record ImportItem(
    Guid Id, string Profile, IReadOnlyList<ImportFileItem> Files, string State, bool DryRun, Guid? LocationId, long Imported, long Unchanged, long Refused, long RowsRead,
    long BytesRead, long BytesTotal, double? RowsPerSecond, double? SecondsLeft, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string CreatedBy);

/// <summary>A file of an import.</summary>
internal sealed record ImportFileItem(string Name, long Bytes);

/// <summary>A page of a list.</summary>
/// <param name="NextCursor">For the next page; null: this is the last.</param>
internal sealed record ImportPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Reads imports and cancels them.</summary>
internal sealed class WatchImports(ImportStore store, IJobQueue jobs)
{
    private static readonly string[] Open = ["queued", "running"];

    public async Task<ImportPage<ImportItem>> ListAsync(Scope scope, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(limit ?? 50, 1, 200);
        var entries = await store.ListAsync(scope.Network, Guid.TryParse(cursor, out var before) ? before : null, size + 1, cancellationToken);
        var page = entries.Take(size).ToList();
        var files = await store.FilesAsync(scope.Network, [.. page.Select(entry => entry.Id)], cancellationToken);
        var items = new List<ImportItem>();
        foreach (var entry in page)
        {
            items.Add(Item(entry, [.. files[entry.Id]], entry.State == "running" ? await jobs.FindAsync(entry.Id, scope.Network, cancellationToken) : null));
        }

        return new ImportPage<ImportItem>(items, entries.Count > size ? page[^1].Id.ToString() : null);
    }

    public async Task<ImportItem?> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope.Network, id, cancellationToken) is not { } entry)
        {
            return null;
        }

        var files = await store.FilesAsync(scope.Network, [id], cancellationToken);
        return Item(entry, [.. files[id]], await jobs.FindAsync(id, scope.Network, cancellationToken));
    }

    /// <summary>Stops an import after the batch under way; what was imported stays. Does nothing to one that has ended.</summary>
    public async Task<ImportItem?> CancelAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope.Network, id, cancellationToken) is null)
        {
            return null;
        }

        await store.MoveAsync(scope, id, "cancelled", null, Open, cancellationToken);
        await jobs.CancelAsync(id, cancellationToken);
        return await FindAsync(scope, id, cancellationToken);
    }

    private static ImportItem Item(ImportEntry entry, List<ImportFileEntry> files, JobState? job)
    {
        var totals = files.Aggregate(ImportTotals.None, (sum, file) => sum + file.Totals);
        var progress = entry.State == "running" && job?.Progress is { } json ? JsonSerializer.Deserialize<ImportProgress>(json, StorageJson.Options) : null;

        // A job that was given up for good without a word (its node died ten times over) is known by the queue only.
        var (state, error) = job is { State: "failed" } && entry.State is "queued" or "running" ? ("failed", job!.Error) : (entry.State, entry.Error);
        return new ImportItem(
            entry.Id, entry.Profile, [.. files.Select(file => new ImportFileItem(file.Name, file.Bytes))], state, entry.DryRun, entry.LocationId, totals.Imported, totals.Unchanged, totals.Refused, totals.Rows,
            files.Sum(file => file.IsDone ? file.Bytes : Math.Min(file.BytesRead, file.Bytes)), files.Sum(file => file.Bytes), progress?.RowsPerSecond, progress?.SecondsLeft, error,
            entry.CreatedAt, entry.StartedAt, entry.FinishedAt, entry.CreatedByName);
    }
}
