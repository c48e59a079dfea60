using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.ReadDemand;

/// <summary>Visits wanted at a location per weekday and hour.</summary>
/// <param name="Service">The service; null for all together.</param>
/// <param name="Services">Services that can be asked for, those asked for most first.</param>
/// <param name="Weeks">Weeks that it rests on.</param>
/// <param name="FullShare">Share of the open hours that were so full that more may have been wanted.</param>
internal sealed record DemandAnswer(Guid LocationId, string? Service, IReadOnlyList<string> Services, DateOnly AsOf, Guid ModelId, int Weeks, bool RestsOnLittle, double FullShare, double VisitsAWeek, IReadOnlyList<DemandHour> Hours);

/// <summary>An hour of the week in which the location has been open.</summary>
/// <param name="Weekday">1 Monday to 7 Sunday.</param>
/// <param name="Mean">Visits wanted; of full hours what such hours hold on average given that as many came.</param>
/// <param name="Served">Visits that came, on average.</param>
/// <param name="Seen">Such hours seen.</param>
/// <param name="Full">Of these so full that more may have been wanted.</param>
internal sealed record DemandHour(int Weekday, int Hour, double Mean, double P05, double P95, double Served, int Seen, int Full);

/// <summary>Reads demand.</summary>
internal sealed class DemandReading(IDatabase database)
{
    private const int FewWeeks = 8;

    private sealed record Row
    {
        public string Service { get; init; } = string.Empty;

        public DateOnly AsOf { get; init; }

        public Guid ModelId { get; init; }

        public int Weeks { get; init; }

        public float[] Mean { get; init; } = [];

        public float[] P05 { get; init; } = [];

        public float[] P95 { get; init; } = [];

        public float[] Served { get; init; } = [];

        public int[] Hours { get; init; } = [];

        public int[] FullHours { get; init; } = [];
    }

    public async Task<Result<DemandAnswer>> ReadAsync(Node location, string? service, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        await using var session = await database.ReadAsync(location.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            "select service, as_of, model_id, weeks, mean, p05, p95, served, hours, full_hours from predictions.demand where network_id = @Network and location_id = @Location",
            new { location.Network, Location = location.Id.Value },
            cancellationToken);
        if (rows.Count == 0)
        {
            return new Problem("no_demand_yet", "Demand of this location has not been told yet: it needs four weeks of bookings with their times, and is told in the night after.", ProblemKind.Refused);
        }

        if (rows.FirstOrDefault(one => one.Service == (service ?? string.Empty)) is not { } row)
        {
            return Problem.Invalid(new FieldProblem("service", "unknown", "Name one of the services of the answer without a service."));
        }

        return new DemandAnswer(
            location.Id.Value,
            row.Service.Length == 0 ? null : row.Service,
            [.. rows.Where(one => one.Service.Length > 0).OrderByDescending(one => one.Served.Sum()).Select(one => one.Service)],
            row.AsOf,
            row.ModelId,
            row.Weeks,
            row.Weeks < FewWeeks,
            Math.Round(row.FullHours.Sum() / (double)Math.Max(1, row.Hours.Sum()), 4),
            Math.Round(row.Mean.Sum(value => (double)value), 1),
            [.. Enumerable.Range(0, row.Mean.Length).Where(place => row.Hours[place] > 0).Select(place => new DemandHour(
                1 + (place / 24), place % 24, Math.Round(row.Mean[place], 3), row.P05[place], row.P95[place], Math.Round(row.Served[place], 3), row.Hours[place], row.FullHours[place]))]);
    }
}

/// <summary>Demand over REST.</summary>
internal static class DemandApi
{
    public static void MapDemand(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(PredictionsApi.Location + "/demand", ReadAsync).Needs(Permission.MeasuresRead, "locationId").WithTags(PredictionsApi.Tag).WithName("readDemand").WithSummary("Read demand per weekday and hour")
            .WithDescription("Visits wanted at a location in each hour of the week, for all services or one, with the range that holds nine such hours in ten. What full hours hid is in it. format=csv gives the hours as CSV.");

    private static async Task<Results<Ok<DemandAnswer>, FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("A service of the location; all together by default.")] string? service,
        [Description("json (default) or csv.")] string? format,
        INetworkTree tree,
        DemandReading reading,
        CsvAnswer csv,
        CancellationToken cancellationToken)
    {
        if (format is not (null or "" or "json" or "csv"))
        {
            return Problem.Invalid(new FieldProblem("format", "unknown", "Give json or csv.")).ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        if (tree.Find(scope.Node.Id) is not { Kind: NodeKind.Location } location)
        {
            return Problem.NotFound("location").ToHttp();
        }

        var answer = await reading.ReadAsync(location, string.IsNullOrEmpty(service) ? null : service, cancellationToken);
        if (!answer.Succeeded)
        {
            return answer.Problem.ToHttp();
        }

        return format == "csv"
            ? await csv.MakeAsync(scope, "demand", ["weekday", "hour", "mean", "p05", "p95", "served", "seen", "full"], answer.Value.Hours.Select(hour => (object?[])[hour.Weekday, hour.Hour, hour.Mean, hour.P05, hour.P95, hour.Served, hour.Seen, hour.Full]), cancellationToken)
            : TypedResults.Ok(answer.Value);
    }
}
