using BookedBarber.Shared;

namespace BookedBarber.Storage;

/// <summary>One entry of the change feed: what one statement did to one entity at one location.</summary>
/// <param name="Position">Number over all networks; dense, grows.</param>
/// <param name="Network">The network.</param>
/// <param name="Seq">Number within the network; dense, grows. Streams resume by it.</param>
/// <param name="Entity">Tracked entity, such as <c>sale</c>; for <see cref="ChangeOp.Action"/> the action's name.</param>
/// <param name="Op">What happened.</param>
/// <param name="Location">The location, where the entity has one.</param>
/// <param name="FirstDay">First business day touched (before or after), where the entity has days.</param>
/// <param name="LastDay">Last business day touched.</param>
/// <param name="Ids">Ids of the rows.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Before">JSON array of the rows before; null for creations and for statements of more than 200 rows.</param>
/// <param name="After">JSON array of the rows after (an object for actions); null for deletions and for statements of more than 200 rows.</param>
/// <param name="ActorId">Who did it; null when written past the sessions.</param>
/// <param name="ActorName">The actor's name at that time.</param>
/// <param name="Cause">What made it happen, such as <c>api</c> or <c>import:ID</c>.</param>
/// <param name="WrittenAt">When it was written, before commit.</param>
public sealed record Change(
    long Position,
    NetworkId Network,
    long Seq,
    string Entity,
    ChangeOp Op,
    NodeId? Location,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<Guid> Ids,
    int Rows,
    string? Before,
    string? After,
    PersonId? ActorId,
    string? ActorName,
    string Cause,
    DateTimeOffset WrittenAt);

/// <summary>What a change did.</summary>
public enum ChangeOp
{
    /// <summary>Rows were created.</summary>
    Created,

    /// <summary>Rows were changed.</summary>
    Changed,

    /// <summary>Rows were deleted.</summary>
    Deleted,

    /// <summary>No row changed: something was done that has to be known (a sign-in, an export).</summary>
    Action,
}
