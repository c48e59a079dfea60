using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Tests;

/// <summary>Endpoints that only tell what the middleware has decided.</summary>
internal static class Probes
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/probe/networks/{networkId}", Tell).Needs(Permission.SalesRead);
        endpoints.MapGet("/probe/regions/{regionId}", Tell).Needs(Permission.SalesRead, "regionId");
        endpoints.MapGet("/probe/locations/{locationId}", Tell).Needs(Permission.SalesRead, "locationId");
        endpoints.MapPost("/probe/locations/{locationId}", Tell).Needs(Permission.SalesWrite, "locationId");
        endpoints.MapGet("/probe/administrators", () => "ok").NeedsAdministrator();
    }

    private static Seen Tell(Scope scope) => new(scope.Caller.Name, scope.Node.Id, scope.Roots, scope.StaffId);

    internal sealed record Seen(string Caller, NodeId Node, IReadOnlyList<NodeId> Roots, Guid? StaffId);
}
