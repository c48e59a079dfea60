using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>Takes records back whose source has proved that they are gone there.</summary>
public interface IRecordRemover
{
    /// <summary>Removes records in the session's transaction; the caller commits.</summary>
    /// <param name="session">A tenant session for writing.</param>
    /// <param name="source">Where the records came from; part of their identity.</param>
    /// <param name="records">Any number; one that is not stored is passed over.</param>
    /// <param name="cancellationToken">Cancels; the transaction must then be rolled back.</param>
    /// <returns>How many records were changed or deleted.</returns>
    /// <remarks>
    /// What happened on a day (sales, bookings, shifts, daily closes) is deleted. Staff, services and products stay, because what happened points at
    /// them, and become inactive. Clients stay as they are: their visits are the shop's own history.
    /// </remarks>
    Task<int> RemoveAsync(Session session, string source, IReadOnlyList<RemovedRecord> records, CancellationToken cancellationToken);
}

/// <summary>A record that is gone at its source.</summary>
/// <param name="Type">Type of record as the mapping language names it: sale, booking, shift, daily_close, staff, service, product, client …</param>
/// <param name="Location">Its location.</param>
/// <param name="Key">Its key at the source; of a daily close its day in ISO 8601.</param>
public readonly record struct RemovedRecord(string Type, NodeId Location, string Key);
