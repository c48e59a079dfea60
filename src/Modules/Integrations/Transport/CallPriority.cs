namespace BookedBarber.Integrations.Transport;

/// <summary>Classes of vendor calls, the most urgent first. Each has a guaranteed share of a budget, so that the lowest one still moves; shares that nobody uses go to the others.</summary>
internal enum CallPriority
{
    /// <summary>A person waits for the answer: tests, previews, the connect wizard.</summary>
    Interactive,

    /// <summary>Fetches what a webhook announced.</summary>
    Webhook,

    /// <summary>Writes to the vendor.</summary>
    Push,

    /// <summary>Fetches what changed since the last run.</summary>
    Incremental,

    /// <summary>Fetches history.</summary>
    Backfill,

    /// <summary>Compares both sides.</summary>
    Comparison,
}
