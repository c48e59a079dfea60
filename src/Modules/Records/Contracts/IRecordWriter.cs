using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>The one way into the records: validates, and upserts idempotently by location, source and key, set by set.</summary>
public interface IRecordWriter
{
    /// <summary>Writes records of one type in the session's transaction; the caller commits.</summary>
    /// <param name="session">A tenant session for writing.</param>
    /// <param name="source">Where they come from; part of the records' identity.</param>
    /// <param name="records">Any number, of any locations of the network; sent to the database in one bulk step.</param>
    /// <param name="conflicts">What to do with a key that is stored with other content.</param>
    /// <param name="cancellationToken">Cancels; the transaction must then be rolled back.</param>
    /// <returns>One outcome per record, in order. Refused records are not written; the others are.</returns>
    Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(Session session, RecordSource source, IReadOnlyList<LocatedRecord<T>> records, OnConflict conflicts, CancellationToken cancellationToken)
        where T : CanonicalRecord;

    /// <summary>Checks a record as <see cref="WriteAsync"/> would, without writing. Null: nothing wrong.</summary>
    Problem? Check<T>(LocatedRecord<T> record)
        where T : CanonicalRecord;
}

/// <summary>A record with the unit it belongs to.</summary>
/// <param name="Location">A location; for a <see cref="BusinessRecord"/> any node of the tree.</param>
/// <param name="Record">The record.</param>
/// <param name="IsAssumed">Whether nobody has said that it belongs there. A client of an account then stays in the home that is known, and moves to the shop that is visited first.</param>
public readonly record struct LocatedRecord<T>(Node Location, T Record, bool IsAssumed = false)
    where T : CanonicalRecord;

/// <summary>What to do with a key that is stored with other content.</summary>
public enum OnConflict
{
    /// <summary>Take the new content (imports and syncs: the source is right).</summary>
    Update,

    /// <summary>Refuse with <c>idempotency_conflict</c> (a repeated request with the same key must be the same request).</summary>
    Refuse,
}

/// <summary>What became of one record.</summary>
/// <param name="State">Its fate.</param>
/// <param name="Id">Id of the stored record; <c>default</c> when refused or where the record has none of its own.</param>
/// <param name="Problem">Why it was refused: <c>parts_do_not_sum</c>, <c>payments_do_not_sum</c>, <c>unknown_currency</c>, <c>too_many_digits</c>, <c>impossible_date</c>, <c>local_time_skipped</c>, <c>unknown_status</c>, <c>required</c>, <c>idempotency_conflict</c>, <c>duplicate_key</c> …</param>
public readonly record struct WriteOutcome(WriteState State, Guid Id, Problem? Problem)
{
    /// <summary>Where a client of an account has its home, if that is another location than it was written with; else null.</summary>
    public NodeId? Home { get; init; }
}

/// <summary>The fate of a record.</summary>
public enum WriteState
{
    /// <summary>New.</summary>
    Created,

    /// <summary>Was there with other content; changed.</summary>
    Changed,

    /// <summary>Was there just so.</summary>
    Unchanged,

    /// <summary>Not written; see the problem.</summary>
    Refused,
}
