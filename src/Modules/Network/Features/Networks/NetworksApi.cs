using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.Networks;

/// <summary>Networks over REST.</summary>
internal static class NetworksApi
{
    public static void MapNetworks(this IEndpointRouteBuilder endpoints)
    {
        var networks = endpoints.MapGroup("/api/v2/franchise/networks").WithTags("Networks");
        networks.MapGet("/", ListAsync).NeedsSignIn().WithName("listNetworks").WithSummary("List networks")
            .WithDescription("The networks in which the caller holds any role that may see the tree; administrators see all.");
        networks.MapPost("/", CreateAsync).NeedsAdministrator().WithName("createNetwork").WithSummary("Create a network")
            .WithDescription("For platform administrators. With an Idempotency-Key the same request sent again answers 200 with the network made the first time.");
        networks.MapGet("/{networkId:guid}", GetAsync).Needs(Permission.NetworkRead).WithName("getNetwork").WithSummary("Read a network")
            .WithDescription("The ETag carries the version that a change has to send back in If-Match.");
        networks.MapPatch("/{networkId:guid}", PatchAsync).Needs(Permission.NetworkWrite).WithName("changeNetwork").WithSummary("Change a network")
            .WithDescription("Changes what is sent. Needs If-Match with the version read (428 without, 412 when it is no longer current) and the permission for the whole network.");
        networks.MapPost("/{networkId:guid}/archive", ArchiveAsync).Needs(Permission.NetworkWrite).WithName("archiveNetwork").WithSummary("Archive a network")
            .WithDescription("Hides the network from lists. Nothing is deleted; it can be restored.");
        networks.MapPost("/{networkId:guid}/restore", RestoreAsync).Needs(Permission.NetworkWrite).WithName("restoreNetwork").WithSummary("Restore an archived network")
            .WithDescription("Shows the network in lists again, with everything it held.");
    }

    private static async Task<Results<Ok<Page<NetworkItem>>, ProblemHttpResult>> ListAsync(
        HttpContext context,
        ListNetworks list,
        [Description("Part of the name or slug.")] string? search,
        [Description("active (default) or archived.")] string? status,
        [Description("name (default), -name, code or -code.")] string? sort,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var paging = Paging.Of(sort, limit, cursor);
        if (!paging.Succeeded)
        {
            return paging.Problem.ToHttp();
        }

        var page = await list.RunAsync(CallerOf(context), search, status, paging.Value, cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Created<NetworkItem>, Ok<NetworkItem>, ProblemHttpResult>> CreateAsync(
        HttpContext context,
        CreateNetwork create,
        NewNetworkBody body,
        CancellationToken cancellationToken)
    {
        var key = CreationKey.Of(context.Request, body);
        if (key.Problem is { } malformed)
        {
            return malformed.ToHttp();
        }

        var made = await create.RunAsync(CallerOf(context), body, key.Value, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Problem!.ToHttp();
        }

        var (item, isNew) = made.Value;
        Preconditions.SetTag(context.Response, item.Version);
        return isNew ? TypedResults.Created($"/api/v2/franchise/networks/{item.Id}", item) : TypedResults.Ok(item);
    }

    private static Results<Ok<NetworkItem>, ProblemHttpResult> GetAsync(Guid networkId, Scope scope, Tree.NetworkTree tree, HttpResponse response) =>
        tree.Snapshot(scope.Network) is { } found ? Answer(NetworkItem.Of(found, scope.Roots), response) : Problem.NotFound("network").ToHttp();

    private static async Task<Results<Ok<NetworkItem>, ProblemHttpResult>> PatchAsync(
        Guid networkId, Scope scope, ChangeNetwork change, NetworkPatch body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.PatchAsync(scope, context.Request, body, cancellationToken), context.Response);

    private static async Task<Results<Ok<NetworkItem>, ProblemHttpResult>> ArchiveAsync(Guid networkId, Scope scope, ChangeNetwork change, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.SetArchivedAsync(scope, context.Request, archived: true, cancellationToken), context.Response);

    private static async Task<Results<Ok<NetworkItem>, ProblemHttpResult>> RestoreAsync(Guid networkId, Scope scope, ChangeNetwork change, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.SetArchivedAsync(scope, context.Request, archived: false, cancellationToken), context.Response);

    private static Results<Ok<NetworkItem>, ProblemHttpResult> Answer(Result<NetworkItem> result, HttpResponse response)
    {
        if (!result.Succeeded)
        {
            return result.Problem.ToHttp();
        }

        Preconditions.SetTag(response, result.Value.Version);
        return TypedResults.Ok(result.Value);
    }

    // Set by the access middleware for every endpoint that needs a sign-in.
    private static Caller CallerOf(HttpContext context) => context.Features.Get<Caller>()!;
}
