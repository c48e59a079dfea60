using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.ReadNoShows;

/// <summary>How likely the clients of a day's bookings are to stay away.</summary>
/// <param name="ExpectedNoShows">Sum of the chances.</param>
/// <param name="Untold">Bookings that were made after the last run, or that too little is known for.</param>
internal sealed record NoShowDay(Guid LocationId, DateOnly Day, DateOnly? AsOf, Guid? ModelId, int Bookings, double ExpectedNoShows, int Untold, IReadOnlyList<NoShowItem> Items);

/// <summary>A booking.</summary>
internal sealed record NoShowItem
{
    public Guid BookingId { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public Guid? StaffId { get; init; }

    public string? ServiceName { get; init; }

    public Guid? ClientId { get; init; }

    [Description("Only for who may see clients.")]
    public string? ClientName { get; init; }

    public string Status { get; init; } = string.Empty;

    [Description("Chance that the client stays away; null where it has not been told.")]
    public double? NoShow { get; init; }

    [Description("high (a quarter or more), raised (a tenth or more) or low; null where it has not been told.")]
    public string? Level { get; init; }

    [Description("What the records show of the client and the booking.")]
    public string? Reason { get; init; }
}

/// <summary>No-show risk over REST.</summary>
internal static class NoShowApi
{
    private const double High = 0.25;
    private const double Raised = 0.10;

    public static void MapNoShowRisk(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(PredictionsApi.Location + "/no-show-risk", ReadAsync).Needs(Permission.BookingsRead, "locationId").WithTags(PredictionsApi.Tag).WithName("readNoShowRisk").WithSummary("Read the no-show risk of a day")
            .WithDescription("Every booking of a location's day with the chance that the client stays away, as told by the last night's run. A barber sees the own bookings.");

    private static async Task<Results<Ok<NoShowDay>, ProblemHttpResult>> ReadAsync(
        Scope scope, [Description("A local day; today by default.")] DateOnly? day, INetworkTree tree, IDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (tree.Find(scope.Node.Id) is not { Kind: NodeKind.Location } location)
        {
            return Problem.NotFound("location").ToHttp();
        }

        var asked = day ?? location.DayAt(clock.GetUtcNow());
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select b.id as booking_id, b.starts_at, b.staff_id, b.service_name, b.client_id, c.name as client_name, b.status, round(n.probability::numeric, 4)::float8 as no_show, n.reason, n.as_of, n.model_id
            from records.v_booking b
            left join predictions.no_show n on n.network_id = b.network_id and n.business_day = b.business_day and n.booking_id = b.id
            left join records.v_client_contact c on c.network_id = b.network_id and c.id = b.client_id
            where b.network_id = @Network and b.location_id = @Location and b.business_day = @asked and b.status not in ('cancelled', 'late_cancelled') and (@Staff::uuid is null or b.staff_id = @Staff)
            order by b.starts_at nulls last, b.id
            """,
            new { scope.Network, Location = location.Id.Value, asked, Staff = scope.StaffId },
            cancellationToken);
        var seesClients = scope.Caller.IsAdministrator || scope.Caller.Can(Permission.ClientsRead, location.Ref);
        var items = rows.Select(row => new NoShowItem
        {
            BookingId = row.BookingId,
            StartsAt = row.StartsAt,
            StaffId = row.StaffId,
            ServiceName = row.ServiceName,
            ClientId = row.ClientId,
            ClientName = seesClients ? row.ClientName : null,
            Status = row.Status,
            NoShow = row.NoShow,
            Level = row.NoShow switch { null => null, >= High => "high", >= Raised => "raised", _ => "low" },
            Reason = row.Reason,
        }).ToList();
        return TypedResults.Ok(new NoShowDay(
            location.Id.Value, asked, rows.Max(row => row.AsOf), rows.Select(row => row.ModelId).FirstOrDefault(model => model is not null), items.Count, Math.Round(items.Sum(item => item.NoShow ?? 0), 2), items.Count(item => item.NoShow is null), items));
    }

    private sealed record Row
    {
        public Guid BookingId { get; init; }

        public DateTimeOffset? StartsAt { get; init; }

        public Guid? StaffId { get; init; }

        public string? ServiceName { get; init; }

        public Guid? ClientId { get; init; }

        public string? ClientName { get; init; }

        public string Status { get; init; } = string.Empty;

        public double? NoShow { get; init; }

        public string? Reason { get; init; }

        public DateOnly? AsOf { get; init; }

        public Guid? ModelId { get; init; }
    }
}
