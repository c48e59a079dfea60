namespace BookedBarber.Integrations.Connectors;

/// <summary>How only what changed since the last time is read.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Field">Path to the value of an item that the cursor follows; null for token, sliding and none.</param>
/// <param name="Format">How <c>cursor.from</c> and <c>cursor.to</c> are written, and <see cref="Field"/> is read.</param>
/// <param name="Lookback">How far behind the last value reading begins again, for late and backdated changes. Zero: not at all.</param>
/// <param name="Overlap">How far behind the last value every page window begins, for equal and nearly equal values. Default 0.</param>
/// <param name="Lag">How old a value must be before it is asked for, because the vendor's index lags. Default 0.</param>
/// <param name="Start">How far back the first read goes; null: to the beginning.</param>
/// <param name="Window">The longest span from <c>cursor.from</c> to <c>cursor.to</c>; null: any.</param>
/// <param name="Ahead">How far into the future a sliding window goes. Default 0.</param>
/// <param name="Order">Order in which the vendor gives items by <see cref="Field"/>. Only ascending order lets a checkpoint move before the window is read to its end.</param>
/// <param name="Token">For <see cref="CursorKind.Token"/>: where the last page carries the next token.</param>
/// <param name="ExpiredStatus">Status that says that a token is too old: everything is read anew. Default 410.</param>
internal sealed record StreamCursor(
    CursorKind Kind,
    ItemPath? Field,
    CursorFormat Format,
    TimeSpan Lookback,
    TimeSpan Overlap,
    TimeSpan Lag,
    TimeSpan? Start,
    TimeSpan? Window,
    TimeSpan Ahead,
    CursorOrder Order,
    AnswerSource? Token,
    int ExpiredStatus)
{
    /// <summary>Everything is read every time.</summary>
    public static readonly StreamCursor None = new(CursorKind.None, null, CursorFormat.Iso, default, default, default, null, null, default, CursorOrder.None, null, 410);
}

/// <summary>Ways of reading only what changed.</summary>
internal enum CursorKind
{
    /// <summary>There is none: everything is read.</summary>
    None,

    /// <summary>By the time of the last change.</summary>
    Time,

    /// <summary>By a number that only grows.</summary>
    Number,

    /// <summary>By a token that the vendor hands out.</summary>
    Token,

    /// <summary>A window around now is read every time: from <see cref="StreamCursor.Lookback"/> behind to <see cref="StreamCursor.Ahead"/> before.</summary>
    Sliding,
}

/// <summary>How instants of a cursor are written.</summary>
internal enum CursorFormat
{
    /// <summary>2026-01-31T15:50:00Z.</summary>
    Iso,

    /// <summary>2026-01-31T15:50:00.000Z.</summary>
    IsoMs,

    /// <summary>2026-01-31T15:50:00, in UTC without saying so.</summary>
    IsoPlain,

    /// <summary>2026-01-31T15:50:00.000+0000.</summary>
    IsoOffset,

    /// <summary>Seconds since 1970.</summary>
    Unix,

    /// <summary>Milliseconds since 1970.</summary>
    UnixMs,

    /// <summary>2026-01-31, the day in UTC.</summary>
    Date,

    /// <summary>Thu, 24 Aug 2023 05:01:45 +0000.</summary>
    Rfc2822,

    /// <summary>A whole number as it is.</summary>
    Number,
}

/// <summary>Orders of items.</summary>
internal enum CursorOrder
{
    /// <summary>None that could be relied on.</summary>
    None,

    /// <summary>Oldest change first.</summary>
    Ascending,

    /// <summary>Newest change first.</summary>
    Descending,
}
