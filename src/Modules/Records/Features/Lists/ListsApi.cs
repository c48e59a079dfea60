using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.Lists;

/// <summary>The lists of a location over REST: who works there, what is offered, who comes, who is planned, what days came to.</summary>
internal static class ListsApi
{
    public static void MapLists(this IEndpointRouteBuilder endpoints)
    {
        var lists = endpoints.MapGroup("/api/v2/franchise/locations/{locationId:guid}").WithTags("Lists of a location");
        lists.MapGet("/staff", async (Guid locationId, Scope scope, ListReader reader, [AsParameters] ListQuery query, CancellationToken cancellationToken) =>
                Answer(await reader.StaffAsync(scope, query, cancellationToken)))
            .Needs(Permission.BookingsRead, "locationId").WithName("listStaff").WithSummary("List staff").WithDescription("By name, page by page; those who left, too.");
        lists.MapGet("/services", async (Guid locationId, Scope scope, ListReader reader, [AsParameters] ListQuery query, CancellationToken cancellationToken) =>
                Answer(await reader.ServicesAsync(scope, query, cancellationToken)))
            .Needs(Permission.BookingsRead, "locationId").WithName("listServices").WithSummary("List services").WithDescription("By name, page by page.");
        lists.MapGet("/products", async (Guid locationId, Scope scope, ListReader reader, [AsParameters] ListQuery query, CancellationToken cancellationToken) =>
                Answer(await reader.ProductsAsync(scope, query, cancellationToken)))
            .Needs(Permission.SalesRead, "locationId").WithName("listProducts").WithSummary("List products").WithDescription("By name, page by page.");
        lists.MapGet("/clients", async (Guid locationId, Scope scope, ListReader reader, [AsParameters] ListQuery query, CancellationToken cancellationToken) =>
                Answer(await reader.ClientsAsync(scope, query, cancellationToken)))
            .Needs(Permission.ClientsRead, "locationId").WithName("listClients").WithSummary("List clients").WithDescription("Clients whose home is this location, by name, page by page.");
        lists.MapGet("/shifts", async (Guid locationId, Scope scope, ListReader reader, [AsParameters] DatedListQuery query, CancellationToken cancellationToken) =>
                Answer(await reader.ShiftsAsync(scope, query, cancellationToken)))
            .Needs(Permission.BookingsRead, "locationId").WithName("listShifts").WithSummary("List shifts").WithDescription("Latest first, page by page. A barber sees the own shifts.");
        lists.MapGet("/daily-closes", DailyClosesAsync)
            .Needs(Permission.SalesRead, "locationId").WithName("listDailyCloses").WithSummary("List daily closes")
            .WithDescription("Totals of days from sources without single sales, latest first. Not for barbers.").ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<Ok<Page<DailyCloseItem>>, ProblemHttpResult>> DailyClosesAsync(
        Guid locationId, Scope scope, ListReader reader, [AsParameters] DatedListQuery query, CancellationToken cancellationToken) =>
        scope.StaffId is null ? Answer(await reader.DailyClosesAsync(scope, query, cancellationToken)) : Problem.Forbidden("see the totals of the shop").ToHttp();

    private static Results<Ok<Page<T>>, ProblemHttpResult> Answer<T>(Result<Page<T>> page) => page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
}
