using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>What a reading of a stream will ask for.</summary>
/// <param name="Kind">What it is to bring.</param>
/// <param name="Parts">Spans to be read; values as they are kept. One at least.</param>
/// <param name="LooksBack">Whether it reaches back as far as the manifest's lookback.</param>
internal sealed record ReadingPlan(PassKind Kind, IReadOnlyList<(string? From, string? To)> Parts, bool LooksBack)
{
    /// <summary>A lookback longer than this is not read every time, but once in an hour.</summary>
    public static readonly TimeSpan ShortLookback = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan BetweenLookbacks = TimeSpan.FromHours(1);

    /// <summary>Beginning of all parts together.</summary>
    public string? From => Parts.Any(part => part.From is null) ? null : Parts.Min(part => part.From);

    /// <summary>End of all parts together.</summary>
    public string? To => Parts.Any(part => part.To is null) ? null : Parts.Max(part => part.To);

    /// <param name="stream">The stream.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="range">A span that somebody asked for; null: what is due.</param>
    /// <remarks>
    /// A time cursor begins its overlap before the last value seen: records of the same moment, and those whose writing at the vendor took longer than that of newer
    /// ones, are read again and known by their keys. The lookback, further back, is for records that the vendor dates back.
    /// </remarks>
    public static ReadingPlan For(VendorStream stream, StreamState state, DateTimeOffset now, TimeWindow? range)
    {
        var cursor = stream.Cursor;
        var end = now - cursor.Lag;
        if (range is { } asked)
        {
            return cursor.Kind is CursorKind.Time or CursorKind.Sliding
                ? new ReadingPlan(PassKind.Range, Cut(asked.From ?? Beginning(cursor, now), Min(asked.To, end + cursor.Ahead), cursor.Window, newestFirst: true), LooksBack: false)
                : Whole;
        }

        switch (cursor.Kind)
        {
            case CursorKind.Time when state.Cursor is null:
                return new ReadingPlan(PassKind.Full, Cut(Beginning(cursor, now), end, cursor.Window, newestFirst: true), LooksBack: true);
            case CursorKind.Time:
                var looksBack = cursor.Lookback <= ShortLookback || state.LookedBackAt is not { } last || now - last >= BetweenLookbacks;
                var back = looksBack && cursor.Lookback > cursor.Overlap ? cursor.Lookback : cursor.Overlap;
                return new ReadingPlan(PassKind.Incremental, Cut(CursorValue.Kept(state.Cursor) - back, end, cursor.Window, newestFirst: false), looksBack);
            case CursorKind.Sliding:
                return new ReadingPlan(state.ReadWholeAt is null ? PassKind.Full : PassKind.Incremental, Cut(now - cursor.Lookback, now + cursor.Ahead, cursor.Window, newestFirst: false), LooksBack: true);
            case CursorKind.Token when PartTokens.Has(stream):
                return PartTokens.Read(state.Cursor).Count > 0 ? Whole with { Kind = PassKind.Incremental, LooksBack = false } : Whole; // each part begins at its own token
            case CursorKind.Number or CursorKind.Token when state.Cursor is not null:
                return new ReadingPlan(PassKind.Incremental, [(state.Cursor, null)], LooksBack: false);
            default:
                return Whole;
        }
    }

    private static ReadingPlan Whole { get; } = new(PassKind.Full, [(null, null)], LooksBack: true);

    private static DateTimeOffset? Beginning(StreamCursor cursor, DateTimeOffset now) => cursor.Start is { } start ? now - start : null;

    private static DateTimeOffset Min(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    // A clock that jumped back would else ask for a span that ends before it begins.
    private static List<(string? From, string? To)> Cut(DateTimeOffset? from, DateTimeOffset to, TimeSpan? longest, bool newestFirst) =>
        [.. TimeWindows.Cut(from < to ? from : from is null ? null : to, to, longest, newestFirst).Select(window => (window.From is { } begin ? CursorValue.Keep(begin) : null, window.To is { } end ? CursorValue.Keep(end) : null))];
}
