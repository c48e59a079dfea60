using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.Search;

/// <summary>Search over REST.</summary>
internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}").WithTags("Networks")
            .MapGet("/search", SearchAsync).Needs(Permission.NetworkRead).WithName("search").WithSummary("Search a network")
            .WithDescription("Places, people and clients that the caller may see, by name, code or slug: beginnings first, then anything inside.");

    private static async Task<Results<Ok<SearchBody>, ProblemHttpResult>> SearchAsync(
        Guid networkId,
        Scope scope,
        SearchNetwork search,
        [Description("What to look for; nothing is found for nothing.")] string? q,
        [Description("Most results, 1 to 50; 20 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        var found = await search.RunAsync(scope, q, limit, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(found.Value) : found.Problem.ToHttp();
    }
}
