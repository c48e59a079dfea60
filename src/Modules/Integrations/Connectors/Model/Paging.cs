namespace BookedBarber.Integrations.Connectors;

/// <summary>How the next page is asked for.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Parameter">Query parameter that takes token, number or offset; null: the templates place <c>page.…</c> themselves.</param>
/// <param name="From">Where an answer names the next page: a token, or for <see cref="PagingKind.Link"/> an address. Null for page, offset, last and none.</param>
/// <param name="More">Where an answer says whether there is a next page; null: a missing token, or a page that is not full, is the last.</param>
/// <param name="Total">Where an answer says how many items there are in all; null: it does not.</param>
/// <param name="SizeParameter">Query parameter that takes the size of pages; null: the templates place <c>page.size</c>, or the vendor decides.</param>
/// <param name="Size">Items on a page; null: the vendor decides.</param>
/// <param name="Start">First page number or offset. Default 1 for pages, 0 for offsets.</param>
/// <param name="Most">The vendor refuses to page beyond so many items; the window is then begun anew at the last cursor value seen. Null: no such limit.</param>
internal sealed record Paging(PagingKind Kind, string? Parameter, AnswerSource? From, ItemPath? More, ItemPath? Total, string? SizeParameter, int? Size, int Start, int? Most)
{
    /// <summary>From where items are counted, pages overlap by one: where the list moved meanwhile, the item that both should have is another one.</summary>
    public static int StepOf(int size) => Math.Max(1, size - 1);

    /// <summary>One answer holds all.</summary>
    public static readonly Paging None = new(PagingKind.None, null, null, null, null, null, null, 0, null);
}

/// <summary>Ways of paging.</summary>
internal enum PagingKind
{
    /// <summary>One answer holds all.</summary>
    None,

    /// <summary>The answer carries a token for the next page.</summary>
    Cursor,

    /// <summary>Pages are counted.</summary>
    Page,

    /// <summary>Items are counted.</summary>
    Offset,

    /// <summary>The answer carries the address of the next page.</summary>
    Link,

    /// <summary>The next page begins behind the key of the last item.</summary>
    Last,
}
