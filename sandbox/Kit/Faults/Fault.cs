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

    /// <summary>The answer is to be fetched from elsewhere.</summary>
    Redirect,
}

/// <summary>One fault in force.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Path">Only calls whose path begins with this; null for all.</param>
internal sealed record Fault(FaultKind Kind, string? Path)
{
    /// <summary>The status, 0 to break the connection.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Of 100 calls, how many it meets, evenly spread.</summary>
    public int Share { get; init; } = 100;

    /// <summary>So many calls go well before it begins.</summary>
    public int After { get; init; }

    /// <summary>After how many it is over; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>When it is over; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the vendor asks one to wait.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Whether it names the moment instead of the span.</summary>
    public bool SaysDate { get; init; }

    /// <summary>How late the answer comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How a page is broken.</summary>
    public PageFault? Page { get; init; }

    /// <summary>Items of a broken page; null for what was asked for, and half of that on a short one.</summary>
    public int? Size { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? To { get; init; }

    public int Seen { get; private set; }

    public int Met { get; private set; }

    /// <summary>Spreads the share evenly instead of by chance, so that a test knows how many calls are met.</summary>
    public bool Meets()
    {
        if (++Seen <= After)
        {
            return false;
        }

        var within = (long)(Seen - After);
        if (within * Share / 100 <= (within - 1) * Share / 100)
        {
            return false;
        }

        Met++;
        return true;
    }
}
