using System.Text;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>Shows with a record of the network what an action would send. Nothing is sent.</summary>
internal sealed class PreviewPushRule(IDatabase database, INetworkTree tree, RecordsHere here, PushDraft draft, TimeProvider clock)
{
    // A network of a thousand shops is not searched through for an example.
    private const int MostLocations = 20;
    private const int DaysBack = 30;

    // Stands in the request for the key that the vendor will have given.
    private const string SomeKey = "KEY-AT-THE-VENDOR";

    /// <summary>The requests that a new and a changed record bring about.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Its connector.</param>
    /// <param name="action">An action that takes a record.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<PushPreview> RunAsync(Connection connection, Manifest manifest, VendorAction action, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var record = action.Record!;
        if (!RecordsHere.CanRead(record))
        {
            return new PushPreview(record, IsFollowed: false, Sample: null, Location: null, Create: null, Change: null);
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var days = new Period(today.AddDays(-DaysBack), today.AddDays(DaysBack));
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        // Records of the business may belong to the connection's own unit.
        foreach (var location in new[] { tree.Find(connection.Node) }.OfType<Node>().Concat(tree.LocationsUnder(connection.Network, [connection.Node])).DistinctBy(node => node.Id).Take(MostLocations))
        {
            if (await here.AnyAsync(session, connection, record, location.Id, days, cancellationToken) is { } sample)
            {
                var fresh = await draft.ContextAsync(connection, manifest, action, sample, location.Id, key: null, version: null, cancellationToken);
                var known = await draft.ContextAsync(connection, manifest, action, sample, location.Id, SomeKey, version: null, cancellationToken);
                return new PushPreview(
                    record, IsFollowed: true, CanonicalJson.ToObject(sample).ToJsonString(), location.Name, Draw(connection, manifest, action.Request, fresh), action.Update is { } update ? Draw(connection, manifest, update, known) : null);
            }
        }

        return new PushPreview(record, IsFollowed: true, Sample: null, Location: null, Create: null, Change: null);
    }

    private static DrawnRequest Draw(Connection connection, Manifest manifest, RequestTemplate template, TemplateContext context)
    {
        var filled = VendorRequests.Fill(connection, manifest, template, context, CallPriority.Push, "preview");
        return filled.Succeeded
            ? new DrawnRequest(template.Method.Method, filled.Value.PathAndQuery, filled.Value.Body is { } body ? Encoding.UTF8.GetString(body.Span) : null, Problem: null)
            : new DrawnRequest(template.Method.Method, template.Address.Path.ToString(), Body: null, filled.Problem.Detail);
    }
}
