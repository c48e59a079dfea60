using BookedBarber.Network.Domain;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.Units;

/// <summary>Regions, groups and locations over REST: three levels, one shape.</summary>
internal static class UnitsApi
{
    public static void MapUnits(this IEndpointRouteBuilder endpoints)
    {
        Map<NewUnitBody, UnitPatch>(endpoints, NodeKind.Region, "regions", "Regions");
        Map<NewUnitBody, UnitPatch>(endpoints, NodeKind.Group, "groups", "Groups");
        Map<NewLocationBody, LocationPatch>(endpoints, NodeKind.Location, "locations", "Locations");
    }

    private static void Map<TNew, TPatch>(IEndpointRouteBuilder endpoints, NodeKind kind, string plural, string tag)
        where TNew : NewUnitBody
        where TPatch : UnitPatch
    {
        var (one, id) = (kind.Name(), $"{kind.Name()}Id");
        var all = endpoints.MapGroup($"/api/v2/franchise/networks/{{networkId:guid}}/{plural}").WithTags(tag);
        all.MapGet("/", ListAsync).Needs(Permission.NetworkRead).WithName($"list{tag}").WithSummary($"List {plural}")
            .WithDescription($"The {plural} in the caller's branches of the network, page by page. A cursor stays valid when units are renamed, added or archived meanwhile.");
        all.MapPost("/", CreateAsync).Needs(Permission.NetworkWrite).WithName($"create{Capital(one)}").WithSummary($"Create a {one}")
            .WithDescription($"Puts a {one} below parentId, where the caller needs network.write. With an Idempotency-Key the same request sent again answers 200 with the {one} made the first time.");

        var each = endpoints.MapGroup($"/api/v2/franchise/{plural}/{{{id}:guid}}").WithTags(tag);
        each.MapGet("/", GetAsync).Needs(Permission.NetworkRead, id).WithName($"get{Capital(one)}").WithSummary($"Read a {one}")
            .WithDescription("The ETag carries the version that a change has to send back in If-Match.");
        each.MapPatch("/", PatchAsync).Needs(Permission.NetworkWrite, id).WithName($"change{Capital(one)}").WithSummary($"Change a {one}")
            .WithDescription("Changes what is sent. Needs If-Match with the version read: 428 without, 412 when it is no longer current.");
        each.MapPost("/move", MoveAsync).Needs(Permission.NetworkWrite, id).WithName($"move{Capital(one)}").WithSummary($"Move a {one}")
            .WithDescription("Moves it, with all it holds, below another unit of the network from a day on. Figures of days before stay with the units it lay under then. Needs network.write at the new parent, too.");
        each.MapPost("/archive", ArchiveAsync).Needs(Permission.NetworkWrite, id).WithName($"archive{Capital(one)}").WithSummary($"Archive a {one}")
            .WithDescription("Hides it from lists; its history stays. Refused while it holds units that are not archived.");
        each.MapPost("/restore", RestoreAsync).Needs(Permission.NetworkWrite, id).WithName($"restore{Capital(one)}").WithSummary($"Restore an archived {one}")
            .WithDescription("Shows it in lists again. Refused while the unit that holds it is archived.");

        async Task<Results<Ok<Page<UnitItem>>, ProblemHttpResult>> ListAsync(Guid networkId, Scope scope, ListUnits list, [AsParameters] UnitQuery query, CancellationToken cancellationToken)
        {
            var page = await list.RunAsync(scope, kind, query, cancellationToken);
            return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
        }

        async Task<Results<Created<UnitItem>, Ok<UnitItem>, ProblemHttpResult>> CreateAsync(
            Guid networkId, Scope scope, CreateUnit create, TNew body, HttpContext context, CancellationToken cancellationToken)
        {
            var key = CreationKey.Of(context.Request, body);
            if (key.Problem is { } malformed)
            {
                return malformed.ToHttp();
            }

            var made = await create.RunAsync(scope, kind, body, key.Value, cancellationToken);
            if (!made.Succeeded)
            {
                return made.Problem!.ToHttp();
            }

            var (item, isNew) = made.Value;
            Preconditions.SetTag(context.Response, item.Version);
            return isNew ? TypedResults.Created($"/api/v2/franchise/{plural}/{item.Id}", item) : TypedResults.Ok(item);
        }

        async Task<Results<Ok<UnitItem>, ProblemHttpResult>> PatchAsync(Scope scope, ChangeUnit change, TPatch body, HttpContext context, CancellationToken cancellationToken) =>
            Answer(await change.RunAsync(scope, context.Request, body, cancellationToken), context);
    }

    private static async Task<Results<Ok<UnitItem>, ProblemHttpResult>> GetAsync(Scope scope, UnitReader reader, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await reader.OneAsync(scope.Network, scope.Node.Id, cancellationToken), context);

    private static async Task<Results<Ok<UnitItem>, ProblemHttpResult>> MoveAsync(Scope scope, MoveUnit move, MoveBody body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await move.RunAsync(scope, context.Request, body, cancellationToken), context);

    private static async Task<Results<Ok<UnitItem>, ProblemHttpResult>> ArchiveAsync(Scope scope, ArchiveUnit archive, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await archive.RunAsync(scope, context.Request, archived: true, cancellationToken), context);

    private static async Task<Results<Ok<UnitItem>, ProblemHttpResult>> RestoreAsync(Scope scope, ArchiveUnit archive, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await archive.RunAsync(scope, context.Request, archived: false, cancellationToken), context);

    private static Results<Ok<UnitItem>, ProblemHttpResult> Answer(Result<UnitItem> result, HttpContext context)
    {
        if (!result.Succeeded)
        {
            return result.Problem.ToHttp();
        }

        Preconditions.SetTag(context.Response, result.Value.Version);
        return TypedResults.Ok(result.Value);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
