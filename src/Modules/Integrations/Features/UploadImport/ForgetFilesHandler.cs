using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>Removes the uploaded files of an import when their time is over; the import's own record stays.</summary>
internal sealed class ForgetFilesHandler(IDatabase database) : IJobHandler
{
    public const string JobKind = "integrations.import_files";

    public string Kind => JobKind;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<ImportPayload>(job.Payload);
        var network = new NetworkId(payload.NetworkId);
        await using var session = await database.WriteAsync(Scope.OfSystem(network), $"import:{payload.ImportId}", cancellationToken);
        await session.ExecuteAsync(
            "delete from integrations.import_piece where network_id = @network and import_id = @ImportId",
            new { network, payload.ImportId },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
