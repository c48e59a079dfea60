using System.ComponentModel;
using System.Globalization;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadSameLocation;

/// <summary>A location that is left out.</summary>
/// <param name="Reason">other_currency, not_open, not_open_through_prior_period, open_less_than_13_months, closed, no_sales_in_prior_period, no_sales_in_period, or interrupted (a whole month, or the time before the first records of all, without any record).</param>
internal sealed record ExcludedItem(Guid Id, string Name, string Reason);

/// <summary>Growth of the locations that were open through both periods.</summary>
/// <param name="Growth">Current ÷ prior − 1 as a ratio; null when nothing can be compared.</param>
/// <param name="Current">Net sales of the included locations in the period.</param>
/// <param name="Prior">Their net sales in the same period a year earlier.</param>
internal sealed record SameLocationAnswer(string? Growth, string Currency, string Current, string Prior, IReadOnlyList<Guid> Included, IReadOnlyList<ExcludedItem> Excluded);

/// <summary>Same-location growth over REST.</summary>
internal static class SameLocationApi
{
    public static void MapSameLocation(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/networks/{networkId:guid}/same-location", ReadAsync).Needs(Permission.MeasuresRead).WithTags("Measures").WithName("readSameLocationGrowth").WithSummary("Read same-location growth")
            .WithDescription("Growth of net sales over the year before, of locations that were open through both periods and for 13 full months, in the node's currency; with the locations that are included, and those that are not and why.");

    private static async Task<Results<AnswerResult<SameLocationAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("First local business day.")] string? from,
        [Description("Last local business day, included.")] string? to,
        [Description("Only locations at or below this node.")] Guid? node,
        SameLocationReading read,
        INetworkTree tree,
        CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var period = PeriodArgument.Read(from, to);
        if (!period.Succeeded)
        {
            return period.Problem.ToHttp();
        }

        var roots = VisibleRoots.Under(scope, tree, node is { } id ? new NodeId(id) : null);
        return roots.Count == 0 ? Problem.NotFound("node").ToHttp() : AnswerResult<SameLocationAnswer>.Of(await read.RunAsync(scope, roots, period.Value, cancellationToken), scope.Network);
    }
}

internal sealed class SameLocationReading(IDatabase database, LocationFiguresCache figures, AnswerCache cache, INetworkTree tree)
{
    private static readonly MeasureDefinition NetSales = Catalogue.Get("net_sales");

    public Task<FinishedAnswer> RunAsync(Scope scope, IReadOnlyList<Node> roots, Period period, CancellationToken cancellationToken)
    {
        var key = AnswerCache.Key("same-location", scope, string.Join(',', roots.Select(root => root.Id)), period.ToString(), tree.Version(scope.Network).ToString(CultureInfo.InvariantCulture));
        return cache.GetAsync(key, MeasureBasis.Of(scope.Network, [NetSales], period, period.YearBefore(), figures), MakeAsync, cancellationToken);

        async Task<FinishedAnswer> MakeAsync(CancellationToken token)
        {
            var current = await figures.GetAsync(database, scope.Network, period, token);
            var prior = await figures.GetAsync(database, scope.Network, period.YearBefore(), token);
            var currency = roots[0].Currency.Code;
            var growth = SameLocation.Of(tree.LocationsUnder(scope.Network, [.. roots.Select(root => root.Id)], withArchived: true), currency, current, prior);
            return new FinishedAnswer(
                MeasuresJson.Serialize(new SameLocationAnswer(
                    MeasureFormat.Ratio(growth.Growth),
                    currency,
                    MeasureFormat.Text(NetSales, growth.Current, currency)!,
                    MeasureFormat.Text(NetSales, growth.Prior, currency)!,
                    [.. growth.Included.Select(location => location.Id.Value)],
                    [.. growth.Excluded.Select(excluded => new ExcludedItem(excluded.Location.Id.Value, excluded.Location.Name, excluded.Reason))])),
                "application/json; charset=utf-8");
        }
    }
}
