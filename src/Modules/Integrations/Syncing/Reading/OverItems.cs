using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads the stream that another one is read over, which may itself be read over a third.</summary>
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
        var items = await AllAsync(connection, manifest, other, priority, cancellationToken);
        return [.. items.Chunk(Math.Max(1, over.Batch)).Select(batch => (IReadOnlyList<JsonElement>)batch)];
    }

    /// <summary>All items of a stream.</summary>
    /// <exception cref="ReadingFault">They could not be read.</exception>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(Connection connection, Manifest manifest, VendorStream stream, CallPriority priority, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        foreach (var over in await ReadAsync(connection, manifest, stream, priority, cancellationToken))
        {
            var seen = new PagesSeen();
            for (var position = PagePosition.Beginning; position is not null;)
            {
                var result = await pages.ReadAsync(new PageAsk(connection, manifest, stream, null, null, over, position, priority), cancellationToken);
                var page = result.Page ?? throw ReadingFault.Of(result.Fault!, result.Status, wasResumed: false);
                if (seen.Note(PagesSeen.DigestOf(page.Items.Select(item => item.GetRawText())), page.Items.Count == 0, page.Next?.Token) is { } circle)
                {
                    throw ReadingFault.Circle(circle, stream.Name);
                }

                items.AddRange(ItemFilter.Apply(stream, page.Items));
                position = page.Next;
            }
        }

        return items;
    }
}
