using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BookedBarber.Measures.Features.ReadMeasures;

/// <summary>The question as it comes in.</summary>
internal sealed record MeasuresQuery
{
    [Description("Names from the catalogue, separated by commas.")]
    public string? Measures { get; init; }

    [Description("First local business day, such as 2026-03-01.")]
    public string? From { get; init; }

    [Description("Last local business day, included.")]
    public string? To { get; init; }

    [Description("day, week (ISO), month, year or total (default).")]
    public string? By { get; init; }

    [Description("location, group, region or network; by default the level of the node.")]
    public string? Per { get; init; }

    [Description("Only what lies at or below this node; by default all that the caller may see.")]
    public string? Node { get; init; }

    [Description("previous or year: adds each value's comparison.")]
    public string? Compare { get; init; }

    [Description("json (default) or csv.")]
    public string? Format { get; init; }
}

/// <summary>One value.</summary>
/// <param name="Period">2026-03-01, 2026-W09, 2026-03, 2026 or 2026-03-01/2026-06-30.</param>
/// <param name="NodeId">The node.</param>
/// <param name="NodeCode">Its code; the network's slug for the network itself.</param>
/// <param name="Measure">The measure's name.</param>
/// <param name="Value">Exact decimal; null when there is nothing to divide by.</param>
/// <param name="Unit">The currency's code for money, else count, percent, minutes or hours.</param>
/// <param name="Comparison">The value in the comparison period; left out when not asked for.</param>
internal sealed record MeasureRow(string Period, Guid NodeId, string NodeCode, string Measure, string? Value, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comparison);

/// <summary>The values.</summary>
/// <param name="Rows">By period, node and measure. A node without any record in a period has no row for it, except in totals.</param>
/// <param name="AsOf">When they were read.</param>
internal sealed record MeasuresAnswer(IReadOnlyList<MeasureRow> Rows, DateTimeOffset AsOf);
