using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>A reading that is to be done.</summary>
/// <param name="Run">The run, whose counts it adds to.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Manifest">Its connector.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Range">A span that somebody asked for; null: what is due.</param>
/// <param name="Priority">How urgent its calls are.</param>
internal sealed record ReadingJob(Guid Run, Connection Connection, Manifest Manifest, VendorStream Stream, TimeWindow? Range, CallPriority Priority);

/// <summary>How a reading ended.</summary>
/// <param name="IsDone">Whether it came to its end; else it goes on where it is.</param>
/// <param name="Code">Why it stopped; null when done.</param>
/// <param name="Detail">The same for people, with the next step.</param>
/// <param name="RetryAt">When it is worth trying again; null: by the general calendar.</param>
/// <param name="NeedsPerson">Whether time alone will not cure it.</param>
internal sealed record ReadingEnd(bool IsDone, string? Code = null, string? Detail = null, DateTimeOffset? RetryAt = null, bool NeedsPerson = false)
{
    public static readonly ReadingEnd Done = new(IsDone: true);
}

/// <summary>How far a reading has come, for screens.</summary>
internal sealed record ReadingProgress(string Stream, int Pages, long Read, int Parts, int PartsDone);
