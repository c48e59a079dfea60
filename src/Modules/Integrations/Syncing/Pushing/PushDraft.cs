using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>What requests that write a record are filled in from.</summary>
internal sealed class PushDraft(IPlaces places, IDatabase database)
{
    /// <summary>Keys of other records are given as this vendor has them, or not at all.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Its connector.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="record">The record; null: it was removed here.</param>
    /// <param name="location">Its location.</param>
    /// <param name="key">Its key at the vendor; null: the vendor does not have it.</param>
    /// <param name="version">Its version at the vendor; null: not known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="input">Values in place of a record, as JSON; null: none.</param>
    public async Task<TemplateContext> ContextAsync(
        Connection connection, Manifest manifest, VendorAction action, CanonicalRecord? record, NodeId location, string? key, string? version, CancellationToken cancellationToken, string? input = null)
    {
        var context = new TemplateContext().With("key", key).With("version", version);
        var links = await places.LinksAsync(connection, cancellationToken);
        context.With("place", links.Links.Where(pair => pair.Value == location).Select(pair => pair.Key).FirstOrDefault());
        if (input is not null)
        {
            context.With("input", JsonSerializer.Deserialize<JsonElement>(input));
        }

        if (record is null)
        {
            return context;
        }

        var json = CanonicalJson.ToObject(record);
        if (record is BookingRecord { StartsAt: { } startsAt, DurationMinutes: { } minutes })
        {
            json["endsAt"] = startsAt.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture); // calendars ask for the end, where our records keep how long
        }

        var refs = new JsonObject();
        foreach (var (name, value) in json.Where(field => field.Key.EndsWith("Key", StringComparison.Ordinal) && field.Value is JsonValue))
        {
            if (value!.GetValue<string>() is { } other && !other.Contains(':', StringComparison.Ordinal))
            {
                refs[name] = other;
            }
        }

        if (action.NeedsVersions)
        {
            context.With("versions", JsonSerializer.SerializeToElement(await VersionsAsync(connection, manifest, refs, cancellationToken)));
        }

        return context.With("record", JsonSerializer.SerializeToElement(json)).With("refs", JsonSerializer.SerializeToElement(refs));
    }

    /// <summary>The vendor's versions of the records that are referred to, as they were taken last.</summary>
    private async Task<Dictionary<string, string>> VersionsAsync(Connection connection, Manifest manifest, JsonObject refs, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        foreach (var (name, key) in refs)
        {
            string[] streams = [.. manifest.Streams.Where(stream => stream.Version is not null && $"{stream.Record}Key" == name).Select(stream => stream.Name)];
            if (streams.Length > 0 && await session.FirstAsync<string>(
                """
                select version from integrations.record_link
                where network_id = @Network and connection_id = @Id and stream = any(@streams) and key = @Key and removed_at is null and version is not null
                order by taken_at desc limit 1
                """,
                new { connection.Network, connection.Id, streams, Key = key!.GetValue<string>() },
                cancellationToken) is { } version)
            {
                versions[name] = version;
            }
        }

        return versions;
    }
}
