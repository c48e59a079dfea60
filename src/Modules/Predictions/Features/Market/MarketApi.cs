using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Features.Sites;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Market;

/// <summary>The market of a region as the network's own records show it.</summary>
/// <param name="Expansion">Candidate sites of the region, by their return.</param>
/// <param name="Sentence">What it rests on.</param>
internal sealed record MarketAnswer(NodeItem Region, DateOnly AsOf, MarketDemand Demand, PricePosition PricePosition, MarketSaturation Saturation, IReadOnlyList<SiteItem> Expansion, string Sentence);

/// <summary>How much is wanted.</summary>
/// <param name="Visits">Of the last 91 days.</param>
/// <param name="VisitsLastYear">Of the same days 52 weeks before; null where they are not known.</param>
/// <param name="Forecast">Net sales of the coming half year; null before the first run.</param>
internal sealed record MarketDemand(long Visits, long? VisitsLastYear, double? Change, long NewClients, ForecastValue? Forecast);

/// <summary>What is charged.</summary>
/// <param name="AverageTicket">Net sales a visit over the last 91 days.</param>
/// <param name="NetworkAverageTicket">The same of all locations of the network in that currency.</param>
/// <param name="Position">The region's over the network's, less 1.</param>
internal sealed record PricePosition([property: JsonConverter(typeof(DecimalString))] decimal? AverageTicket, [property: JsonConverter(typeof(DecimalString))] decimal? NetworkAverageTicket, double? Position, string Currency);

/// <summary>How full shops are.</summary>
/// <param name="ChairUtilisation">Occupied share of the chairs' open time over the last 91 days; null where chairs or hours are not known.</param>
/// <param name="FullHours">Share of open hours that were so full that more may have been wanted; null before the first run.</param>
/// <param name="HiddenDemand">Visits a week that full hours are expected to have hidden; null before the first run.</param>
/// <param name="Level">full, busy, room or unknown.</param>
internal sealed record MarketSaturation(int Locations, double? ChairUtilisation, double? FullHours, double? HiddenDemand, string Level);

/// <summary>The market of a region over REST.</summary>
internal static class MarketApi
{
    private const int Days = SaturationReading.Days;

    public static void MapMarketIntelligence(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/regions/{regionId:guid}/market-intelligence", ReadAsync).Needs(Permission.MeasuresRead, "regionId").WithTags(PredictionsApi.Tag).WithName("readMarketIntelligence").WithSummary("Read the market of a region")
            .WithDescription("Demand with its forecast, price position, saturation and expansion candidates of a region, from the network's own records.");

    private sealed record Sums
    {
        public long Visits { get; init; }

        public long NewClients { get; init; }

        public decimal? Sales { get; init; }

        public long KnownDays { get; init; }
    }

    private static async Task<Results<Ok<MarketAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope, INetworkTree tree, IDatabase database, RevenueReading revenue, SiteStore sites, TimeProvider clock, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (tree.Find(scope.Node.Id) is not { Kind: NodeKind.Region } region)
        {
            return Problem.NotFound("region").ToHttp();
        }

        var today = region.DayAt(clock.GetUtcNow());
        var locations = tree.LocationsUnder(scope.Network, [region.Id]).Where(location => location.Status == "open").ToList();
        Sums now, then, network;
        await using (var session = await database.ReadAsync(scope.Network, cancellationToken))
        {
            now = await SumAsync(session, region.Id, region.Currency, today.AddDays(-Days), cancellationToken);
            then = await SumAsync(session, region.Id, region.Currency, today.AddDays(-Days - 364), cancellationToken);
            network = await SumAsync(session, NodeId.Root(scope.Network), region.Currency, today.AddDays(-Days), cancellationToken);
        }

        var questions = database.Ask(scope.Network);
        var full = SaturationReading.Ask(questions, region, locations, today);
        await questions.AskAsync(cancellationToken);

        var forecast = await revenue.ReadAsync(region, byDay: false, cancellationToken);
        var ranking = await sites.RankAsync(scope, region.Id.Value, cancellationToken);
        var (ticket, all) = (Ticket(now, region.Currency), Ticket(network, region.Currency));
        var hasYear = then.KnownDays >= Days / 2;
        return TypedResults.Ok(new MarketAnswer(
            AskedNode.Item(region),
            today.AddDays(-1),
            new MarketDemand(now.Visits, hasYear ? then.Visits : null, hasYear && then.Visits > 0 ? Amounts.Ratio((now.Visits / (double)then.Visits) - 1) : null, now.NewClients, forecast.Value?.Total),
            new PricePosition(ticket, all, Amounts.Change(ticket, all), region.Currency.Code),
            full().Saturation,
            ranking.Items,
            $"From the own records of {locations.Count} open locations; other shops are known only where they were entered with a candidate site."));
    }

    private static async Task<Sums> SumAsync(Session session, NodeId node, Currency currency, DateOnly from, CancellationToken cancellationToken) =>
        (await session.FirstAsync<Sums>(
            """
            select coalesce(sum(visits), 0)::int8 as visits, coalesce(sum(new_clients), 0)::int8 as new_clients, sum(net_sales) as sales, count(*) filter (where net_sales > 0) as known_days
            from measures.v_day where network_id = @Network and node_id = @node and currency = @Code and day >= @from and day < @from + @Days
            """,
            new { session.Network, node, currency.Code, from, Days },
            cancellationToken))!;

    private static decimal? Ticket(Sums sums, Currency currency) => sums is { Visits: > 0, Sales: { } sales } ? decimal.Round(sales / sums.Visits, currency.Digits, MidpointRounding.AwayFromZero) : null;
}
