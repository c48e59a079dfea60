using BookedBarber.Shared;

namespace BookedBarber.Measures.Cells;

/// <summary>Days of one node, both ends included.</summary>
internal readonly record struct NodeSpan(Guid Node, DateOnly FirstDay, DateOnly LastDay)
{
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
}

/// <summary>Spans by node, merged where they overlap or touch.</summary>
internal sealed class NodeSpans
{
    // Two spans closer than this become one: a week too many costs less than another look-up.
    private const int Gap = 7;

    private readonly Dictionary<Guid, List<NodeSpan>> _spans = [];

    public void Add(Guid node, DateOnly firstDay, DateOnly lastDay)
    {
        if (!_spans.TryGetValue(node, out var spans))
        {
            _spans[node] = spans = [];
        }

        spans.Add(new NodeSpan(node, firstDay, lastDay));
    }

    /// <summary>Whether a day lies in the spans already.</summary>
    public bool Contains(Guid node, DateOnly day) => _spans.TryGetValue(node, out var spans) && spans.Any(span => day >= span.FirstDay && day <= span.LastDay);

    /// <summary>The merged spans, by node and day; no two of a node overlap.</summary>
    public IReadOnlyList<NodeSpan> Merged()
    {
        var merged = new List<NodeSpan>();
        foreach (var spans in _spans.OrderBy(pair => pair.Key).Select(pair => pair.Value))
        {
            var current = default(NodeSpan?);
            foreach (var span in spans.OrderBy(span => span.FirstDay))
            {
                if (current is { } open && span.FirstDay.DayNumber - open.LastDay.DayNumber <= Gap)
                {
                    current = open with { LastDay = span.LastDay > open.LastDay ? span.LastDay : open.LastDay };
                    continue;
                }

                if (current is { } done)
                {
                    merged.Add(done);
                }

                current = span;
            }

            merged.Add(current!.Value);
        }

        return merged;
    }

    /// <summary>Cuts a list into portions of about so many node-days, so that no statement grows without bound.</summary>
    public static IEnumerable<IReadOnlyList<NodeSpan>> Portions(IReadOnlyList<NodeSpan> spans, int days)
    {
        var portion = new List<NodeSpan>();
        var size = 0;
        foreach (var span in spans)
        {
            if (size + span.Days > days && portion.Count > 0)
            {
                yield return portion;
                (portion, size) = ([], 0);
            }

            portion.Add(span);
            size += span.Days;
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }
}

/// <summary>Spans as the array parameters that the statements of <see cref="CellSql"/> expect.</summary>
internal sealed record SpanParameters(Guid NetworkId, Guid[] Nodes, DateOnly[] FirstDays, DateOnly[] LastDays)
{
    public static SpanParameters Of(NetworkId network, IReadOnlyList<NodeSpan> spans) =>
        new(network.Value, [.. spans.Select(span => span.Node)], [.. spans.Select(span => span.FirstDay)], [.. spans.Select(span => span.LastDay)]);
}
