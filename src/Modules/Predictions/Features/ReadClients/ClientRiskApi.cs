using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.ReadClients;

/// <summary>What is to be expected of clients, over REST.</summary>
internal static class ClientRiskApi
{
    private const int MostInFile = 100_000;

    private static readonly string[] States = ["at_risk", "lapsed", "all"];
    private static readonly string[] Sorts = ["value_at_risk", "risk", "last_visit", "value_ahead"];
    private static readonly string[] Steps = ["none", "reminder", "second_visit_offer", "win_back_offer", "personal_call", "let_go"];

    public static void MapClientRisk(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/clients").WithTags(PredictionsApi.Tag);
        group.MapGet("", ListAsync).Needs(Permission.ClientsRead).WithName("listClientsAtRisk").WithSummary("List clients at risk")
            .WithDescription("Clients who are likelier than not to stay away for the next 90 days, with the reason and the proposed step, those with most at stake first. state=lapsed gives those who have been away for more than twice their usual gap, state=all every client. format=csv gives up to 100,000 rows as CSV.");
        group.MapGet("/summary", SummaryAsync).Needs(Permission.ClientsRead).WithName("readClientsAtRiskSummary").WithSummary("Count clients at risk").WithDescription("How many clients of a unit are at risk or lapsed, what is at stake, and how many each step is proposed for.");
        group.MapGet("/{clientId:guid}", GetAsync).Needs(Permission.ClientsRead).WithName("getClientOutlook").WithSummary("Read what is to be expected of a client").WithDescription("Chance of no visit in 90 days, expected visits, value to date and over the next 36 months, each with what it rests on.");
    }

    private static async Task<Results<Ok<PredictionPage<ClientRiskItem>>, FileContentHttpResult, ProblemHttpResult>> ListAsync(
        Scope scope,
        [Description("A unit; all that the caller may see by default. A client belongs to where the last visit was.")] Guid? node,
        [Description("at_risk (default), lapsed or all.")] string? state,
        [Description("Only clients for whom this step is proposed: none, reminder, second_visit_offer, win_back_offer, personal_call or let_go.")] string? step,
        [Description("Least chance of no visit, 0 to 1.")] double? minRisk,
        [Description("value_at_risk (default), risk, last_visit or value_ahead; the largest or latest first.")] string? sort,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("json (default) or csv.")] string? format,
        INetworkTree tree,
        ClientRiskReader reader,
        CsvAnswer csv,
        CancellationToken cancellationToken)
    {
        var faults = new List<FieldProblem>();
        Check(faults, "state", state, States);
        Check(faults, "step", step, Steps);
        Check(faults, "sort", sort, Sorts);
        Check(faults, "format", format, ["json", "csv"]);
        if (minRisk is < 0 or > 1 or double.NaN)
        {
            faults.Add(new FieldProblem("minRisk", "out_of_range", "Give 0 to 1."));
        }

        var paging = Paging.Read(limit, cursor);
        faults.AddRange(paging.Problem?.Fields ?? []);
        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        if (VisibleLocations.Of(tree, scope, node) is not { } locations)
        {
            return Problem.NotFound("node").ToHttp();
        }

        var question = new ClientQuestion(locations, Or(state, "at_risk"), string.IsNullOrEmpty(step) ? null : step, minRisk, Or(sort, "value_at_risk"));
        if (format == "csv")
        {
            var rows = await reader.ListAsync(scope.Network, question, new Paging(MostInFile, 0), cancellationToken);
            return await csv.MakeAsync(scope, "clients-at-risk", ["clientId", "name", "locationId", "noVisit", "expectedVisits", "lastVisit", "visits", "valueToDate", "valueAhead", "valueAtRisk", "currency", "step", "reason"],
                rows.Take(MostInFile).Select(one => (object?[])[one.ClientId, one.Name, one.LocationId, one.NoVisit, one.ExpectedVisits, one.LastVisit, one.Visits, one.ValueToDate, one.ValueAhead, one.ValueAtRisk, one.Currency, one.Step, one.Reason]), cancellationToken);
        }

        return TypedResults.Ok(PredictionPage<ClientRiskItem>.Of(await reader.ListAsync(scope.Network, question, paging.Value!, cancellationToken), paging.Value!));
    }

    private static async Task<Results<Ok<ClientRiskSummary>, ProblemHttpResult>> SummaryAsync(
        Scope scope, [Description("A unit; all that the caller may see by default.")] Guid? node, INetworkTree tree, ClientRiskReader reader, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        return VisibleLocations.Of(tree, scope, node) is { } locations ? TypedResults.Ok(await reader.SummaryAsync(scope.Network, locations, cancellationToken)) : Problem.NotFound("node").ToHttp();
    }

    private static async Task<Results<Ok<ClientRiskItem>, ProblemHttpResult>> GetAsync(Scope scope, Guid clientId, INetworkTree tree, ClientRiskReader reader, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        return await reader.FindAsync(scope.Network, clientId, cancellationToken) is { } found && tree.Find(new NodeId(found.LocationId)) is { } location && scope.Sees(location.Ref)
            ? TypedResults.Ok(found)
            : Problem.NotFound("client").ToHttp();
    }

    private static void Check(List<FieldProblem> faults, string field, string? value, string[] known)
    {
        if (!string.IsNullOrEmpty(value) && !known.Contains(value, StringComparer.Ordinal))
        {
            faults.Add(new FieldProblem(field, "unknown", $"Give one of {string.Join(", ", known)}."));
        }
    }

    private static string Or(string? value, string byDefault) => string.IsNullOrEmpty(value) ? byDefault : value;
}
