using System.Text.Json.Serialization;
using BookedBarber.Access.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.PriceLab;
using BookedBarber.Predictions.Features.ReadClients;
using BookedBarber.Predictions.Features.ReadDemand;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Features.Sites;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Analytics;

/// <summary>A prediction that is asked for by name.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NodeId">A region, group or location; the whole of what the caller may see when left out. Demand and price need a location.</param>
/// <param name="Prediction">revenue, expansion, churn, demand or price.</param>
/// <param name="By">For revenue: month (default) or day.</param>
/// <param name="Service">For demand: one service; all together by default.</param>
/// <param name="Limit">For churn: how many clients, 1 to 200; 20 by default.</param>
internal sealed record PredictiveRequest(Guid? NetworkId, Guid? NodeId, string? Prediction, string? By, string? Service, int? Limit);

/// <summary>The prediction; what was not asked for is absent.</summary>
/// <param name="Churn">Clients at risk, those with most at stake first.</param>
internal sealed record PredictiveAnswer(
    string Prediction,
    NodeItem Node,
    DateTimeOffset AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevenueAnswer? Revenue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SiteRanking? Expansion = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChurnAnswer? Churn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DemandAnswer? Demand = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PriceList? Price = null);

/// <summary>Clients at risk.</summary>
internal sealed record ChurnAnswer(ClientRiskSummary Summary, IReadOnlyList<ClientRiskItem> Clients);

/// <summary>Predictions by name, over REST.</summary>
internal static class AnalyticsApi
{
    private static readonly string[] Names = ["revenue", "expansion", "churn", "demand", "price"];

    public static void MapPredictiveAnalytics(this IEndpointRouteBuilder endpoints)
    {
        foreach (var (path, name) in new[] { ("/api/v2/franchise-ai/analytics/predictive", "predict"), ("/franchise-ai/analytics/predictive", "predictWithoutPrefix") })
        {
            endpoints.MapPost(path, RunAsync).NeedsSignIn().WithTags(PredictionsApi.Tag).WithName(name).WithSummary("Run a prediction by name")
                .WithDescription("revenue, expansion, churn, demand or price of a unit, from the last night's run or at once for a single location. Revenue, expansion, demand and price need `measures.read`, churn needs `clients.read`; a network or unit that the caller may not see is answered with 404.");
        }
    }

    private static async Task<Results<Ok<PredictiveAnswer>, ProblemHttpResult>> RunAsync(
        HttpContext context, PredictiveRequest body, IAccess access, INetworkTree tree, RevenueReading revenue, SiteStore sites, ClientRiskReader clients, DemandReading demand, PriceReading prices, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Faults(body) is { Count: > 0 } faults)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        var permission = body.Prediction == "churn" ? Permission.ClientsRead : Permission.MeasuresRead;
        var decided = access.Decide(context.Features.Get<Caller>()!, permission, NodeId.Root(new NetworkId(body.NetworkId!.Value)));
        if (!decided.Succeeded)
        {
            return decided.Problem.ToHttp();
        }

        var scope = decided.Value;
        var found = await AskedNode.FindAsync(tree, scope, body.NodeId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var node = found.Value;
        var answer = new PredictiveAnswer(body.Prediction!, AskedNode.Item(node), clock.GetUtcNow());
        if (body.Prediction is "demand" or "price" && node.Kind != NodeKind.Location)
        {
            return Problem.Invalid(new FieldProblem("nodeId", "location_required", "Demand and prices are those of a location; name one.")).ToHttp();
        }

        Result<PredictiveAnswer> made = body.Prediction switch
        {
            "revenue" => (await revenue.ReadAsync(node, body.By == "day", cancellationToken)).Then(one => answer with { Revenue = one }),
            "expansion" => answer with { Expansion = await sites.RankAsync(scope, node.Kind == NodeKind.Region ? node.Id.Value : null, cancellationToken) },
            "demand" => (await demand.ReadAsync(node, body.Service, cancellationToken)).Then(one => answer with { Demand = one }),
            "price" => (await prices.ReadAsync(node, cancellationToken)).Then(one => answer with { Price = one }),
            _ => answer with { Churn = await ChurnAsync(scope, node, body.Limit ?? 20, tree, clients, cancellationToken) },
        };
        return made.Succeeded ? TypedResults.Ok(made.Value) : made.Problem.ToHttp();
    }

    private static async Task<ChurnAnswer> ChurnAsync(Scope scope, Node node, int limit, INetworkTree tree, ClientRiskReader clients, CancellationToken cancellationToken)
    {
        var locations = VisibleLocations.Of(tree, scope, node.Id.Value)!;
        return new ChurnAnswer(
            await clients.SummaryAsync(scope.Network, locations, cancellationToken),
            [.. (await clients.ListAsync(scope.Network, new ClientQuestion(locations, "at_risk", null, null, "value_at_risk"), new Paging(limit, 0), cancellationToken)).Take(limit)]);
    }

    private static List<FieldProblem> Faults(PredictiveRequest body)
    {
        var faults = new List<FieldProblem>();
        if (body.NetworkId is null)
        {
            faults.Add(new FieldProblem("networkId", "required", "Give the network's id."));
        }

        if (!Names.Contains(body.Prediction, StringComparer.Ordinal))
        {
            faults.Add(new FieldProblem("prediction", "unknown", $"Give one of {string.Join(", ", Names)}."));
        }

        if (body.By is not (null or "" or "month" or "day"))
        {
            faults.Add(new FieldProblem("by", "unknown", "Give month or day."));
        }

        if (body.Limit is < 1 or > 200)
        {
            faults.Add(new FieldProblem("limit", "out_of_range", "Give 1 to 200."));
        }

        return faults;
    }
}
