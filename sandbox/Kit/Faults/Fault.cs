namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>What goes wrong with an answer as a whole.</summary>
internal enum FaultKind
{
    /// <summary>An error status with the vendor's error body; status 0 breaks the connection.</summary>
    Status,

    /// <summary>The vendor's answer to too many calls.</summary>
    Throttle,

    /// <summary>A page for people in place of JSON.</summary>
    Html,

    /// <summary>Status 200 with an error inside.</summary>
    ErrorInside,

    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>A list's page is broken.</summary>
    Page,
}

/// <summary>One fault in force.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Path">Only calls whose path begins with this; null for all.</param>
/// <param name="Status">The status, 0 to break the connection.</param>
/// <param name="Share">Of 100 calls, how many it meets, evenly spread.</param>
/// <param name="Count">After how many it is over; null for no end.</param>
/// <param name="Until">When it is over; null for no end.</param>
/// <param name="RetryAfter">What the vendor asks one to wait.</param>
/// <param name="Delay">How late the answer comes.</param>
/// <param name="Page">How a page is broken.</param>
internal sealed record Fault(FaultKind Kind, string? Path, int Status, int Share, int? Count, DateTimeOffset? Until, TimeSpan RetryAfter, TimeSpan Delay, PageFault? Page)
{
    public int Seen { get; set; }

    public int Met { get; set; }

    /// <summary>Spreads the share evenly instead of by chance, so that a test knows how many calls are met.</summary>
    public bool Meets()
    {
        Seen++;
        if ((long)Seen * Share / 100 <= (long)(Seen - 1) * Share / 100)
        {
            return false;
        }

        Met++;
        return true;
    }
}
