using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.Day;

/// <summary>The day screen over REST.</summary>
internal static class DayApi
{
    public static void MapDay(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/locations/{locationId:guid}/day", GetAsync)
            .Needs(Permission.SalesRead, "locationId").WithTags("Day").WithName("getDay").WithSummary("Read a location's day")
            .WithDescription("Figures, staff, bookings, sales and who is free next, for one local business day; today when no date is given. Client names need clients.read. A barber sees the own chair.");

    private static async Task<Results<Ok<DayView>, ProblemHttpResult>> GetAsync(Guid locationId, Scope scope, ShowDay show, DateOnly? date, CancellationToken cancellationToken)
    {
        var day = await show.RunAsync(scope, date, cancellationToken);
        return day.Succeeded ? TypedResults.Ok(day.Value) : day.Problem.ToHttp();
    }
}
