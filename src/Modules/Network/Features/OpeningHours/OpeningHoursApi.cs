using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.OpeningHours;

/// <summary>A location's opening hours over REST.</summary>
internal static class OpeningHoursApi
{
    public static void MapOpeningHours(this IEndpointRouteBuilder endpoints)
    {
        var hours = endpoints.MapGroup("/api/v2/franchise/locations/{locationId:guid}/opening-hours").WithTags("Locations");
        hours.MapGet("/", GetAsync).Needs(Permission.NetworkRead, "locationId").WithName("getOpeningHours").WithSummary("Read a location's opening hours")
            .WithDescription("The week that holds on a day, today at the location by default.");
        hours.MapPut("/", PutAsync).Needs(Permission.NetworkWrite, "locationId").WithName("setOpeningHours").WithSummary("Set a location's opening hours")
            .WithDescription("Replaces the week from a day on; days before keep their hours. The first hours ever set hold for all days before, too. If-Match with the location's version is checked when sent.");
    }

    private static async Task<Results<Ok<HoursBody>, ProblemHttpResult>> GetAsync(
        Scope scope, SetOpeningHours hours, HttpContext context, [Description("The day asked for.")] DateOnly? on, CancellationToken cancellationToken) =>
        Answer(await hours.ReadAsync(scope, on, cancellationToken), context);

    private static async Task<Results<Ok<HoursBody>, ProblemHttpResult>> PutAsync(Scope scope, SetOpeningHours hours, HoursBody body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await hours.SetAsync(scope, context.Request, body, cancellationToken), context);

    private static Results<Ok<HoursBody>, ProblemHttpResult> Answer(Result<(HoursBody Body, long Version)> result, HttpContext context)
    {
        if (!result.Succeeded)
        {
            return result.Problem!.ToHttp();
        }

        Preconditions.SetTag(context.Response, result.Value.Version);
        return TypedResults.Ok(result.Value.Body);
    }
}
