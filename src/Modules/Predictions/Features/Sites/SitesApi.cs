using System.ComponentModel;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Sites;

/// <summary>Candidate sites over REST.</summary>
internal static class SitesApi
{
    public static void MapSites(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/sites").WithTags(PredictionsApi.Tag);
        group.MapGet("", ListAsync).Needs(Permission.MeasuresRead).WithName("rankSites").WithSummary("Rank candidate sites")
            .WithDescription("Candidates of the regions that the caller may see, by their return of twelve months, with the range, what they would take from own shops, and what the network is on its way to.");
        group.MapPost("", AddAsync).Needs(Permission.PredictionsManage).WithName("addSite").WithSummary("Add a candidate site").WithDescription("With what is assumed of it; everything can be changed later.");
        group.MapGet("/{siteId:guid}", GetAsync).Needs(Permission.MeasuresRead).WithName("getSite").WithSummary("Read a candidate site").WithDescription("With what a shop there would bring.");
        group.MapPut("/{siteId:guid}", ChangeAsync).Needs(Permission.PredictionsManage).WithName("changeSite").WithSummary("Change a candidate site").WithDescription("Replaces all that is assumed of it.");
        group.MapDelete("/{siteId:guid}", RemoveAsync).Needs(Permission.PredictionsManage).WithName("removeSite").WithSummary("Remove a candidate site").WithDescription("It is gone; the audit trail keeps that it was there.");
    }

    private static async Task<Ok<SiteRanking>> ListAsync(Scope scope, [Description("Candidates of one region.")] Guid? region, SiteStore sites, CancellationToken cancellationToken) => TypedResults.Ok(await sites.RankAsync(scope, region, cancellationToken));

    private static async Task<Results<Created<SiteItem>, ProblemHttpResult>> AddAsync(Scope scope, SiteBody body, SiteStore sites, CancellationToken cancellationToken)
    {
        var added = await sites.SaveAsync(scope, null, body, cancellationToken);
        return added.Succeeded ? TypedResults.Created($"/api/v2/franchise/networks/{scope.Network}/predictions/sites/{added.Value.Id}", added.Value) : added.Problem.ToHttp();
    }

    private static async Task<Results<Ok<SiteItem>, ProblemHttpResult>> GetAsync(Scope scope, Guid siteId, SiteStore sites, CancellationToken cancellationToken)
    {
        var found = await sites.FindAsync(scope, siteId, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(found.Value) : found.Problem.ToHttp();
    }

    private static async Task<Results<Ok<SiteItem>, ProblemHttpResult>> ChangeAsync(Scope scope, Guid siteId, SiteBody body, SiteStore sites, CancellationToken cancellationToken)
    {
        var changed = await sites.SaveAsync(scope, siteId, body, cancellationToken);
        return changed.Succeeded ? TypedResults.Ok(changed.Value) : changed.Problem.ToHttp();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Scope scope, Guid siteId, SiteStore sites, CancellationToken cancellationToken) =>
        await sites.RemoveAsync(scope, siteId, cancellationToken) is { } problem ? problem.ToHttp() : TypedResults.NoContent();
}
