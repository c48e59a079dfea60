using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Access.Features.People;

/// <summary>A person as one network sees them: with their grants in the caller's branch of it, and no others.</summary>
internal sealed record PersonItem(
    PersonId Id,
    string Email,
    string Name,
    PersonStatus Status,
    DateTimeOffset? LastSignInAt,
    long Version,
    IReadOnlyList<GrantItem> Grants);

/// <summary>Whether a person can sign in.</summary>
internal enum PersonStatus
{
    /// <summary>Yes.</summary>
    Active,

    /// <summary>Not for some minutes: too many failures.</summary>
    Locked,

    /// <summary>No, until somebody activates them.</summary>
    Disabled,
}

internal sealed record GrantItem(
    Guid Id,
    NodeId NodeId,
    NodeKind NodeKind,
    string NodeName,
    Role Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? StaffId);

internal sealed record PersonList(
    IReadOnlyList<PersonItem> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor,
    long Total);

internal sealed record PersonRequest(string? Email, string? Name, string? Password, IReadOnlyList<GrantRequest>? Grants);

internal sealed record GrantRequest([property: JsonRequired] NodeId NodeId, [property: JsonRequired] Role Role, Guid? StaffId);

/// <summary>What to change; null leaves it.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Status">Active (also lifts a lockout) or disabled (also ends all sessions).</param>
/// <param name="Password">A new password to hand over in person; ends all sessions.</param>
internal sealed record PersonPatch(string? Name, PersonStatus? Status, string? Password);
