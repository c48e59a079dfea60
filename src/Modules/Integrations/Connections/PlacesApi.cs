using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connections.Features.Places;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connections;

/// <summary>The vendor's places and our locations, over REST.</summary>
internal static class PlacesApi
{
    private const int Most = 500;

    public static void MapPlaces(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/places", ListAsync).Needs(Permission.IntegrationsRead).WithName("listPlaces").WithSummary("List the vendor's places")
            .WithDescription("Each with the location it is, or with those that it may be by code and name.");
        connection.MapPut("/places", LinkAsync).Needs(Permission.IntegrationsManage).WithName("linkPlaces").WithSummary("Say which location each place is")
            .WithDescription("All of the links are taken or none. Records of a place that is not linked wait for it.");
    }

    private static async Task<Results<Ok<PlaceList>, ProblemHttpResult>> ListAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, PlaceBook book, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection
            ? TypedResults.Ok(await ShownAsync(connection, book, cancellationToken))
            : Problem.NotFound("connection").ToHttp();

    private static async Task<Results<Ok<PlaceList>, ProblemHttpResult>> LinkAsync(
        Guid networkId, Guid connectionId, Scope scope, PlaceLinksRequest request, ConnectionReader reader, PlaceBook book, INetworkTree tree, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.Links is not { Count: > 0 and <= Most } links)
        {
            return Problem.Invalid(new FieldProblem("links", "required", $"Name 1 to {Most} places.")).ToHttp();
        }

        var known = (await book.ReadAsync(connection, cancellationToken)).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var faults = new List<FieldProblem>();
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i]?.Key is not { } key || !known.Contains(key))
            {
                faults.Add(new FieldProblem($"links[{i}].key", "unknown_place", "The vendor has no such place."));
            }
            else if (links[i].LocationId is { } id && !(tree.Find(new NodeId(id)) is { Kind: NodeKind.Location, IsArchived: false } location && location.Ref.Path.Contains(connection.Node) && scope.Sees(location.Ref)))
            {
                faults.Add(new FieldProblem($"links[{i}].locationId", "unknown_location", "There is no such location in the unit that this connection serves."));
            }
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults.Take(20)]).ToHttp();
        }

        await book.LinkAsync(scope, connection, links, cancellationToken);
        return TypedResults.Ok(await ShownAsync(connection, book, cancellationToken));
    }

    private static async Task<PlaceList> ShownAsync(Connection connection, PlaceBook book, CancellationToken cancellationToken)
    {
        var locations = await book.LocationsAsync(connection, cancellationToken);
        return new PlaceList([.. (await book.ReadAsync(connection, cancellationToken)).Select(row => new PlaceItem(
            row.Key,
            row.Name,
            row.Detail,
            row.LocationId?.Value,
            row.IsIgnored,
            row.SeenAt,
            row.LocationId is null && !row.IsIgnored ? [.. PlaceSuggestions.For(row.Name, row.Detail, locations).Select(one => new SuggestedLocation(one.Location.Id.Value, one.Location.Name, one.Location.Code, Math.Round(one.Score, 2)))] : []))]);
    }
}
