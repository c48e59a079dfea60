using BookedBarber.Access.Contracts;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Features.ReadBands;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>The executive dashboard over REST.</summary>
internal static class DashboardApi
{
    public static void MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        foreach (var (path, name) in new[] { ("/api/v2/franchise-ai/network/dashboard", "readDashboard"), ("/franchise-ai/network/dashboard", "readDashboardWithoutPrefix") })
        {
            endpoints.MapPost(path, ReadAsync).NeedsSignIn().AsksByBody().WithTags("Measures").WithName(name).WithSummary("Read the executive dashboard")
                .WithDescription("Figures with comparison, daily trend with its expected range, projection, performance bands, regions, what needs attention, what is to come and today so far, for a node and a period. "
                    + "Only what the caller may see is in it; a network or node that they may not see is answered with 404.");
        }
    }

    private static async Task<Results<AnswerResult<DashboardAnswer>, ProblemHttpResult>> ReadAsync(HttpContext context, DashboardRequest body, IAccess access, INetworkTree tree, DashboardReading read, CancellationToken cancellationToken)
    {
        var period = PeriodArgument.Read(body.From, body.To);
        var comparing = PeriodArgument.ReadCompare(body.Compare ?? "year");
        var faults = (period.Problem?.Fields ?? []).Concat(comparing.Problem?.Fields ?? []).ToList();
        if (body.NetworkId is null)
        {
            faults.Add(new FieldProblem("networkId", "required", "Give the network's id."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        if (BandMeasure.Find(body.BandsBy) is not { } bandsBy)
        {
            return BandMeasure.Unknown("bandsBy").ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        var network = new NetworkId(body.NetworkId!.Value);
        var scope = access.Decide(context.Features.Get<Caller>()!, Permission.MeasuresRead, NodeId.Root(network));
        if (!scope.Succeeded)
        {
            return scope.Problem.ToHttp();
        }

        // Of several branches of their own, a caller who names none sees the first; the others by their id.
        return VisibleRoots.Under(scope.Value, tree, body.NodeId is { } id ? new NodeId(id) : null) is [var node, ..]
            ? AnswerResult<DashboardAnswer>.Of(await read.RunAsync(scope.Value, node, period.Value, comparing.Value, bandsBy, cancellationToken), network)
            : Problem.NotFound("node").ToHttp();
    }
}
