using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>Takes an upload into the database and queues the import: any node may run it.</summary>
internal sealed class StartImport(IDatabase database, IJobQueue jobs, INetworkTree tree, TimeProvider clock)
{
    private const int PieceBytes = 1 << 20;

    /// <summary>How long the files of an import that did not come to its end are kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    public async Task<Result<Guid>> RunAsync(Scope scope, Upload upload, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var asked = ImportRequest.Of(upload, scope, tree, needsLocation: true);
        if (!asked.Succeeded)
        {
            return asked.Problem;
        }

        if (upload.Files.Count == 0)
        {
            return Problem.Invalid(new FieldProblem("file", "required", "Send at least one file."));
        }

        var (now, request) = (clock.GetUtcNow(), asked.Value);
        var id = Guid.CreateVersion7(now);
        var entry = new ImportEntry
        {
            Id = id,
            Profile = request.Profile.Name,
            ProfileYaml = request.Yaml,
            LocationId = request.Location?.Id.Value,
            DryRun = request.DryRun,
            Roots = [.. scope.Roots.Select(root => root.Value)],
            State = "queued",
            CreatedBy = scope.Caller.Id.Value,
            CreatedByName = scope.Caller.Name,
            CreatedAt = now,
        };
        await using (var session = await database.WriteAsync(scope, $"import:{id}", cancellationToken))
        {
            await ImportStore.AddAsync(session, scope.Network, entry, $"upload/{id}", upload.Files, cancellationToken);
            await StoreAsync(session, scope.Network, id, upload.Files, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        var payload = new ImportPayload(scope.Network.Value, id);
        await jobs.EnqueueAsync(new NewJob(scope.Network, ImportJobHandler.JobKind, payload, id), scope.Caller, null, cancellationToken);
        await jobs.EnqueueAsync(new NewJob(scope.Network, ForgetFilesHandler.JobKind, payload, RunAt: now + Retention), scope.Caller, null, cancellationToken);
        return id;
    }

    private static async Task StoreAsync(Session session, NetworkId network, Guid id, IReadOnlyList<ImportFile> files, CancellationToken cancellationToken)
    {
        var buffer = new byte[PieceBytes];
        for (var file = 0; file < files.Count; file++)
        {
            await using var stream = files[file].Open();
            for (var position = 0; await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var size; position++)
            {
                await session.ExecuteAsync(
                    "insert into integrations.import_piece (network_id, import_id, file, position, data) values (@network, @id, @file, @position, @Data)",
                    new { network, id, file, position, Data = size == buffer.Length ? buffer : buffer[..size] },
                    cancellationToken);
            }
        }
    }
}

/// <summary>What the import's jobs are told.</summary>
internal sealed record ImportPayload(Guid NetworkId, Guid ImportId);
