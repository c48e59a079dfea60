using BookedBarber.Measures.Domain;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadCatalogue;

/// <summary>A measure as published.</summary>
/// <param name="Name">Stable name, as used in questions and answers.</param>
/// <param name="Title">Short title.</param>
/// <param name="Text">What it means, in plain words.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Unit">money, count, percent, minutes or hours. Percent values are in per cent ("4.12").</param>
/// <param name="Direction">up: more is better; down: less is better.</param>
/// <param name="Requirement">The definition's number in the requirements.</param>
/// <param name="Additive">Whether the values of days and locations sum to the value of the whole.</param>
internal sealed record CatalogueItem(string Name, string Title, string Text, string Formula, string Unit, string Direction, string Requirement, bool Additive);

/// <summary>All measures.</summary>
internal sealed record CatalogueAnswer(IReadOnlyList<CatalogueItem> Items);

/// <summary>The catalogue of measures over REST.</summary>
internal static class CatalogueApi
{
    private static readonly CatalogueAnswer Answer = new(
    [
        .. Catalogue.All.Select(measure => new CatalogueItem(
            measure.Name,
            measure.Title,
            measure.Text,
            measure.Formula,
            MeasureFormat.UnitName(measure.Unit),
            measure.Direction == Direction.Up ? "up" : "down",
            measure.Requirement,
            measure.IsAdditive)),
    ]);

    public static void MapCatalogue(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/catalogue/measures", Read).NeedsSignIn().WithTags("Measures").WithName("listMeasures").WithSummary("List the measures")
            .WithDescription("Every measure with its text, formula, unit and requirement. Screens, answers and exports compute them by this one definition.");

    private static Ok<CatalogueAnswer> Read() => TypedResults.Ok(Answer);
}
