using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.Sales;

/// <summary>Sales over REST.</summary>
internal static class SalesApi
{
    private const long LargestSale = 256 * 1024;

    public static void MapSales(this IEndpointRouteBuilder endpoints)
    {
        var sales = endpoints.MapGroup("/api/v2/franchise/locations/{locationId:guid}/sales").WithTags("Sales");
        sales.MapPost("/", RecordAsync).Needs(Permission.SalesWrite, "locationId").WithMetadata(new RequestSizeLimitAttribute(LargestSale))
            .WithName("recordSale").WithSummary("Record a sale")
            .WithDescription(
                "Needs an Idempotency-Key (400 `idempotency_key_required`). The same request sent again answers 200 with the same body; the same key with another body, 409 `idempotency_conflict`. "
                + "Every part is an amount of its own and they add up to the total exactly: else 422 `parts_do_not_sum`, which tells the difference. Payments, when given, sum to the total: else 422 `payments_do_not_sum`. "
                + "Faults of fields are told all at once, such as `{\"field\":\"lines[0].amount\",\"code\":\"too_many_digits\"}`. At most 256 KB: 413 `body_too_large`. A barber records for the own chair.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        sales.MapGet("/", ListAsync).Needs(Permission.SalesRead, "locationId").WithName("listSales").WithSummary("List sales")
            .WithDescription("Newest first, page by page. A barber sees the sales of the own chair.");
        sales.MapGet("/{saleId:guid}", GetAsync).Needs(Permission.SalesRead, "locationId").WithName("getSale").WithSummary("Read a sale")
            .WithDescription("With every amount apart, its lines, taxes, tips and payments.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<SaleItem>, Ok<SaleItem>, ProblemHttpResult>> RecordAsync(
        Guid locationId, Scope scope, RecordSale record, SaleBody body, HttpContext context, CancellationToken cancellationToken)
    {
        var key = Headers.IdempotencyKey(context.Request);
        if (!key.Succeeded)
        {
            return key.Problem.ToHttp();
        }

        var recorded = await record.RunAsync(scope, key.Value, body, cancellationToken);
        if (recorded.Problem is { } problem)
        {
            return problem.ToHttp();
        }

        var (sale, isNew) = recorded.Value;
        Headers.SetTag(context.Response, sale.Version);
        return isNew ? TypedResults.Created($"/api/v2/franchise/locations/{locationId}/sales/{sale.Id}", sale) : TypedResults.Ok(sale);
    }

    private static async Task<Results<Ok<Page<SaleItem>>, ProblemHttpResult>> ListAsync(
        Guid locationId, Scope scope, SaleReader reader, [AsParameters] SalesQuery query, CancellationToken cancellationToken)
    {
        var page = await reader.ListAsync(scope, query, cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Ok<SaleItem>, ProblemHttpResult>> GetAsync(
        Guid locationId, Guid saleId, Scope scope, SaleReader reader, HttpContext context, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, saleId, cancellationToken) is not { } sale)
        {
            return Problem.NotFound("sale").ToHttp();
        }

        Headers.SetTag(context.Response, sale.Version);
        return TypedResults.Ok(sale);
    }
}
