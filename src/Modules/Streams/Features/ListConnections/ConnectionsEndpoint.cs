using BookedBarber.Shared;
using BookedBarber.Streams.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Streams.Features.ListConnections;

/// <summary>Quality of the streams open on this node (RT-04).</summary>
internal static class ConnectionsEndpoint
{
    private const int Most = 200;

    internal sealed record Connection(PersonId PersonId, DateTimeOffset OpenedAt, DateTimeOffset LastFrameAt, long FramesSent, long BytesSent, long Skipped, bool IsBehind, int? PingMilliseconds);

    internal sealed record Answer(int Open, IReadOnlyList<Connection> Items);

    public static void MapConnections(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/networks/{networkId}/stream/connections", List)
            .Needs(Permission.AuditRead)
            .WithName("listStreamConnections")
            .WithTags("Streams")
            .WithSummary("List the streams open on this node")
            .WithDescription("Frames sent, drops and ping time per open stream of the network on the node that answers, slowest first; at most 200.");

    private static Ok<Answer> List(Scope scope, Subscriptions subscriptions)
    {
        var open = subscriptions.All.Where(subscriber => subscriber.View.Network == scope.Network && (scope.SeesWholeNetwork || subscriber.View.Roots.Items.All(scope.Roots.Contains))).ToList();
        var items = open.OrderByDescending(subscriber => subscriber.Skipped).ThenBy(subscriber => subscriber.OpenedAt).Take(Most)
            .Select(s => new Connection(s.Person, s.OpenedAt, s.LastFrameAt, s.FramesSent, s.BytesSent, s.Skipped, s.IsBehind, s.PingMilliseconds));
        return TypedResults.Ok(new Answer(open.Count, [.. items]));
    }
}
