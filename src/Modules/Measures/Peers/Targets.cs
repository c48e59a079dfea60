using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Peers;

/// <summary>A target as stored.</summary>
internal sealed record TargetRow(string Measure, Guid NodeId, DateOnly FromDay, decimal Value);

/// <summary>
/// The targets of a network. A share or an average holds for the node and all below it, the nearest one counting; a sum (net sales, visits) is per
/// calendar month, holds for that node alone, and is taken in proportion to the days of each month.
/// </summary>
internal sealed class Targets(IReadOnlyCollection<TargetRow> rows)
{
    private readonly ILookup<(string, Guid), TargetRow> _rows = rows.ToLookup(row => (row.Measure, row.NodeId));

    public int Count => rows.Count;

    public static async Task<Targets> ReadAsync(Session session, NetworkId network, CancellationToken cancellationToken) =>
        new(await session.QueryAsync<TargetRow>("select measure, node_id, from_day, value from measures.target where network_id = @network", new { network }, cancellationToken));

    /// <summary>The target of a node over a period; null when none is set.</summary>
    public decimal? Of(MeasureDefinition measure, Node node, Period period) =>
        measure.IsAdditive ? Sum(measure, node, period) : node.Ref.Path.Reverse().Select(step => At(measure, step.Value, period.To)).FirstOrDefault(value => value is not null);

    private decimal? Sum(MeasureDefinition measure, Node node, Period period)
    {
        var sum = 0m;
        for (var month = new DateOnly(period.From.Year, period.From.Month, 1); month <= period.To; month = month.AddMonths(1))
        {
            var days = DateTime.DaysInMonth(month.Year, month.Month);
            var first = month < period.From ? period.From : month;
            var last = month.AddDays(days - 1) > period.To ? period.To : month.AddDays(days - 1);
            if (At(measure, node.Id.Value, last) is not { } value)
            {
                return null;
            }

            sum += value * (last.DayNumber - first.DayNumber + 1) / days;
        }

        return sum;
    }

    private decimal? At(MeasureDefinition measure, Guid node, DateOnly day) =>
        _rows[(measure.Name, node)].Where(row => row.FromDay <= day).MaxBy(row => row.FromDay)?.Value;
}
