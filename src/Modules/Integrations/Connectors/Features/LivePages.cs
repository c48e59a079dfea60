using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>Reads a page from the vendor as a reading would, for trying a map on what is really there. Nothing is kept.</summary>
internal sealed class LivePages(IStreamPages pages, TimeProvider clock)
{
    // Long enough that something happened, short enough that the page is about now.
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    /// <returns>The items of the first page; <c>not_readable</c>, or what the vendor or the transport said.</returns>
    public async Task<Result<JsonElement[]>> ReadAsync(Connection connection, Manifest manifest, VendorStream stream, CancellationToken cancellationToken)
    {
        if (stream.Request is null)
        {
            return new Problem("not_readable", $"{manifest.Title} cannot be asked for this; it only comes by message. Send a page instead.", ProblemKind.Refused);
        }

        if (!connection.IsCallable)
        {
            return new Problem("connection_not_ready", "The connection is paused or has to be connected again; the vendor is not called.", ProblemKind.Conflict);
        }

        IReadOnlyList<JsonElement>? over = null;
        if (stream.Over is { } outer && manifest.Stream(outer.Stream) is { } other)
        {
            var first = await pages.ReadAsync(new PageAsk(connection, manifest, other, null, null, null, PagePosition.Beginning, CallPriority.Interactive), cancellationToken);
            if (first.Page is not { } outers)
            {
                return Refused(first);
            }

            if (outers.Items.Count == 0)
            {
                return Array.Empty<JsonElement>();
            }

            over = [.. outers.Items.Take(Math.Max(1, outer.Batch))];
        }

        var now = clock.GetUtcNow();
        var dated = stream.Cursor.Kind is CursorKind.Time or CursorKind.Sliding;
        var read = await pages.ReadAsync(
            new PageAsk(connection, manifest, stream, dated ? CursorValue.Keep(now - Back) : null, dated ? CursorValue.Keep(now) : null, over, PagePosition.Beginning, CallPriority.Interactive), cancellationToken);
        return read.Page is { } page ? page.Items.ToArray() : Refused(read);
    }

    private static Problem Refused(PageResult result) => new(result.Fault!.Code, result.Fault.Detail, ProblemKind.Refused);
}
