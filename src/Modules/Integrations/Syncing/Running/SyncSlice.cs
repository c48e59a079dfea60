namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>A part of a reading that is read page after page by itself: a window of time, or the items of another stream that the stream is read for.</summary>
/// <param name="Number">Its place among the parts.</param>
/// <param name="FromValue">Beginning: a kept moment, a number or the vendor's token; null: open.</param>
/// <param name="ToValue">End; null: open.</param>
/// <param name="OverItems">JSON list of the items of another stream; null: none.</param>
/// <param name="Token">Where the next page begins: the vendor's token or address; null: at the beginning, or where pages are counted.</param>
/// <param name="Place">Number or offset of the next page; null: at the beginning.</param>
/// <param name="LastKey">Key of the last item, for vendors that page by it.</param>
/// <param name="Step">How often its position was stored.</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Newest">Newest cursor value seen; of a token cursor the next token.</param>
internal sealed record SyncSlice(int Number, string? FromValue, string? ToValue, string? OverItems, string? Token, long? Place, string? LastKey, long Step, int Pages, string? Newest);
