using System.ComponentModel;
using System.Globalization;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadBands;

/// <summary>All locations in their bands, over REST.</summary>
internal static class BandsApi
{
    public static void MapBands(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/networks/{networkId:guid}/bands", ReadAsync).Needs(Permission.MeasuresRead).WithTags("Measures").WithName("readBands").WithSummary("Read performance bands")
            .WithDescription("Every location that the caller may see with its band among all peers of the network, its band in the comparison period, percentile and change. The same placing as in the dashboard, without its limit on the number of locations.");

    private static async Task<Results<AnswerResult<BandsAnswer>, ProblemHttpResult>> ReadAsync(
        Scope scope,
        [Description("First local business day.")] string? from,
        [Description("Last local business day, included.")] string? to,
        [Description("year, previous or none (default).")] string? compare,
        [Description("Measure to place by; net_sales by default.")] string? measure,
        [Description("Only locations at or below this node.")] Guid? node,
        BandsReading read,
        INetworkTree tree,
        CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var period = PeriodArgument.Read(from, to);
        var comparing = PeriodArgument.ReadCompare(compare);
        if ((period.Problem ?? comparing.Problem) is { } malformed)
        {
            return malformed.ToHttp();
        }

        if (BandMeasure.Find(measure) is not { } definition)
        {
            return BandMeasure.Unknown("measure").ToHttp();
        }

        var roots = VisibleRoots.Under(scope, tree, node is { } id ? new NodeId(id) : null);
        return roots.Count == 0
            ? Problem.NotFound("node").ToHttp()
            : AnswerResult<BandsAnswer>.Of(await read.RunAsync(scope, roots, period.Value, comparing.Value, definition, cancellationToken), scope.Network);
    }
}

/// <summary>The measures by which locations can be placed.</summary>
internal static class BandMeasure
{
    public static MeasureDefinition? Find(string? name) =>
        string.IsNullOrEmpty(name) ? Catalogue.Get("net_sales") : LocationFigures.Measures.Contains(name, StringComparer.Ordinal) ? Catalogue.Get(name) : null;

    public static Problem Unknown(string field) =>
        Problem.Invalid(new FieldProblem(field, "unknown_measure", $"Locations can be placed by {string.Join(", ", LocationFigures.Measures)}."));
}

internal sealed class BandsReading(IDatabase database, LocationFiguresCache figures, TargetsCache targetsOf, AnswerCache cache, INetworkTree tree, TimeProvider clock)
{
    public Task<FinishedAnswer> RunAsync(Scope scope, IReadOnlyList<Node> roots, Period period, Comparing comparing, MeasureDefinition measure, CancellationToken cancellationToken)
    {
        var today = tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow());
        var key = AnswerCache.Key(
            "bands", scope, string.Join(',', roots.Select(root => root.Id)), period.ToString(), comparing.ToString(), measure.Name, today.ToString("O", CultureInfo.InvariantCulture), tree.Version(scope.Network).ToString(CultureInfo.InvariantCulture));
        return cache.GetAsync(key, MeasureBasis.Of(scope.Network, [measure], period, comparing.Of(period), figures), MakeAsync, cancellationToken);

        async Task<FinishedAnswer> MakeAsync(CancellationToken token)
        {
            var current = await figures.GetAsync(database, scope.Network, period, token);
            var before = comparing.Of(period) is { } then ? await figures.GetAsync(database, scope.Network, then, token) : null;
            var over = DaysThatAreOver.Of(period, comparing, today);
            var judged = over.IsRunning ? await over.ReadAsync(figures, database, scope.Network, token) : (Now: current, Then: before);
            var targets = await targetsOf.GetAsync(scope.Network, token);
            var placements = tree.LocationsUnder(scope.Network, [.. roots.Select(root => root.Id)])
                .Where(location => current.Locations.ContainsKey(location.Id.Value))
                .Select(location => BandPlacing.Place(location.Id.Value, measure, current, before, targets))
                .ToList();
            return new FinishedAnswer(MeasuresJson.Serialize(BandsOf.Locations(placements, measure, before, judged, targets, tree, int.MaxValue)), "application/json; charset=utf-8");
        }
    }
}
