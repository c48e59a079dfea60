using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>Bookings over REST.</summary>
internal static class BookingsApi
{
    public static void MapBookings(this IEndpointRouteBuilder endpoints)
    {
        var bookings = endpoints.MapGroup("/api/v2/franchise/locations/{locationId:guid}/bookings").WithTags("Bookings");
        bookings.MapPost("/", RecordAsync).Needs(Permission.BookingsWrite, "locationId").WithName("recordBooking").WithSummary("Record a booking")
            .WithDescription(
                "Needs an Idempotency-Key (400 `idempotency_key_required`). The same request sent again answers 200 with the booking as it stands; the same key with another body, 409 `idempotency_conflict`. "
                + "A barber books for the own chair.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        bookings.MapGet("/", ListAsync).Needs(Permission.BookingsRead, "locationId").WithName("listBookings").WithSummary("List bookings")
            .WithDescription("Latest first, page by page. Client names need clients.read; a barber sees the bookings of the own chair.");
        bookings.MapGet("/{bookingId:guid}", GetAsync).Needs(Permission.BookingsRead, "locationId").WithName("getBooking").WithSummary("Read a booking")
            .WithDescription("The ETag carries the version that a change has to send back in If-Match.").ProducesProblem(StatusCodes.Status404NotFound);
        bookings.MapPatch("/{bookingId:guid}", PatchAsync).Needs(Permission.BookingsWrite, "locationId").WithName("changeBooking").WithSummary("Change a booking's status")
            .WithDescription("Needs If-Match with the version read: 428 without, 412 `version_mismatch` when it is no longer current.")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    private static async Task<Results<Created<BookingItem>, Ok<BookingItem>, ProblemHttpResult>> RecordAsync(
        Guid locationId, Scope scope, RecordBooking record, BookingBody body, HttpContext context, CancellationToken cancellationToken)
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

        var (booking, isNew) = recorded.Value;
        Headers.SetTag(context.Response, booking.Version);
        return isNew ? TypedResults.Created($"/api/v2/franchise/locations/{locationId}/bookings/{booking.Id}", booking) : TypedResults.Ok(booking);
    }

    private static async Task<Results<Ok<Page<BookingItem>>, ProblemHttpResult>> ListAsync(
        Guid locationId, Scope scope, BookingReader reader, [AsParameters] BookingsQuery query, CancellationToken cancellationToken)
    {
        var page = await reader.ListAsync(scope, query, cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Ok<BookingItem>, ProblemHttpResult>> GetAsync(
        Guid locationId, Guid bookingId, Scope scope, BookingReader reader, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await reader.FindAsync(scope, bookingId, cancellationToken) is { } booking ? booking : Problem.NotFound("booking"), context);

    private static async Task<Results<Ok<BookingItem>, ProblemHttpResult>> PatchAsync(
        Guid locationId, Guid bookingId, Scope scope, ChangeBooking change, BookingPatch body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(scope, bookingId, body, context.Request, cancellationToken), context);

    private static Results<Ok<BookingItem>, ProblemHttpResult> Answer(Result<BookingItem> booking, HttpContext context)
    {
        if (!booking.Succeeded)
        {
            return booking.Problem.ToHttp();
        }

        Headers.SetTag(context.Response, booking.Value.Version);
        return TypedResults.Ok(booking.Value);
    }
}
