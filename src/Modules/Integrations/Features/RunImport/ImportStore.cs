using System.Runtime.CompilerServices;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>The imports of a network.</summary>
internal sealed class ImportStore(IDatabase database, TimeProvider clock)
{
    private const string Columns =
        """
        i.id, i.profile, i.profile_yaml, i.location_id, i.dry_run, i.roots, i.state, i.error, i.created_by, i.created_by_name, i.created_at, i.started_at, i.finished_at
        """;

    /// <summary>Adds an import with its files in the session.</summary>
    public static async Task AddAsync(Session session, NetworkId network, ImportEntry entry, string filesKey, IReadOnlyList<ImportFile> files, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            insert into integrations.import (network_id, id, profile, profile_yaml, files_key, location_id, dry_run, roots, state, created_by, created_by_name, created_at)
            values (@network, @Id, @Profile, @ProfileYaml, @filesKey, @LocationId, @DryRun, @Roots, @State, @CreatedBy, @CreatedByName, @CreatedAt)
            """,
            new { network, entry.Id, entry.Profile, entry.ProfileYaml, filesKey, entry.LocationId, entry.DryRun, entry.Roots, entry.State, entry.CreatedBy, entry.CreatedByName, entry.CreatedAt },
            cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.import_file (network_id, import_id, position, name, bytes, sha256)
            select @network, @Id, f.position - 1, f.name, f.bytes, f.sha256 from unnest(@Names, @Sizes, @Hashes) with ordinality as f(name, bytes, sha256, position)
            """,
            new { network, entry.Id, Names = files.Select(file => file.Name).ToArray(), Sizes = files.Select(file => file.Bytes).ToArray(), Hashes = files.Select(file => file.Sha256).ToArray() },
            cancellationToken);
    }

    /// <summary>An import that was begun with the same profile, place and file contents and never came to its end.</summary>
    public async Task<Guid?> FindUnfinishedAsync(NetworkId network, string filesKey, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.FirstAsync<Guid?>(
            "select id from integrations.import where network_id = @network and files_key = @filesKey and state in ('queued', 'running', 'failed', 'cancelled') order by created_at desc",
            new { network, filesKey },
            cancellationToken);
    }

    public async Task<ImportEntry?> FindAsync(NetworkId network, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.FirstAsync<ImportEntry>($"select {Columns} from integrations.import i where i.network_id = @network and i.id = @id", new { network, id }, cancellationToken);
    }

    /// <summary>Imports, the newest first, behind a cursor.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ListAsync(NetworkId network, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<ImportEntry>(
            $"select {Columns} from integrations.import i where i.network_id = @network and (@before::uuid is null or i.id < @before) order by i.id desc limit @limit",
            new { network, before, limit },
            cancellationToken);
    }

    /// <summary>The files of imports, in order.</summary>
    public async Task<ILookup<Guid, ImportFileEntry>> FilesAsync(NetworkId network, IReadOnlyList<Guid> imports, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var files = await session.QueryAsync<ImportFileEntry>(
            """
            select import_id, position, name, bytes, sha256, is_done, rows_read, bytes_read, imported, unchanged, refused
            from integrations.import_file where network_id = @network and import_id = any(@imports) order by import_id, position
            """,
            new { network, imports = imports.ToArray() },
            cancellationToken);
        return files.ToLookup(file => file.ImportId);
    }

    /// <summary>Refused rows in the order of the file, behind a cursor.</summary>
    public async Task<IReadOnlyList<RefusalEntry>> RefusalsAsync(NetworkId network, Guid import, long after, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<RefusalEntry>(
            """
            select r.number, f.name as file, r.line, r.column_number as column, r.code, r.detail, r.row_text as row
            from integrations.import_refusal r
            join integrations.import_file f on f.network_id = r.network_id and f.import_id = r.import_id and f.position = r.file
            where r.network_id = @network and r.import_id = @import and r.number > @after order by r.number limit @limit
            """,
            new { network, import, after, limit },
            cancellationToken);
    }

    /// <summary>All refused rows in the order of the file, read page by page: there may be millions.</summary>
    public async IAsyncEnumerable<RefusalEntry> AllRefusalsAsync(NetworkId network, Guid import, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (await RefusalsAsync(network, import, last, 5_000, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var refusal in page)
            {
                yield return refusal;
            }

            last = page[^1].Number;
        }
    }

    /// <summary>Moves an import to a state, unless somebody has cancelled it or it has ended. False: it has.</summary>
    public async Task<bool> MoveAsync(Scope scope, Guid import, string state, string? error, IReadOnlyList<string> from, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, $"import:{import}", cancellationToken);
        var moved = await session.ExecuteAsync(
            """
            update integrations.import
            set state = @state, error = @error, started_at = coalesce(started_at, @Now), finished_at = case when @state in ('done', 'failed', 'cancelled') then @Now end
            where network_id = @Network and id = @import and state = any(@From)
            """,
            new { scope.Network, import, state, error, Now = clock.GetUtcNow(), From = from.ToArray() },
            cancellationToken);
        if (state == "done")
        {
            await session.ExecuteAsync("delete from integrations.import_piece where network_id = @Network and import_id = @import", new { scope.Network, import }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return moved > 0;
    }
}

/// <summary>A row of integrations.import.</summary>
/// <remarks>Properties and no constructor: Dapper cannot hand an array to a constructor.</remarks>
internal sealed record ImportEntry
{
    public required Guid Id { get; init; }

    public required string Profile { get; init; }

    public required string ProfileYaml { get; init; }

    public Guid? LocationId { get; init; }

    public bool DryRun { get; init; }

    public required Guid[] Roots { get; init; }

    public required string State { get; init; }

    public string? Error { get; init; }

    public Guid CreatedBy { get; init; }

    public required string CreatedByName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A row of integrations.import_file.</summary>
internal sealed record ImportFileEntry(
    Guid ImportId, int Position, string Name, long Bytes, string Sha256, bool IsDone, long RowsRead, long BytesRead, long Imported, long Unchanged, long Refused)
{
    public ImportTotals Totals => new(RowsRead, Imported, Unchanged, Refused);
}

/// <summary>A refused row with its file's name.</summary>
internal sealed record RefusalEntry(long Number, string File, int Line, int? Column, string Code, string Detail, string Row);
