using System.ComponentModel;
using BookedBarber.Measures.Caching;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadSnapshot;

/// <summary>The snapshot of a location over REST.</summary>
internal static class SnapshotApi
{
    public static void MapSnapshot(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/locations/{locationId:guid}/snapshot", ReadAsync).Needs(Permission.MeasuresRead, "locationId").WithTags("Measures").WithName("readSnapshot").WithSummary("Read a location's snapshot")
            .WithDescription("Every measure of a location with its comparison, target, percentile among peers, trend over thirteen periods, and what moved it, and what is to come. Splits of a change sum exactly to it.");

    private static async Task<Results<AnswerResult<SnapshotAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("First local business day.")] string? from,
        [Description("Last local business day, included.")] string? to,
        [Description("year (default), previous or none.")] string? compare,
        SnapshotReading read,
        INetworkTree tree,
        CancellationToken cancellationToken)
    {
        var period = PeriodArgument.Read(from, to);
        var comparing = PeriodArgument.ReadCompare(compare ?? "year");
        if ((period.Problem ?? comparing.Problem) is { } malformed)
        {
            return malformed.ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        return tree.Find(scope.Node.Id) is { Kind: NodeKind.Location } location
            ? AnswerResult<SnapshotAnswer>.Of(await read.RunAsync(scope, location, period.Value, comparing.Value, cancellationToken), scope.Network)
            : Problem.NotFound("location").ToHttp();
    }
}
