using BookedBarber.Shared;

namespace BookedBarber.Access.Contracts;

/// <summary>People for other modules: made by the demo network, looked up by name for reports.</summary>
public interface IPeople
{
    /// <summary>
    /// Makes a person, or completes the one with this e-mail: missing grants are added, nothing is taken away, and name and password of
    /// an existing person stay as they are. Calling it twice changes nothing.
    /// </summary>
    /// <param name="caller">Recorded as the actor. Not checked against the grants: the calling module answers for them.</param>
    /// <param name="person">The person.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The person; <c>invalid_request</c> when the e-mail is malformed, the password too weak or a node unknown. Then nothing is stored.</returns>
    Task<Result<PersonSummary>> EnsureAsync(Caller caller, NewPerson person, CancellationToken cancellationToken);

    /// <summary>Sets a person's password where it is not the one given already. Sessions stay open.</summary>
    /// <param name="caller">Recorded as the actor. Not checked against the grants: the calling module answers for them.</param>
    /// <param name="id">The person.</param>
    /// <param name="password">At least 10 characters.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>Null when it is set; <c>invalid_request</c> when it is too weak; <c>not_found</c> when there is no such person.</returns>
    Task<Problem?> SetPasswordAsync(Caller caller, PersonId id, string password, CancellationToken cancellationToken);

    /// <summary>A person by id; null when there is none.</summary>
    Task<PersonSummary?> FindAsync(PersonId id, CancellationToken cancellationToken);

    /// <summary>Whether a person has a role somewhere in a network.</summary>
    Task<bool> IsInNetworkAsync(PersonId id, NetworkId network, CancellationToken cancellationToken);
}

/// <summary>A person to be made.</summary>
/// <param name="Email">Where they are reached and what they sign in with; compared without case. At most 254 characters.</param>
/// <param name="Name">Display name, 1–200 characters.</param>
/// <param name="Password">At least 10 characters; null: they cannot sign in until somebody sets one.</param>
/// <param name="Grants">Roles at nodes.</param>
/// <param name="IsAdministrator">Platform administrator. Default false.</param>
public sealed record NewPerson(string Email, string Name, string? Password, IReadOnlyList<NewGrant> Grants, bool IsAdministrator = false);

/// <summary>A role to be granted.</summary>
/// <param name="Node">Where it begins to hold; must exist.</param>
/// <param name="Role">The role.</param>
/// <param name="StaffId">For a barber: the staff record of the own chair; without it a barber sees no records.</param>
public sealed record NewGrant(NodeId Node, Role Role, Guid? StaffId = null);

/// <summary>A person as others may know them.</summary>
/// <param name="Id">The person.</param>
/// <param name="Email">Their e-mail, as entered.</param>
/// <param name="Name">Display name.</param>
public sealed record PersonSummary(PersonId Id, string Email, string Name);
