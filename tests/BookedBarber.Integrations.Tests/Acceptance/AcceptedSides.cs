using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What both sides of an accepted vendor do to each other's records, besides being read.</summary>
/// <param name="Collection">What the sandbox calls the objects of the stream under test.</param>
/// <param name="Change">Fields of an object that are changed at the vendor, of which a map reads at least one; null: such an object is never changed.</param>
/// <param name="DeletionStream">The stream that proves a deletion: the one under test itself, or another one; null: only a message proves it, or nothing.</param>
/// <param name="Writes">Records that are written to the vendor.</param>
public sealed record AcceptedSides(string Collection, IReadOnlyDictionary<string, object>? Change, string? DeletionStream, params AcceptedWrite[] Writes)
{
    /// <summary>Why the sandbox's messages cannot be proved as the vendor's are; null: they can.</summary>
    public string? UnprovedMessages { get; init; }
}

/// <summary>A record that is written to a vendor.</summary>
/// <param name="Action">The action.</param>
/// <param name="Record">Type of the record.</param>
/// <param name="Collection">What the sandbox calls what it becomes.</param>
/// <param name="Make">Makes a record with a key.</param>
public sealed record AcceptedWrite(string Action, string Record, string Collection, Func<string, CanonicalRecord> Make);
