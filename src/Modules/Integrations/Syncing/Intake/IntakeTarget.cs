using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Records.Contracts;
using BookedBarber.Integrations.Syncing.Tracing;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Where items go, and by which rules. Belongs to one caller.</summary>
/// <param name="Connection">The connection they come from.</param>
/// <param name="Stream">The stream they are of.</param>
/// <param name="Mapper">Makes records of them; null for streams that only name deleted records.</param>
/// <param name="Places">Where they belong.</param>
/// <param name="Rules">Who wins when both sides changed a field.</param>
/// <param name="Cause">The run or message that brings them.</param>
/// <param name="Pass">Number of the stream's reading.</param>
internal sealed record IntakeTarget(Connection Connection, VendorStream Stream, StreamMapper? Mapper, PlaceMap Places, ConflictRules Rules, Guid Cause, long Pass)
{
    /// <summary>Takes what became of each item that was looked at; null: nobody asks.</summary>
    public List<(string Key, WriteState State)>? Outcomes { get; init; }

    /// <summary>Whether items are held against the stored records themselves, and not only against what was taken the last time.</summary>
    public bool IsVerifying => Outcomes is not null;

    /// <summary>How records of the stream are placed that name no shop.</summary>
    public Placing Placing { get; } = Placings.Of(Mapper?.Record ?? Stream.Record ?? string.Empty);

    /// <summary>Whether a key names one record over all shops, so that it has one link, which follows it.</summary>
    public bool IsHomed => Mapper?.Record == "client";

    /// <summary>What the feed and the audit trail name as the reason of a change.</summary>
    public string CauseText => SyncCause.Text(Connection.Id, Cause);
}
