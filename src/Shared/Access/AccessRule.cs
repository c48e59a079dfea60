using Microsoft.AspNetCore.Builder;

namespace BookedBarber.Shared;

/// <summary>Who may call an endpoint: metadata that every endpoint must carry, or the host refuses to start.</summary>
/// <param name="Kind">The sort of rule.</param>
/// <param name="Permission">What must be granted, for <see cref="AccessRuleKind.Permission"/>.</param>
/// <param name="RouteParameter">Route parameter that names the node (or the network) the permission is checked at.</param>
public sealed record AccessRule(AccessRuleKind Kind, Permission? Permission = null, string? RouteParameter = null);

/// <summary>Sorts of access rule.</summary>
public enum AccessRuleKind
{
    /// <summary>No sign-in needed: health, sign-in, static files.</summary>
    Anyone,

    /// <summary>Any signed-in caller; the handler shows only the caller's own things.</summary>
    SignedIn,

    /// <summary>Platform administrators.</summary>
    Administrator,

    /// <summary>A permission at the node in the route.</summary>
    Permission,
}

/// <summary>Puts access rules on endpoints and groups. The rule nearest to the endpoint wins.</summary>
public static class AccessRules
{
    /// <summary>
    /// Asks for a permission. With a <c>networkId</c> in the route it must be granted somewhere in that network and the handler keeps to
    /// <see cref="Scope.Roots"/>; with a region, group or location id it must be granted at that node or above.
    /// A node that the caller cannot see at all is answered with 404, one that is seen but not permitted with 403.
    /// </summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permission permission, string routeParameter = "networkId")
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(AccessRuleKind.Permission, permission, routeParameter));

    /// <summary>Open to any signed-in caller.</summary>
    public static TBuilder NeedsSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(AccessRuleKind.SignedIn));

    /// <summary>Open to platform administrators.</summary>
    public static TBuilder NeedsAdministrator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(AccessRuleKind.Administrator));

    /// <summary>Open to anyone.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessRule(AccessRuleKind.Anyone));
}
