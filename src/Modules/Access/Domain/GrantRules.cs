using BookedBarber.Shared;

namespace BookedBarber.Access.Domain;

/// <summary>Who may hand out, take away and act over which roles: never a role above one's own, never outside one's own branch.</summary>
internal static class GrantRules
{
    /// <summary>Whether the caller may grant or revoke this role at this node.</summary>
    public static bool MayGrant(Caller caller, NodeRef node, Role role) =>
        caller.IsAdministrator || caller.Grants.Any(own => own.Network == node.Network && node.Path.Contains(own.Node) && Covers(own.Role, role));

    // Rank alone would let an owner make a developer with rights the owner lacks; permissions alone would let a regional
    // manager, who happens to have all of them today, make an executive.
    private static bool Covers(Role own, Role other) =>
        Roles.Of(own).Contains(Permission.PeopleWrite) && Rank(own) <= Rank(other) && Roles.Of(other).IsSubsetOf(Roles.Of(own));

    private static int Rank(Role role) => role switch
    {
        Role.Executive => 0,
        Role.RegionalManager => 1,
        Role.Owner => 2,
        Role.LocationManager or Role.Support or Role.PartnerDeveloper => 3,
        Role.Barber => 4,
        _ => 5,
    };
}
