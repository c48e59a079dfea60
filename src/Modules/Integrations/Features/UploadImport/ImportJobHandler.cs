using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>Runs an uploaded import, or goes on with it after a crash.</summary>
internal sealed partial class ImportJobHandler(ImportEngine engine, ImportStore store, PieceFiles pieces, IDatabase database, INetworkTree tree, ILogger<ImportJobHandler> logger) : IJobHandler
{
    public const string JobKind = "integrations.import";

    private static readonly string[] Open = ["queued", "running"];

    public string Kind => JobKind;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<ImportPayload>(job.Payload);
        var network = new NetworkId(payload.NetworkId);
        await tree.LoadAsync(cancellationToken);
        if (await store.FindAsync(network, payload.ImportId, cancellationToken) is not { } entry || tree.FindNetwork(network) is not { } summary)
        {
            throw new JobFailedException("The import or its network is no longer there.");
        }

        var root = NodeId.Root(network);
        var caller = new Caller(new PersonId(entry.CreatedBy), entry.CreatedByName, CallerKind.Person, IsAdministrator: false, []);
        var scope = new Scope(caller, new NodeRef(network, root, NodeKind.Network, [root]), [.. entry.Roots.Select(id => new NodeId(id))]);
        if (!await store.MoveAsync(scope, entry.Id, "running", null, Open, cancellationToken))
        {
            return; // cancelled, or done by a run that ended before it could say so
        }

        try
        {
            await ImportAsync(job, entry, summary, scope, cancellationToken);
            await store.MoveAsync(scope, entry.Id, "done", null, Open, cancellationToken);
        }
        catch (ImportFileException fault)
        {
            Log.Failed(logger, entry.Id, fault.Code);
            await store.MoveAsync(scope, entry.Id, "failed", fault.Sentence, Open, CancellationToken.None);
            throw new JobFailedException(fault.Sentence);
        }
    }

    private async Task ImportAsync(JobLease job, ImportEntry entry, NetworkSummary network, Scope scope, CancellationToken cancellationToken)
    {
        var profile = ProfileReader.Read(entry.ProfileYaml, out _) ?? throw new JobFailedException("This release no longer understands the import's profile. Start the import again.");
        var location = entry.LocationId is { } id ? tree.Find(new NodeId(id)) ?? throw new JobFailedException("The import's location is no longer there.") : null;
        var stored = (await store.FilesAsync(network.Id, [entry.Id], cancellationToken))[entry.Id].ToList();
        await using var files = await pieces.FetchAsync(network.Id, entry.Id, stored, cancellationToken);
        var import = new ImportJob(entry.Id, scope, network, profile, location, CreateLocations: false, entry.DryRun, files.Files);
        await engine.RunAsync(import, new DatabaseJournal(database, scope, entry.Id), job.Report, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Information, "Import {Id} ended early: {Code}.")]
        public static partial void Failed(ILogger logger, Guid id, string code);
    }
}
