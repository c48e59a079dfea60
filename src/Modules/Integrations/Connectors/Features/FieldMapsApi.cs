using System.ComponentModel;
using System.Text.Json;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>How a vendor's fields become ours, and the network's own changes of that.</summary>
internal static class FieldMapsApi
{
    public static void MapFieldMaps(this IEndpointRouteBuilder endpoints)
    {
        var maps = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/mappings").WithTags("Mappings");
        maps.MapGet("/faults", FaultsAsync).Needs(Permission.IntegrationsRead).WithName("listMappingFaults").WithSummary("List unmapped and rejected values")
            .WithDescription("Each with the record it was seen in: properties that no map reads, and values that could not become part of a record.");
        maps.MapGet("/{vendor}/{stream}", GetAsync).Needs(Permission.IntegrationsRead).WithName("getFieldMap").WithSummary("Read a field map")
            .WithDescription("The connector's map, and the network's own changes in force.");
        maps.MapPut("/{vendor}/{stream}", SaveAsync).Needs(Permission.IntegrationsManage).WithName("saveFieldMap").WithSummary("Change a field map")
            .WithDescription("Takes the network's own changes: map, location, skip and lookups in the mapping language. Faults are answered and nothing is saved. An empty text gives the connector's own map back. Every change is a version.");
        maps.MapGet("/{vendor}/{stream}/versions", VersionsAsync).Needs(Permission.IntegrationsRead).WithName("listFieldMapVersions").WithSummary("List the versions of a field map")
            .WithDescription("The newest first, with their texts.");
        maps.MapPost("/{vendor}/{stream}/preview", PreviewAsync).Needs(Permission.IntegrationsManage).WithName("previewFieldMap").WithSummary("Preview a field map")
            .WithDescription("Maps a page (one that the vendor of a connection is asked for now, the one sent, or else the recorded one) by the changes sent or else those in force. Writes nothing.");
    }

    private static async Task<Ok<FaultList>> FaultsAsync(
        Guid networkId,
        Scope scope,
        MappingFaults faults,
        [Description("Only this connection.")] Guid? connectionId,
        [Description("rejected or unmapped; both by default.")] string? kind,
        [Description("Entries, 1 to 500; 100 by default.")] int? limit,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new FaultList([.. (await faults.ListAsync(scope.Network, connectionId, kind, Math.Clamp(limit ?? 100, 1, 500), cancellationToken))
            .Select(entry => new FaultItem(entry.ConnectionId, entry.Stream, entry.Kind, entry.Field, entry.RecordKey, entry.Detail, entry.MapVersion, entry.Times, entry.FirstAt, entry.LastAt))]));

    private static async Task<Results<Ok<FieldMapView>, ProblemHttpResult>> GetAsync(
        Guid networkId, string vendor, string stream, Scope scope, ICatalogue catalogue, FieldMapStore store, CancellationToken cancellationToken)
    {
        var found = await FindAsync(scope, vendor, stream, catalogue, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var newest = await store.NewestAsync(scope.Network, vendor, stream, cancellationToken);
        var fields = ProfileReader.ShapeOf(found.Value.Map!.Record).Select(shape => new FieldItem(
            shape.Name, shape.Kind is { } kind ? Expr.Name(kind) : "list", shape.Required, From(found.Value.Map, shape.Name))).ToList();
        return TypedResults.Ok(new FieldMapView(vendor, stream, found.Value.Map.Record, fields, newest?.Version ?? 0, newest?.Yaml ?? string.Empty));
    }

    private static async Task<Results<Ok<SavedMap>, ProblemHttpResult>> SaveAsync(
        Guid networkId, string vendor, string stream, Scope scope, FieldMapBody body, ICatalogue catalogue, FieldMapStore store, FieldMaps maps, CancellationToken cancellationToken)
    {
        var found = await FindAsync(scope, vendor, stream, catalogue, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var yaml = body.Yaml ?? string.Empty;
        if (Compile(found.Value, yaml, out var faults) is null)
        {
            return TypedResults.Ok(new SavedMap(null, IsSaved: false, [.. faults.Select(LintFault.Of)]));
        }

        var note = body.Note?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 500)] : null;
        var version = await store.SaveAsync(scope, vendor, stream, string.IsNullOrWhiteSpace(yaml) ? string.Empty : yaml, note, cancellationToken);
        maps.Forget(scope.Network, vendor, stream);
        return TypedResults.Ok(new SavedMap(version, IsSaved: true, []));
    }

    private static async Task<Results<Ok<MapVersions>, ProblemHttpResult>> VersionsAsync(
        Guid networkId, string vendor, string stream, Scope scope, ICatalogue catalogue, FieldMapStore store, CancellationToken cancellationToken)
    {
        var found = await FindAsync(scope, vendor, stream, catalogue, cancellationToken);
        return found.Succeeded
            ? TypedResults.Ok(new MapVersions([.. (await store.VersionsAsync(scope.Network, vendor, stream, 200, cancellationToken)).Select(entry => new MapVersion(entry.Version, entry.Yaml, entry.Note, entry.CreatedByName, entry.CreatedAt))]))
            : found.Problem.ToHttp();
    }

    private static async Task<Results<Ok<MapPreview>, ProblemHttpResult>> PreviewAsync(
        Guid networkId, string vendor, string stream, Scope scope, PreviewBody body, ICatalogue catalogue, FieldMapStore store, ConnectionReader connections, LivePages live, CancellationToken cancellationToken)
    {
        var found = await FindAsync(scope, vendor, stream, catalogue, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        var yaml = body.Yaml ?? (await store.NewestAsync(scope.Network, vendor, stream, cancellationToken))?.Yaml ?? string.Empty;
        if (Compile(found.Value, yaml, out var faults) is not { } map)
        {
            return TypedResults.Ok(new MapPreview([], [.. faults.Select(LintFault.Of)]));
        }

        var mapper = new StreamMapper(found.Value, map, 0);
        if (body.ConnectionId is { } id)
        {
            var read = await LiveAsync(scope, vendor, id, found.Value, connections, catalogue, live, cancellationToken);
            return read.Succeeded ? TypedResults.Ok(new MapPreview(MapPreviews.Show(mapper, read.Value), [])) : read.Problem.ToHttp();
        }

        try
        {
            using var page = body.Page is { Length: > 0 } sent ? JsonDocument.Parse(sent, new JsonDocumentOptions { MaxDepth = 64 }) : RecordedPages.Find(vendor, stream) is { } recorded ? JsonDocument.Parse(recorded) : null;
            return page is null
                ? Problem.Invalid(new FieldProblem("page", "required", "There is no recorded page of this stream. Send one as the vendor answers it.")).ToHttp()
                : TypedResults.Ok(new MapPreview(MapPreviews.Show(found.Value, mapper, page.RootElement), []));
        }
        catch (JsonException fault)
        {
            return Problem.Invalid(new FieldProblem("page", "malformed_json", $"The page is not JSON (line {(fault.LineNumber ?? 0) + 1}). Send an answer of the vendor as it came.")).ToHttp();
        }
    }

    private static async Task<Result<JsonElement[]>> LiveAsync(
        Scope scope, string vendor, Guid id, VendorStream stream, ConnectionReader connections, ICatalogue catalogue, LivePages live, CancellationToken cancellationToken) =>
        await connections.FindAsync(scope, id, cancellationToken) is { } connection && connection.Vendor == vendor
            ? await live.ReadAsync(connection, catalogue.Find(scope.Network, vendor)!, stream, cancellationToken)
            : Problem.NotFound("connection");

    // A value stands there as it is written; what has parts of its own is put on one line.
    private static string? From(StreamMap map, string field) => map.Fields.Children.FirstOrDefault(entry => entry.Key.ToString() == field).Value switch
    {
        null => null,
        YamlDotNet.RepresentationModel.YamlScalarNode scalar => scalar.Value,
        var parts => FlowText.Of(parts),
    };

    private static CompiledMap? Compile(VendorStream stream, string yaml, out IReadOnlyList<ProfileFault> faults)
    {
        var collected = new ProfileFaults();
        faults = collected.All;
        var map = stream.Map!;
        if (!string.IsNullOrWhiteSpace(yaml))
        {
            if (MapOverlay.Read(yaml, collected) is not { } overlay)
            {
                return null;
            }

            map = overlay.On(map);
        }

        return MapCompiler.Compile(map, stream.Key, stream.Version, collected);
    }

    private static async Task<Result<VendorStream>> FindAsync(Scope scope, string vendor, string stream, ICatalogue catalogue, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        return catalogue.Find(scope.Network, vendor)?.Stream(stream) is { Map: not null } found ? found : Problem.NotFound("stream");
    }

    /// <summary>A network's own changes.</summary>
    /// <param name="Yaml">The changes; empty: none.</param>
    /// <param name="Note">Why, for the list of versions.</param>
    internal sealed record FieldMapBody(string? Yaml, string? Note);

    /// <summary>What to preview.</summary>
    /// <param name="Yaml">Changes to try; null: those in force.</param>
    /// <param name="Page">A page as the vendor answers it, as a text; null: the recorded one.</param>
    /// <param name="ConnectionId">A connection whose vendor is asked for a page now; null: none is.</param>
    internal sealed record PreviewBody(string? Yaml, string? Page, Guid? ConnectionId = null);

    /// <summary>A field map.</summary>
    /// <param name="Vendor">The connector.</param>
    /// <param name="Stream">The stream.</param>
    /// <param name="Record">Type of record made.</param>
    /// <param name="Fields">The record's fields, and where the connector takes them from.</param>
    /// <param name="Version">Version of the network's own changes; 0: there are none.</param>
    /// <param name="Yaml">The network's own changes.</param>
    internal sealed record FieldMapView(string Vendor, string Stream, string Record, IReadOnlyList<FieldItem> Fields, int Version, string Yaml);

    /// <summary>A field of a record.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="IsRequired">Whether a record needs it.</param>
    /// <param name="From">Where the connector takes it from; null: nowhere.</param>
    internal sealed record FieldItem(string Name, string Type, bool IsRequired, string? From);

    /// <summary>What became of changes.</summary>
    /// <param name="Version">The new version; null: nothing was saved.</param>
    /// <param name="IsSaved">Whether they were saved.</param>
    /// <param name="Faults">What is wrong.</param>
    internal sealed record SavedMap(int? Version, bool IsSaved, IReadOnlyList<LintFault> Faults);

    /// <summary>Versions.</summary>
    /// <param name="Items">The newest first.</param>
    internal sealed record MapVersions(IReadOnlyList<MapVersion> Items);

    /// <summary>A version.</summary>
    /// <param name="Version">From 1.</param>
    /// <param name="Yaml">The changes.</param>
    /// <param name="Note">Why.</param>
    /// <param name="CreatedBy">Who saved it.</param>
    /// <param name="CreatedAt">When.</param>
    internal sealed record MapVersion(int Version, string Yaml, string? Note, string CreatedBy, DateTimeOffset CreatedAt);

    /// <summary>A preview.</summary>
    /// <param name="Items">The page's items, before and after.</param>
    /// <param name="Faults">What is wrong with the changes.</param>
    internal sealed record MapPreview(IReadOnlyList<PreviewItem> Items, IReadOnlyList<LintFault> Faults);

    /// <summary>Unmapped and rejected values.</summary>
    /// <param name="Items">The newest first.</param>
    internal sealed record FaultList(IReadOnlyList<FaultItem> Items);

    /// <summary>An unmapped or rejected value.</summary>
    /// <param name="ConnectionId">The connection.</param>
    /// <param name="Stream">The stream.</param>
    /// <param name="Kind">rejected or unmapped.</param>
    /// <param name="Field">The property, or the fault's code.</param>
    /// <param name="RecordKey">The vendor's key of the record.</param>
    /// <param name="Detail">What was wrong.</param>
    /// <param name="MapVersion">Version of the map that was used.</param>
    /// <param name="Times">How often it was seen.</param>
    /// <param name="FirstAt">When first.</param>
    /// <param name="LastAt">When last.</param>
    internal sealed record FaultItem(Guid ConnectionId, string Stream, string Kind, string Field, string RecordKey, string? Detail, int MapVersion, long Times, DateTimeOffset FirstAt, DateTimeOffset LastAt);
}
