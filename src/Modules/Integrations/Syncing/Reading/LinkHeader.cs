namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads the header Link (RFC 8288).</summary>
internal static class LinkHeader
{
    /// <summary>The address of the next page; null when the header names none.</summary>
    public static string? Next(string header)
    {
        foreach (var link in header.Split(",", StringSplitOptions.TrimEntries))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (link.StartsWith('<') && end > 0
                && link[(end + 1)..].Split(';', StringSplitOptions.TrimEntries).Any(part => part.Replace("\"", string.Empty, StringComparison.Ordinal).Equals("rel=next", StringComparison.OrdinalIgnoreCase)))
            {
                return link[1..end];
            }
        }

        return null;
    }
}
