namespace BookedBarber.Integrations.Mapping;

/// <summary>Local dates with times become instants by the rules of a zone.</summary>
internal static class LocalTimes
{
    /// <summary>The instant of a local time. Marks the row with <c>local_time_skipped</c> when the clocks jumped over it.</summary>
    /// <param name="later">Of the two instants of an hour that was repeated, take the later one; else the earlier.</param>
    public static bool TryInstant(Row row, DateTime local, TimeZoneInfo zone, bool later, out DateTimeOffset instant)
    {
        instant = default;
        if (zone.IsInvalidTime(local))
        {
            return row.Fail("local_time_skipped", $"{local:yyyy-MM-dd HH:mm} did not exist in {zone.Id}: the clocks were put forward over it. Give the real time.");
        }

        var offset = zone.GetUtcOffset(local);
        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local);
            offset = later ? offsets.Min() : offsets.Max();
        }

        instant = new DateTimeOffset(local, offset).ToUniversalTime();
        return true;
    }
}
