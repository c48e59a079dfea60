using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>The systems that can be connected.</summary>
internal static class CatalogueApi
{
    public static void MapCatalogue(this IEndpointRouteBuilder endpoints)
    {
        var catalogue = endpoints.MapGroup("/api/v2/franchise/catalogue/integrations").WithTags("Integrations").NeedsSignIn();
        catalogue.MapGet("/", List).WithName("listIntegrationCatalogue").WithSummary("List the systems that can be connected")
            .WithDescription("Made of the connectors themselves: what comes in and goes out, how it is authorised and why each scope is asked for, what is not there yet (later) and what the vendor does not offer (cannot).");
        catalogue.MapGet("/{vendor}", Get).WithName("getIntegrationCatalogueEntry").WithSummary("Read one system of the catalogue")
            .WithDescription("The same entry as in the list.");
    }

    private static Ok<CatalogueList> List([Description("Only this category, such as point-of-sale.")] string? category, ICatalogue catalogue) =>
        TypedResults.Ok(new CatalogueList([.. catalogue.All(null).Where(manifest => category is null || manifest.Category == category).Select(CatalogueEntry.Of)], ConnectorCategories.All));

    private static Results<Ok<CatalogueEntry>, ProblemHttpResult> Get(string vendor, ICatalogue catalogue) =>
        catalogue.Find(null, vendor) is { } manifest ? TypedResults.Ok(CatalogueEntry.Of(manifest)) : Problem.NotFound("system in the catalogue").ToHttp();

    /// <summary>The catalogue.</summary>
    /// <param name="Items">The systems by name.</param>
    /// <param name="Categories">All categories, in the order to show them.</param>
    internal sealed record CatalogueList(IReadOnlyList<CatalogueEntry> Items, IReadOnlyList<string> Categories);
}
