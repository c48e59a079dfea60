using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.Insights;

/// <summary>Something that deserves attention.</summary>
internal sealed record InsightItem
{
    public Guid Id { get; init; }

    [Description("sales_below_expected, sales_above_expected, sales_step, sales_drift, new_clients_step, price_change, lapsed_cohort or forecast_off.")]
    public string Kind { get; init; } = string.Empty;

    public Guid NodeId { get; init; }

    public string? NodeName { get; init; }

    [Description("When what it is about began.")]
    public DateOnly Since { get; init; }

    [Description("When it was first found.")]
    public DateOnly FoundOn { get; init; }

    [Description("The last run that saw it.")]
    public DateOnly SeenOn { get; init; }

    [Description("0 to 1.")]
    public double Strength { get; init; }

    public string Title { get; init; } = string.Empty;

    [Description("What is the matter, with its figures.")]
    public string Sentence { get; init; } = string.Empty;

    [Description("What to do.")]
    public string Action { get; init; } = string.Empty;

    [Description("The measure that it is about.")]
    public string Measure { get; init; } = string.Empty;

    [Description("Change as a ratio.")]
    public double? Size { get; init; }

    [Description("With sizeHigh: nine times in ten the truth lies between.")]
    public double? SizeLow { get; init; }

    public double? SizeHigh { get; init; }

    [Description("Money a month.")]
    [JsonConverter(typeof(DecimalString))]
    public decimal? Effect { get; init; }

    public string? Currency { get; init; }

    [Description("Figures that show it.")]
    public JsonElement Evidence { get; init; }
}

/// <summary>Findings over REST.</summary>
internal static class InsightsApi
{
    private static readonly string[] Kinds = ["sales_below_expected", "sales_above_expected", "sales_step", "sales_drift", "new_clients_step", "price_change", "lapsed_cohort", "forecast_off"];

    public static void MapInsights(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(PredictionsApi.Network + "/ai-insights", ListAsync).Needs(Permission.MeasuresRead).WithTags(PredictionsApi.Tag).WithName("listInsights").WithSummary("List findings")
            .WithDescription("What deserves attention in the units that the caller may see, newest and strongest first, each with what shows it and what to do. A matter stays one finding for as long as it lasts.");

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Kind { get; init; } = string.Empty;

        public Guid NodeId { get; init; }

        public DateOnly Since { get; init; }

        public DateOnly FoundOn { get; init; }

        public DateOnly SeenOn { get; init; }

        public float Strength { get; init; }

        public string Title { get; init; } = string.Empty;

        public string Sentence { get; init; } = string.Empty;

        public string Action { get; init; } = string.Empty;

        public string Measure { get; init; } = string.Empty;

        public float? Size { get; init; }

        public float? SizeLow { get; init; }

        public float? SizeHigh { get; init; }

        public decimal? Effect { get; init; }

        public string? Currency { get; init; }

        public string Evidence { get; init; } = "{}";
    }

    private static async Task<Results<Ok<PredictionPage<InsightItem>>, ProblemHttpResult>> ListAsync(
        Scope scope,
        [Description("A unit and all below it; all that the caller may see by default.")] Guid? node,
        [Description("One sort of finding; all by default.")] string? kind,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        INetworkTree tree,
        IDatabase database,
        CancellationToken cancellationToken)
    {
        var paging = Paging.Read(limit, cursor);
        if (!paging.Succeeded || !(string.IsNullOrEmpty(kind) || Kinds.Contains(kind, StringComparer.Ordinal)))
        {
            return (paging.Problem ?? Problem.Invalid(new FieldProblem("kind", "unknown", $"Give one of {string.Join(", ", Kinds)}."))).ToHttp();
        }

        await tree.LoadAsync(cancellationToken);
        if (node is { } id && (tree.Find(new NodeId(id)) is not { } asked || !scope.Sees(asked.Ref)))
        {
            return Problem.NotFound("node").ToHttp();
        }

        var nodes = tree.NodesOf(scope.Network, withArchived: true).Where(one => scope.Sees(one.Ref) && (node is not { } top || one.Ref.Path.Contains(new NodeId(top)))).ToDictionary(one => one.Id.Value, one => one.Name);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select id, kind, node_id, since, found_on, seen_on, strength, title, sentence, action, measure, size, size_low, size_high, effect, currency, evidence::text as evidence
            from predictions.finding
            where network_id = @Network and closed_on is null and node_id = any(@Nodes) and (@Kind::text is null or kind = @Kind)
            order by found_on desc, strength desc, id limit @Limit + 1 offset @Offset
            """,
            new { scope.Network, Nodes = nodes.Keys.ToArray(), Kind = string.IsNullOrEmpty(kind) ? null : kind, paging.Value.Limit, paging.Value.Offset },
            cancellationToken);
        return TypedResults.Ok(PredictionPage<InsightItem>.Of([.. rows.Select(row => Item(row, nodes))], paging.Value));
    }

    private static InsightItem Item(Row row, Dictionary<Guid, string> names) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        NodeId = row.NodeId,
        NodeName = names.GetValueOrDefault(row.NodeId),
        Since = row.Since,
        FoundOn = row.FoundOn,
        SeenOn = row.SeenOn,
        Strength = Math.Round(row.Strength, 3),
        Title = row.Title,
        Sentence = row.Sentence,
        Action = row.Action,
        Measure = row.Measure,
        Size = Rounded(row.Size),
        SizeLow = Rounded(row.SizeLow),
        SizeHigh = Rounded(row.SizeHigh),
        Effect = row.Effect,
        Currency = row.Currency,
        Evidence = JsonSerializer.Deserialize<JsonElement>(row.Evidence),
    };

    private static double? Rounded(float? value) => value is { } known ? Math.Round(known, 4) : null;
}
