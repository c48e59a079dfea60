using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>The way of a record over REST.</summary>
internal static class TraceApi
{
    public static void MapTrace(this IEndpointRouteBuilder connection) =>
        connection.MapGet("/records/{recordId:guid}/trace", TraceAsync).Needs(Permission.IntegrationsRead).WithName("traceRecord").WithSummary("Trace a record")
            .WithDescription("From the vendor's page or message by way of the mapping to the stored record, its changes in the feed, and the writes to other systems.");

    private static async Task<Results<Ok<RecordTrace>, ProblemHttpResult>> TraceAsync(
        Guid networkId, Guid connectionId, Guid recordId, Scope scope, ConnectionReader connections, TraceReader reader, CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, connectionId, cancellationToken) is { } connection && await reader.ReadAsync(scope, connection, recordId, cancellationToken) is { } trace
            ? TypedResults.Ok(trace)
            : Problem.NotFound("record").ToHttp();
}
