using BookedBarber.Network.Domain;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.Units;

/// <summary>Regions, groups and locations over REST: three levels, one shape.</summary>
internal static class UnitsApi
{
    public static void MapUnits(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, NodeKind.Region, "regions", "Regions");
        Map(endpoints, NodeKind.Group, "groups", "Groups");
        Map(endpoints, NodeKind.Location, "locations", "Locations");
    }

    private static void Map(IEndpointRouteBuilder endpoints, NodeKind kind, string plural, string tag)
    {
        var (one, id) = (kind.Name(), $"{kind.Name()}Id");
        var isLocation = kind == NodeKind.Location;
        var handlers = new UnitHandlers(kind, plural);
        var all = endpoints.MapGroup($"/api/v2/franchise/networks/{{networkId:guid}}/{plural}").WithTags(tag);
        all.MapGet("/", handlers.List).Needs(Permission.NetworkRead).WithName($"list{tag}").WithSummary($"List {plural}")
            .WithDescription($"The {plural} in the caller's branches of the network, page by page. A cursor stays valid when units are renamed, added or archived meanwhile.");
        var create = isLocation ? all.MapPost("/", handlers.CreateLocationAsync) : all.MapPost("/", handlers.CreateAsync);
        create.Needs(Permission.NetworkWrite).WithName($"create{Capital(one)}").WithSummary($"Create a {one}")
            .WithDescription($"Puts a {one} below parentId, where the caller needs network.write. With an Idempotency-Key the same request sent again answers 200 with the {one} made the first time.");

        var each = endpoints.MapGroup($"/api/v2/franchise/{plural}/{{{id}:guid}}").WithTags(tag);
        each.MapGet("/", handlers.GetAsync).Needs(Permission.NetworkRead, id).WithName($"get{Capital(one)}").WithSummary($"Read a {one}")
            .WithDescription("The ETag carries the version that a change has to send back in If-Match.");
        var change = isLocation ? each.MapPatch("/", handlers.PatchLocationAsync) : each.MapPatch("/", handlers.PatchAsync);
        change.Needs(Permission.NetworkWrite, id).WithName($"change{Capital(one)}").WithSummary($"Change a {one}")
            .WithDescription("Changes what is sent. Needs If-Match with the version read: 428 without, 412 when it is no longer current.");
        each.MapPost("/move", handlers.MoveAsync).Needs(Permission.NetworkWrite, id).WithName($"move{Capital(one)}").WithSummary($"Move a {one}")
            .WithDescription("Moves it, with all it holds, below another unit of the network from a day on. Figures of days before stay with the units it lay under then. Needs network.write at the new parent, too.");
        each.MapPost("/archive", handlers.ArchiveAsync).Needs(Permission.NetworkWrite, id).WithName($"archive{Capital(one)}").WithSummary($"Archive a {one}")
            .WithDescription("Hides it from lists; its history stays. Refused while it holds units that are not archived.");
        each.MapPost("/restore", handlers.RestoreAsync).Needs(Permission.NetworkWrite, id).WithName($"restore{Capital(one)}").WithSummary($"Restore an archived {one}")
            .WithDescription("Shows it in lists again. Refused while the unit that holds it is archived.");
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
