namespace BookedBarber.Records.Domain;

/// <summary>A span of time, start included, end not.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public double Minutes => (To - From).TotalMinutes;

    /// <summary>Minutes covered by any of the spans, overlaps counted once.</summary>
    public static double Covered(IEnumerable<Span> spans)
    {
        var (sum, reached) = (0d, DateTimeOffset.MinValue);
        foreach (var span in spans.OrderBy(span => span.From))
        {
            var from = span.From > reached ? span.From : reached;
            if (span.To > from)
            {
                sum += (span.To - from).TotalMinutes;
                reached = span.To;
            }
        }

        return sum;
    }
}

/// <summary>When a staff member can next take a client.</summary>
internal static class NextFree
{
    /// <summary>The shortest gap worth offering: a quick cut.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    /// <summary>First moment at or after <paramref name="from"/>, within a shift, at which half an hour is free of bookings.</summary>
    /// <param name="shifts">Scheduled times.</param>
    /// <param name="bookings">Times taken.</param>
    /// <param name="from">Not before.</param>
    /// <returns>Null when there is none.</returns>
    public static DateTimeOffset? At(IEnumerable<Span> shifts, IReadOnlyList<Span> bookings, DateTimeOffset from)
    {
        var taken = bookings.OrderBy(booking => booking.From).ToList();
        foreach (var shift in shifts.OrderBy(shift => shift.From))
        {
            var start = shift.From > from ? shift.From : from;
            foreach (var booking in taken)
            {
                if (booking.To > start && booking.From < start + Shortest)
                {
                    start = booking.To;
                }
            }

            if (start + Shortest <= shift.To)
            {
                return start;
            }
        }

        return null;
    }
}
