using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads the stream that another one is read over.</summary>
internal sealed class OverItems(IStreamPages pages)
{
    /// <summary>The items of the other stream that this one is read for, in batches; one batch without items where there is no other.</summary>
    /// <exception cref="ReadingFault">They could not be read.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<JsonElement>?>> ReadAsync(Connection connection, Manifest manifest, VendorStream stream, CallPriority priority, CancellationToken cancellationToken)
    {
        if (stream.Over is not { } over)
        {
            return [null];
        }

        var other = manifest.Stream(over.Stream) ?? throw new ReadingFault("unknown_stream", $"The connector reads {stream.Name} over {over.Stream}, which it does not have. Tell whoever made the connector.", null, needsPerson: true, 0, wasResumed: false);
        var items = new List<JsonElement>();
        var seen = new PagesSeen();
        for (var position = PagePosition.Beginning; position is not null;)
        {
            var result = await pages.ReadAsync(new PageAsk(connection, manifest, other, null, null, null, position, priority), cancellationToken);
            var page = result.Page ?? throw ReadingFault.Of(result.Fault!, result.Status, wasResumed: false);
            if (seen.Note(PagesSeen.DigestOf(page.Items.Select(item => item.GetRawText())), page.Items.Count == 0, page.Next?.Token) is { } circle)
            {
                throw ReadingFault.Circle(circle, other.Name);
            }

            items.AddRange(page.Items);
            position = page.Next;
        }

        return [.. items.Chunk(Math.Max(1, over.Batch)).Select(batch => (IReadOnlyList<JsonElement>)batch)];
    }
}
