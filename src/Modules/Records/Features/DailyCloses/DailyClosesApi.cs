using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Features.Lists;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.DailyCloses;

/// <summary>Closing a day by hand over REST.</summary>
internal static class DailyClosesApi
{
    public static void MapDailyCloses(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/v2/franchise/locations/{locationId:guid}/daily-closes/{date}", PutAsync)
            .Needs(Permission.SalesWrite, "locationId").WithTags("Daily closes").WithName("putDailyClose").WithSummary("Set the totals of a day")
            .WithDescription("For shops without single sales: the day's totals, replaced as a whole. 201 for a new day, 200 for one that was there. Measures use them on days without sales. Not for barbers.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Created<DailyCloseItem>, Ok<DailyCloseItem>, ProblemHttpResult>> PutAsync(
        Guid locationId, DateOnly date, Scope scope, CloseDay close, DailyCloseBody body, HttpContext context, CancellationToken cancellationToken)
    {
        var closed = await close.RunAsync(scope, date, body, cancellationToken);
        if (closed.Problem is { } problem)
        {
            return problem.ToHttp();
        }

        var (item, isNew) = closed.Value;
        Headers.SetTag(context.Response, item.Version);
        return isNew ? TypedResults.Created((Uri?)null, item) : TypedResults.Ok(item);
    }
}

/// <summary>The totals of a day.</summary>
internal sealed record DailyCloseBody
{
    [JsonConverter(typeof(DecimalString))]
    [Description("Net sales without tax and tips.")]
    public decimal? NetSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Tax { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Tips { get; init; }

    public int? Visits { get; init; }

    public int? Transactions { get; init; }

    [Description("ISO 4217; the location's own when left out, and no other.")]
    public string? Currency { get; init; }
}

/// <summary>Sets the totals of a day.</summary>
internal sealed class CloseDay(IDatabase database, INetworkTree tree, IRecordWriter writer)
{
    private const string Source = "api";

    public async Task<Result<(DailyCloseItem Close, bool IsNew)>> RunAsync(Scope scope, DateOnly day, DailyCloseBody body, CancellationToken cancellationToken)
    {
        if (scope.StaffId is not null)
        {
            return Problem.Forbidden("set the totals of the shop");
        }

        if (tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("location");
        }

        var record = new DailyCloseRecord(day, body.NetSales, body.Tax, body.Tips, body.Visits, body.Transactions, body.Currency);
        await using var session = await database.WriteAsync(scope, Source, cancellationToken);
        var outcomes = await writer.WriteAsync(session, Source, [new LocatedRecord<DailyCloseRecord>(location, record)], OnConflict.Update, cancellationToken);
        if (outcomes[0].Problem is { } problem)
        {
            return problem.ForRequest();
        }

        var item = await session.FirstAsync<DailyCloseItem>(
            """
            select id, business_day, currency, net_sales, tax, tips, visits, transactions, source, version, recorded_at
            from records.daily_close where network_id = @Network and location_id = @Location and business_day = @day and source = @Source
            """,
            new { Network = scope.Network.Value, Location = location.Id.Value, day, Source },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return (item!, outcomes[0].State == WriteState.Created);
    }
}
