using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadMeasures;

/// <summary>A question that is understood: known measures, a period, nodes that the caller may see.</summary>
internal sealed record MeasuresRequest(IReadOnlyList<MeasureDefinition> Measures, Period Period, By By, IReadOnlyList<Node> Nodes, string NodesKey, Comparing Compare, bool IsCsv)
{
    /// <summary>Most values in one answer.</summary>
    public const int MostRows = 250_000;

    /// <summary>Most parts of a period for measures that look at every client's life or every location anew for each part: ten years of months.</summary>
    public const int MostPeriods = 121;

    public static Result<MeasuresRequest> Read(MeasuresQuery query, Scope scope, INetworkTree tree)
    {
        var faults = new List<FieldProblem>();
        var names = (query.Measures ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            faults.Add(new FieldProblem("measures", "required", "Name one or more measures of the catalogue, separated by commas."));
        }

        faults.AddRange(names.Where(name => Catalogue.Find(name) is null).Select(name => new FieldProblem("measures", "unknown_measure", $"There is no measure '{name}'. The catalogue lists all.")));
        var period = PeriodArgument.Read(query.From, query.To);
        faults.AddRange(period.Problem?.Fields ?? []);
        var compare = PeriodArgument.ReadCompare(query.Compare);
        faults.AddRange(compare.Problem?.Fields ?? []);
        var by = ReadBy(query.By, faults);
        var per = ReadPer(query.Per, faults);
        if (query.Format is not (null or "" or "json" or "csv"))
        {
            faults.Add(new FieldProblem("format", "unknown", "Give json or csv."));
        }

        NodeId? asked = null;
        if (!string.IsNullOrEmpty(query.Node))
        {
            if (NodeId.TryParse(query.Node, null, out var node))
            {
                asked = node;
            }
            else
            {
                faults.Add(new FieldProblem("node", "invalid_id", "Give the node's id."));
            }
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        if (VisibleRoots.Under(scope, tree, asked) is not { Count: > 0 } roots)
        {
            return Problem.NotFound("node");
        }

        var kind = per ?? roots[0].Kind;
        var nodes = kind == NodeKind.Location
            ? tree.LocationsUnder(scope.Network, [.. roots.Select(root => root.Id)], withArchived: true)
            : [.. tree.NodesOf(scope.Network, withArchived: true).Where(node => node.Kind == kind && node.Ref.Path.Any(step => roots.Any(root => root.Id == step)))];
        var rows = (long)nodes.Count * Buckets.Count(period.Value, by) * names.Count;
        if (rows > MostRows)
        {
            return new Problem(
                "too_many_rows",
                $"That would be up to {rows} values; {MostRows} is the most at once. Ask for fewer measures, a coarser 'by' (month instead of day), a shorter period, or one 'node' after the other.",
                ProblemKind.Refused);
        }

        var heavy = names.Where(name => Catalogue.Get(name).Computation is OverLocations or OverClients { Question: ClientQuestion.Lapsed or ClientQuestion.ValueToDate or ClientQuestion.LifetimeValue }).ToList();
        if (heavy.Count > 0 && Buckets.Count(period.Value, by) is var periods and > MostPeriods)
        {
            return new Problem(
                "too_many_periods",
                $"{string.Join(", ", heavy)}: everything up to the end of each period is looked at anew, for {periods} periods here; {MostPeriods} is the most at once. Ask for a coarser 'by' (month instead of day) or a shorter period.",
                ProblemKind.Refused);
        }

        var nodesKey = $"{kind}:{string.Join(',', roots.Select(root => root.Id))}";
        return new MeasuresRequest([.. names.Select(Catalogue.Get)], period.Value, by, nodes, nodesKey, compare.Value, query.Format == "csv");
    }

    private static By ReadBy(string? text, List<FieldProblem> faults)
    {
        switch (text)
        {
            case null or "" or "total":
                return By.Total;
            case "day":
                return By.Day;
            case "week":
                return By.Week;
            case "month":
                return By.Month;
            case "year":
                return By.Year;
            default:
                faults.Add(new FieldProblem("by", "unknown", "Give day, week, month, year or total."));
                return default;
        }
    }

    private static NodeKind? ReadPer(string? text, List<FieldProblem> faults)
    {
        switch (text)
        {
            case null or "":
                return null;
            case "location":
                return NodeKind.Location;
            case "group":
                return NodeKind.Group;
            case "region":
                return NodeKind.Region;
            case "network":
                return NodeKind.Network;
            default:
                faults.Add(new FieldProblem("per", "unknown", "Give location, group, region or network."));
                return null;
        }
    }
}
