using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connections.Features.Places;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
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
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, PlaceBook book, ICatalogue catalogue, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection
            ? TypedResults.Ok(await ShownAsync(connection, book, catalogue, cancellationToken))
            : Problem.NotFound("connection").ToHttp();

    private static async Task<Results<Ok<PlaceList>, ProblemHttpResult>> LinkAsync(
        Guid networkId, Guid connectionId, Scope scope, PlaceLinksRequest request, ConnectionReader reader, PlaceBook book, ICatalogue catalogue, INetworkTree tree, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var links = request.Links ?? [];
        if (links.Count > Most || (links.Count == 0 && request.DefaultLocationId is null))
        {
            return Problem.Invalid(new FieldProblem("links", "required", $"Name 1 to {Most} places.")).ToHttp();
        }

        var rows = await book.ReadAsync(connection, cancellationToken);
        var known = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
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

        if (request.DefaultLocationId is { } chosen && !Matched(rows, links).Contains(chosen))
        {
            faults.Add(new FieldProblem("defaultLocationId", "unknown_location", "No place is matched with this location. Match one first, or choose a location that is."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults.Take(20)]).ToHttp();
        }

        await book.LinkAsync(scope, connection, links, request.DefaultLocationId, cancellationToken);
        return TypedResults.Ok(await ShownAsync(connection, book, catalogue, cancellationToken));
    }

    /// <summary>The locations that are matched once the links are taken.</summary>
    private static HashSet<Guid> Matched(IReadOnlyList<PlaceRow> rows, List<PlaceLink> links)
    {
        var drafts = links.Where(link => link?.Key is not null).GroupBy(link => link.Key!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().LocationId, StringComparer.Ordinal);
        return [.. rows.Select(row => drafts.TryGetValue(row.Key, out var linked) ? linked : row.LocationId?.Value).OfType<Guid>()];
    }

    private static async Task<PlaceList> ShownAsync(Connection connection, PlaceBook book, ICatalogue catalogue, CancellationToken cancellationToken)
    {
        var locations = await book.LocationsAsync(connection, cancellationToken);
        var rows = await book.ReadAsync(connection, cancellationToken);
        var matched = locations.Where(location => rows.Any(row => row.LocationId == location.Id)).OrderBy(location => location.Code, StringComparer.Ordinal).ThenBy(location => location.Id.Value).ToList();
        var chosen = await book.DefaultAsync(connection, cancellationToken) is { } one ? matched.Find(location => location.Id == one) : null;
        await catalogue.LoadAsync(connection.Network, cancellationToken);
        var items = rows.Select(row => new PlaceItem(
            row.Key,
            row.Name,
            row.Detail,
            row.LocationId?.Value,
            row.IsIgnored,
            row.SeenAt,
            row.LocationId is null && !row.IsIgnored ? [.. PlaceSuggestions.For(row.Name, row.Detail, locations).Select(one => new SuggestedLocation(one.Location.Id.Value, one.Location.Name, one.Location.Code, Math.Round(one.Score, 2)))] : []));
        return new PlaceList([.. items], (chosen ?? matched.FirstOrDefault())?.Id.Value, chosen is not null, Unplaced(catalogue.Find(connection.Network, connection.Vendor)));
    }

    /// <summary>Streams whose records may come without a place, which above a location would be known to nobody.</summary>
    private static IReadOnlyList<UnplacedRule> Unplaced(Manifest? manifest) => manifest is null ? [] :
    [
        .. manifest.Streams.Where(stream => stream.Map is { Location: null } map && (Placings.Lists.Contains(map.Record) || RecordTypes.Find(map.Record)?.IsPlacedAnywhere == false))
            .Select(stream => new UnplacedRule(
                stream.Name, stream.Title, Placings.Of(stream.Record!) switch { Placing.EveryShop => "every_shop", Placing.Home => "home", _ => "waits" }, stream.Map!.Shops is not null)),
    ];
}
