using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Takes held items again: those of places that were linked, or all of a stream whose map was mended.</summary>
internal sealed class RetakeJobHandler(IConnections connections, ICatalogue catalogue, HeldRetake retake) : IJobHandler
{
    public const string JobKind = "integrations.retake";

    public string Kind => JobKind;

    public int? Places => 2;

    public async Task RunAsync(JobLease job, CancellationToken cancellationToken)
    {
        var payload = StorageJson.Deserialize<RetakePayload>(job.Payload);
        var network = new NetworkId(payload.NetworkId);
        await catalogue.LoadAsync(network, cancellationToken);
        if (await connections.FindAsync(network, payload.ConnectionId, cancellationToken) is not { } connection || catalogue.Find(network, connection.Vendor) is not { } manifest)
        {
            throw new JobFailedException("The connection or its connector is no longer there.");
        }

        if (payload.Stream is null)
        {
            await retake.OfPlacesAsync(connection, manifest, job.Id, cancellationToken);
        }
        else if (manifest.Stream(payload.Stream) is { Map: not null } stream)
        {
            await retake.OfStreamAsync(connection, manifest, stream, onlyPlaced: false, job.Id, cancellationToken);
        }
    }
}
