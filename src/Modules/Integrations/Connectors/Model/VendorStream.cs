namespace BookedBarber.Integrations.Connectors;

/// <summary>A kind of record that is read from a vendor.</summary>
/// <param name="Name">snake_case, unique in the manifest.</param>
/// <param name="Title">For people.</param>
/// <param name="Record">Type of canonical record, as the mapping language names it; null where items are only there for others (<see cref="Over"/>) or name deleted records (<see cref="Removes"/>).</param>
/// <param name="Request">Reads a page. Its templates know settings, <c>account</c>, <c>cursor.from</c>, <c>cursor.to</c>, <c>cursor.token</c>, <c>cursor.start</c>, <c>page.token</c>, <c>page.number</c>, <c>page.offset</c>, <c>page.size</c>, <c>over.…</c> and <c>over.keys</c>. Null: the stream's items only come by webhook or inbox.</param>
/// <param name="Paging">How the next page is asked for.</param>
/// <param name="Items">Where a page has its items.</param>
/// <param name="Expand">Makes several items of one; null: an item is an item.</param>
/// <param name="Each">Further requests for every item, in order.</param>
/// <param name="Key">Path to an item's key at the vendor.</param>
/// <param name="Version">Path to what changes with every change of an item (a number, an instant, an etag); null: the hash of the item.</param>
/// <param name="Cursor">How only what changed is read.</param>
/// <param name="Deletes">The only proof that an item is gone at the vendor.</param>
/// <param name="Order">Streams with a lower number are read first. Default 100.</param>
/// <param name="Over">Reads the stream once for every item of another; null: once.</param>
/// <param name="One">Reads a single item by its key, for webhooks that carry none and for repair; null: not possible.</param>
/// <param name="Removes">Name of the stream whose records this one's items declare deleted; null for ordinary streams.</param>
/// <param name="Every">How often it is read without being told. Default 15 minutes.</param>
/// <param name="Map">The mapping as written; <see cref="IFieldMaps"/> compiles it. Null where <paramref name="Record"/> is.</param>
internal sealed record VendorStream(
    string Name,
    string Title,
    string? Record,
    RequestTemplate? Request,
    Paging Paging,
    ItemPath Items,
    ItemExpansion? Expand,
    IReadOnlyList<SubRequest> Each,
    ItemPath Key,
    ItemPath? Version,
    StreamCursor Cursor,
    DeleteProof Deletes,
    int Order,
    StreamOver? Over,
    OneItem? One,
    string? Removes,
    TimeSpan Every,
    StreamMap? Map)
{
    /// <summary>Reads several items by their keys in one request, for messages that come in crowds; null: one at a time.</summary>
    public ManyItems? Many { get; init; }

    /// <summary>Leaves items out, where there is no map to say so; null: none is left out.</summary>
    public StreamSkip? Skip { get; init; }

    /// <summary>Whether the vendor leaves the list out of a page without items. Default no: an answer without the list is then one that cannot be read.</summary>
    public bool OmitsEmpty { get; init; }
}

/// <summary>Makes an item of every element of a list inside an item.</summary>
/// <param name="List">Path to the list; lists on the way are walked through.</param>
/// <param name="As">Property under which an element finds the item it came from (without that list).</param>
internal sealed record ItemExpansion(ItemPath List, string As);

/// <summary>A further request for every item.</summary>
/// <param name="Request">Its templates know <c>item.…</c> besides what the stream's request knows.</param>
/// <param name="As">Property of the item that takes the answer; null: the answer takes the item's place.</param>
/// <param name="Answer">What of the answer; null: all.</param>
internal sealed record SubRequest(RequestTemplate Request, string? As, ItemPath? Answer);

/// <summary>Reads a stream once for every item of another.</summary>
/// <param name="Stream">The other stream; it is read without a cursor.</param>
/// <param name="Batch">How many of its items one request may name (<c>over.keys</c>). 1: one (<c>over.…</c>).</param>
internal sealed record StreamOver(string Stream, int Batch);

/// <summary>Reads one item.</summary>
/// <param name="Request">Its templates know <c>key</c>.</param>
/// <param name="Item">Where the answer has the item.</param>
internal sealed record OneItem(RequestTemplate Request, ItemPath Item);

/// <summary>Reads several items.</summary>
/// <param name="Request">Its templates know <c>keys</c>.</param>
/// <param name="Items">Where the answer has the items. What it leaves out is asked for by <see cref="VendorStream.One"/>.</param>
/// <param name="Most">How many keys one request may name.</param>
internal sealed record ManyItems(RequestTemplate Request, ItemPath Items, int Most);

/// <summary>What proves that an item is gone.</summary>
internal enum DeleteProof
{
    /// <summary>Nothing: a missing item may be hidden, moved or filtered, so the record stays.</summary>
    None,

    /// <summary>The item says so itself: <c>deleted:</c> in the map.</summary>
    Flag,

    /// <summary>A complete read of the stream without it.</summary>
    List,

    /// <summary>A webhook.</summary>
    Webhook,

    /// <summary>Another stream lists deleted keys (<see cref="VendorStream.Removes"/>).</summary>
    Feed,
}
