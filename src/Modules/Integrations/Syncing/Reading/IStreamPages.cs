using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads pages of streams from vendors.</summary>
internal interface IStreamPages
{
    /// <summary>Reads one page.</summary>
    Task<PageResult> ReadAsync(PageAsk ask, CancellationToken cancellationToken);

    /// <summary>Reads one item by its key, as a page with that item; an empty page when the vendor has none of that key.</summary>
    Task<PageResult> ReadOneAsync(Connection connection, Manifest manifest, VendorStream stream, string key, CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Reads items by their keys in one request of <see cref="VendorStream.Many"/>, as a page with those that the vendor has of them.</summary>
    Task<PageResult> ReadManyAsync(Connection connection, Manifest manifest, VendorStream stream, IReadOnlyList<string> keys, CallPriority priority, CancellationToken cancellationToken);

    /// <summary>An item that came by message, as a page would give it.</summary>
    IReadOnlyList<JsonElement> Shape(VendorStream stream, JsonElement item);
}
