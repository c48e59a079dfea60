using BookedBarber.Access.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Access.Contracts;

/// <summary>How a host puts access rules to work.</summary>
public static class AccessPipeline
{
    /// <summary>
    /// Finds out who asks and enforces the <see cref="AccessRule"/> of the endpoint. Comes after routing and WebSockets, before the endpoints.
    /// For allowed requests <see cref="Caller"/> and, with a permission rule, <see cref="Scope"/> are features of the <see cref="HttpContext"/>.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<AccessMiddleware>();
    }

    /// <summary>Makes sure that every mapped endpoint carries an access rule. Call it after the last endpoint is mapped.</summary>
    /// <exception cref="InvalidOperationException">At least one endpoint has none, or asks for a route parameter that its route lacks; the message lists them.</exception>
    public static void EnsureAccessRules(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            EnsureRules(source);
        }
    }

    /// <summary>The same for one source of endpoints.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="EnsureAccessRules"/>.</exception>
    public static void EnsureRules(EndpointDataSource endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var faults = endpoints.Endpoints.Select(Fault).OfType<string>().ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"Every endpoint needs an access rule (Needs, NeedsSignIn, NeedsAdministrator or OpenToAnyone). Wrong: {string.Join("; ", faults)}.");
        }
    }

    private static string? Fault(Endpoint endpoint)
    {
        var name = endpoint is RouteEndpoint { RoutePattern.RawText: { } route } ? $"{endpoint.DisplayName} ({route})" : endpoint.DisplayName;
        return endpoint.Metadata.GetMetadata<AccessRule>() switch
        {
            null => $"{name} has no rule",
            { Kind: AccessRuleKind.Permission, Permission: null } => $"{name} names no permission",
            { Kind: AccessRuleKind.Permission, RouteParameter: var parameter } when !AccessDecision.Knows(parameter) => $"{name} asks at '{parameter}', which is not networkId, regionId, groupId or locationId",
            { Kind: AccessRuleKind.Permission, RouteParameter: var parameter } when endpoint is RouteEndpoint routed && routed.RoutePattern.GetParameter(parameter!) is null => $"{name} has no route parameter '{parameter}'",
            _ => null,
        };
    }
}
