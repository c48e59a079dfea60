using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Registering;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Hooks.Api;

/// <summary>Where a vendor's messages go and what proves them, over REST.</summary>
internal static class HookAddressApi
{
    public static void MapHookAddress(this IEndpointRouteBuilder messages)
    {
        messages.MapGet("/address", ReadAsync).Needs(Permission.IntegrationsRead).WithName("readHookAddress").WithSummary("Read the address for a vendor's messages")
            .WithDescription("Where the vendor sends them, whether it knows that, what a person has to do there, and whether there is a secret to check them with.");
        messages.MapPost("/secret", KeepAsync).Needs(Permission.IntegrationsManage).WithName("keepHookSecret").WithSummary("Enter or make the secret of a vendor's messages")
            .WithDescription("For systems whose address a person enters. One that is made is in this answer only. The one before stays good for the overlap, so nothing is turned away meanwhile.");
    }

    private static async Task<Results<Ok<HookAddress>, ProblemHttpResult>> ReadAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, ICatalogue catalogue, ICredentials credentials, PublicAddress address, IDatabase database, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, connectionId, connections, catalogue, cancellationToken) is not { } found)
        {
            return Problem.NotFound("hook").ToHttp();
        }

        var (connection, shape) = found;
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var row = await session.FirstAsync<SubscriptionRow>(
            "select state, challenge, code, detail, registered_at, renew_at from integrations.hook_subscription where network_id = @Network and connection_id = @Id", new { connection.Network, connection.Id }, cancellationToken);
        var secrets = await credentials.HookSecretsAsync(connection, cancellationToken);
        return TypedResults.Ok(new HookAddress(
            address.Of(connection.Vendor, connection.Id).AbsoluteUri, row?.State ?? (shape.Register is null ? "by_hand" : "not_registered"), shape.ByHand, CarriedSecret.BearerOf(shape), secrets.Candidates.Count > 0,
            row?.Challenge, row?.Code, row?.Detail, row?.RegisteredAt, row?.RenewAt));
    }

    private static async Task<Results<Ok<KeptHookSecret>, ProblemHttpResult>> KeepAsync(
        Guid networkId, Guid connectionId, Scope scope, HookSecretRequest request, ConnectionReader connections, ICatalogue catalogue, CarriedSecret carried, IDatabase database, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, connectionId, connections, catalogue, cancellationToken) is not { } found)
        {
            return Problem.NotFound("hook").ToHttp();
        }

        var kept = await carried.KeepAsync(found.Connection, found.Shape, request.Secret, request.OverlapHours, cancellationToken);
        if (!kept.Succeeded)
        {
            return kept.Problem.ToHttp();
        }

        // The vault notes that a key was kept; this notes who did it.
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.hook_secret_set", connectionId, new { isMade = kept.Value.Made is not null, kept.Value.PreviousUntil }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(new KeptHookSecret(kept.Value.Made, kept.Value.PreviousUntil));
    }

    private static async Task<(Connection Connection, HookShape Shape)?> FindAsync(Scope scope, Guid id, ConnectionReader connections, ICatalogue catalogue, CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, id, cancellationToken) is { } connection && catalogue.Find(scope.Network, connection.Vendor)?.Webhooks is { } shape ? (connection, shape) : null;

    private sealed record SubscriptionRow(string State, string? Challenge, string? Code, string? Detail, DateTimeOffset? RegisteredAt, DateTimeOffset? RenewAt);
}
