namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Cuts a span of time into the windows that a vendor takes.</summary>
internal static class TimeWindows
{
    /// <summary>No reading is cut into more windows than this; they become longer than the vendor's longest only where the manifest names none.</summary>
    public const int Most = 5_000;

    /// <param name="from">Beginning; null: the beginning of time, which cannot be cut.</param>
    /// <param name="to">End; null: the vendor takes none.</param>
    /// <param name="longest">Longest window; null: any.</param>
    /// <param name="newestFirst">Whether the windows come newest first, as people want a history.</param>
    /// <returns>TimeWindows that together cover the span, each ending where the next one begins. One at least.</returns>
    public static IReadOnlyList<TimeWindow> Cut(DateTimeOffset? from, DateTimeOffset? to, TimeSpan? longest, bool newestFirst)
    {
        if (from is not { } begin || to is not { } end || longest is not { } length || length <= TimeSpan.Zero || end - begin <= length)
        {
            return [new TimeWindow(from, to)];
        }

        var count = (long)Math.Ceiling((end - begin) / length);
        if (count > Most)
        {
            throw new ArgumentOutOfRangeException(nameof(longest), longest, $"The span would be cut into {count} windows; {Most} is the most. Begin later.");
        }

        var windows = Enumerable.Range(0, (int)count).Select(i => new TimeWindow(begin + (length * i), i == count - 1 ? end : begin + (length * (i + 1))));
        return newestFirst ? [.. windows.Reverse()] : [.. windows];
    }
}

/// <summary>A span of vendor time; a missing end is open.</summary>
internal readonly record struct TimeWindow(DateTimeOffset? From, DateTimeOffset? To);
