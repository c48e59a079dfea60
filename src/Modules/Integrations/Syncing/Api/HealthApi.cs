using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Syncing.Health;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Health of a connection over REST.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder connection) =>
        connection.MapGet("/health", HealthAsync).Needs(Permission.IntegrationsRead).WithName("readConnectionHealth").WithSummary("Read the health of a connection")
            .WithDescription("A score from 0 to 100 by the published formula, its parts, errors by class against their budgets, and the scores of the last week.");

    private static async Task<Results<Ok<ConnectionHealth>, ProblemHttpResult>> HealthAsync(Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, HealthReader reader, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var known = (await reader.FactsAsync(scope.Network, [connection.Id], cancellationToken))[connection.Id];
        var score = HealthFormula.Of(known.Facts);
        return TypedResults.Ok(new ConnectionHealth(score?.Score, score?.Parts ?? [], known.LastSyncAt, known.Lag?.TotalSeconds, known.Calls, known.Classes, await reader.HistoryAsync(connection, cancellationToken)));
    }
}

/// <summary>Health of a connection.</summary>
internal sealed record ConnectionHealth(
    [property: Description("0 to 100; null: nothing is known yet.")] int? Score,
    [property: Description("What it is made of; parts about which nothing is known are left out, and the others weigh more.")] IReadOnlyList<HealthPart> Parts,
    [property: Description("Last reading that went through.")] DateTimeOffset? LastSyncAt,
    [property: Description("Age of the stream that lies furthest behind, in seconds.")] double? LagSeconds,
    [property: Description("Calls to the vendor within 24 hours.")] long Calls,
    [property: Description("Errors by class within 24 hours.")] IReadOnlyList<ErrorClass> Errors,
    [property: Description("Scores by the hour, the last week's.")] IReadOnlyList<HealthSample> History);
