using System.Globalization;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Where the next reading of a stream begins.</summary>
internal static class NextCursor
{
    /// <summary>A stream in which nothing happens is not read from the same old moment for ever: its cursor follows at this distance.</summary>
    public static readonly TimeSpan Trail = TimeSpan.FromDays(1);

    /// <param name="cursor">The stream's cursor.</param>
    /// <param name="state">Where the stream stood, with the reading that came to its end.</param>
    /// <param name="newest">Newest values of the reading's parts.</param>
    /// <param name="now">The present moment.</param>
    /// <returns>The new cursor; null: it stays.</returns>
    /// <remarks>
    /// It follows the vendor's own moments, never our clock: a clock of ours that is wrong must not make a gap. A moment of the vendor that lies in the future
    /// is not followed beyond the beginning of the reading, since whatever came between would be passed over.
    /// </remarks>
    public static string? Of(StreamCursor cursor, StreamState state, IReadOnlyList<string> newest, DateTimeOffset now)
    {
        switch (cursor.Kind)
        {
            case CursorKind.Token:
                return newest.Count > 0 ? newest[^1] : null;
            case CursorKind.Number when newest.Count > 0:
                var numbers = newest.Append(state.Cursor ?? newest[0]).Select(text => decimal.Parse(text, CultureInfo.InvariantCulture));
                return numbers.Max().ToString(CultureInfo.InvariantCulture);
            case CursorKind.Time:
                var begun = state.PassStartedAt ?? now;
                var seen = newest.Count > 0 ? CursorValue.Kept(newest.Max(StringComparer.Ordinal)!) : (DateTimeOffset?)null;
                var latest = new[] { seen < begun ? seen.Value : seen is null ? DateTimeOffset.MinValue : begun, begun - Trail - cursor.Lag, state.Cursor is null ? DateTimeOffset.MinValue : CursorValue.Kept(state.Cursor) }.Max();
                return CursorValue.Keep(latest);
            default:
                return null;
        }
    }
}
