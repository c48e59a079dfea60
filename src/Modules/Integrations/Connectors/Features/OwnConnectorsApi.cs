using System.ComponentModel;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>Connectors that a network adds itself, without a new release.</summary>
internal static class OwnConnectorsApi
{
    public static void MapOwnConnectors(this IEndpointRouteBuilder endpoints)
    {
        var connectors = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/connectors").WithTags("Connectors");
        connectors.MapGet("/", ListAsync).Needs(Permission.IntegrationsRead).WithName("listConnectors").WithSummary("List the connectors of a network")
            .WithDescription("The built-in ones and the network's own.");
        connectors.MapPost("/", SaveAsync).Needs(Permission.IntegrationsManage).WithName("saveConnector").WithSummary("Add or change an own connector")
            .WithDescription("Takes a manifest (see the guide \"Writing a connector\"). What is wrong is answered with line, column, cause and suggestion, and nothing is saved. A change makes a new version. With dryRun nothing is saved either way.");
        connectors.MapGet("/{name}", GetAsync).Needs(Permission.IntegrationsRead).WithName("getConnector").WithSummary("Read a connector of a network")
            .WithDescription("With its manifest as it is written.");
        connectors.MapGet("/{name}/versions", VersionsAsync).Needs(Permission.IntegrationsRead).WithName("listConnectorVersions").WithSummary("List the versions of an own connector")
            .WithDescription("The newest first, with their texts.");
        connectors.MapDelete("/{name}", RemoveAsync).Needs(Permission.IntegrationsManage).WithName("removeConnector").WithSummary("Remove an own connector")
            .WithDescription("Connections made with it stop being read; what came in stays.");
    }

    private static async Task<Ok<ConnectorList>> ListAsync(Guid networkId, Scope scope, ICatalogue catalogue, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        return TypedResults.Ok(new ConnectorList([.. catalogue.All(scope.Network).Select(CatalogueEntry.Of)]));
    }

    private static async Task<Results<Ok<SavedConnector>, ProblemHttpResult>> SaveAsync(
        Guid networkId, Scope scope, OwnConnectorBody body, OwnConnectors own, Catalogue catalogue, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Yaml))
        {
            return Problem.Invalid(new FieldProblem("yaml", "required", "Send the manifest as a text.")).ToHttp();
        }

        var manifest = ManifestReader.Read(body.Yaml, out var faults, isOwn: true);
        if (manifest is not null && BuiltInConnectors.All.ContainsKey(manifest.Name))
        {
            return Problem.Invalid(new FieldProblem("yaml", "name_taken", $"'{manifest.Name}' is the name of a built-in connector. Choose another one.")).ToHttp();
        }

        if (manifest is null)
        {
            return TypedResults.Ok(new SavedConnector(null, null, IsSaved: false, [.. faults.Select(LintFault.Of)]));
        }

        if (body.DryRun)
        {
            return TypedResults.Ok(new SavedConnector(manifest.Name, null, IsSaved: false, []));
        }

        var version = await own.SaveAsync(scope, manifest.Name, body.Yaml, cancellationToken);
        await catalogue.RefreshAsync(scope.Network, cancellationToken);
        return TypedResults.Ok(new SavedConnector(manifest.Name, version, IsSaved: true, []));
    }

    private static async Task<Results<Ok<ConnectorText>, ProblemHttpResult>> GetAsync(Guid networkId, string name, Scope scope, ICatalogue catalogue, CancellationToken cancellationToken)
    {
        await catalogue.LoadAsync(scope.Network, cancellationToken);
        return catalogue.Find(scope.Network, name) is { } manifest ? TypedResults.Ok(new ConnectorText(CatalogueEntry.Of(manifest), manifest.Yaml)) : Problem.NotFound("connector").ToHttp();
    }

    private static async Task<Results<Ok<ConnectorVersions>, ProblemHttpResult>> VersionsAsync(Guid networkId, string name, Scope scope, OwnConnectors own, CancellationToken cancellationToken)
    {
        var versions = await own.VersionsAsync(scope.Network, name, cancellationToken);
        return versions.Count > 0
            ? TypedResults.Ok(new ConnectorVersions([.. versions.Select(entry => new ConnectorVersion(entry.Version, entry.Yaml, entry.CreatedByName, entry.CreatedAt, entry.RemovedAt))]))
            : Problem.NotFound("connector").ToHttp();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid networkId, string name, Scope scope, OwnConnectors own, Catalogue catalogue, CancellationToken cancellationToken)
    {
        if (!await own.RemoveAsync(scope, name, cancellationToken))
        {
            return Problem.NotFound("connector").ToHttp();
        }

        await catalogue.RefreshAsync(scope.Network, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>A manifest to save.</summary>
    /// <param name="Yaml">The manifest, at most 256 kB.</param>
    /// <param name="DryRun">Whether it is only checked.</param>
    internal sealed record OwnConnectorBody(string? Yaml, bool DryRun = false);

    /// <summary>What became of a manifest.</summary>
    /// <param name="Name">Its name; null when it has faults.</param>
    /// <param name="Version">The version in force; null when nothing was saved.</param>
    /// <param name="IsSaved">Whether it was saved.</param>
    /// <param name="Faults">What is wrong with it.</param>
    internal sealed record SavedConnector(string? Name, int? Version, bool IsSaved, IReadOnlyList<LintFault> Faults);

    /// <summary>Connectors.</summary>
    /// <param name="Items">By name.</param>
    internal sealed record ConnectorList(IReadOnlyList<CatalogueEntry> Items);

    /// <summary>A connector with its text.</summary>
    /// <param name="Connector">The entry.</param>
    /// <param name="Yaml">Its manifest.</param>
    internal sealed record ConnectorText(CatalogueEntry Connector, string Yaml);

    /// <summary>Versions of a connector.</summary>
    /// <param name="Items">The newest first.</param>
    internal sealed record ConnectorVersions(IReadOnlyList<ConnectorVersion> Items);

    /// <summary>A version.</summary>
    /// <param name="Version">From 1.</param>
    /// <param name="Yaml">Its text.</param>
    /// <param name="CreatedBy">Who saved it.</param>
    /// <param name="CreatedAt">When.</param>
    /// <param name="RemovedAt">When the connector was removed; null: it was not.</param>
    internal sealed record ConnectorVersion(int Version, string Yaml, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? RemovedAt);
}
