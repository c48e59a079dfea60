using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Where a page begins; all null: at the beginning.</summary>
/// <param name="Token">The vendor's token, or the address of the page.</param>
/// <param name="Place">Number of the page, or of its first item.</param>
/// <param name="LastKey">Key of the item before it.</param>
internal sealed record PagePosition(string? Token, long? Place, string? LastKey)
{
    public static readonly PagePosition Beginning = new(null, null, null);
}

/// <summary>What is asked of a vendor: a page of a stream.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Manifest">Its connector.</param>
/// <param name="Stream">The stream.</param>
/// <param name="From">Beginning of the span, as it is kept; null: open.</param>
/// <param name="To">Its end; null: open.</param>
/// <param name="Over">Items of another stream that the stream is read for; null: none.</param>
/// <param name="Position">Where the page begins.</param>
/// <param name="Priority">How urgent it is.</param>
internal sealed record PageAsk(
    Connection Connection, Manifest Manifest, VendorStream Stream, string? From, string? To, IReadOnlyList<JsonElement>? Over, PagePosition Position, CallPriority Priority);

/// <summary>A page of a stream.</summary>
/// <param name="Items">Its items, complete with what further requests tell of each.</param>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
/// <param name="CursorToken">The token from which the next reading begins; on the last page of a stream with a token cursor.</param>
/// <param name="Total">How many items the vendor says there are in all; null: it does not.</param>
internal sealed record StreamPage(IReadOnlyList<JsonElement> Items, PagePosition? Next, string? CursorToken, long? Total);

/// <summary>A page, or why there is none.</summary>
/// <param name="Page">The page; null after a fault.</param>
/// <param name="Fault">What went wrong; null: nothing.</param>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
internal readonly record struct PageResult(StreamPage? Page, VendorFault? Fault, int Status);
