namespace BookedBarber.Algorithms.Panels;

/// <summary>Which origins of which places are learnt from, and which are kept for the trial.</summary>
internal sealed class PanelPlan
{
    // More steps of one origin tell little new; more origins do.
    private const int StepsEach = 9;

    // Two years show each season twice; before that the place was another.
    private const int Memory = 730;

    private readonly List<(int Origin, int[] Ahead)>[] _origins;
    private readonly int[][] _trials;

    private PanelPlan(List<(int Origin, int[] Ahead)>[] origins, int[][] trials) => (_origins, _trials) = (origins, trials);

    /// <summary>Draws origins at random, evenly over the last two years.</summary>
    public static PanelPlan Draw(IReadOnlyList<float[]> points, int horizon, int trials, int spacing, PanelOptions options)
    {
        var random = new SplitMix(options.Seed);
        var each = Math.Max(2, options.Rows / Math.Max(1, points.Count) / StepsEach);
        var (origins, tried) = (new List<(int, int[])>[points.Count], new int[points.Count][]);
        for (var s = 0; s < points.Count; s++)
        {
            origins[s] = [];
            var length = points[s].Length;
            var earliest = Math.Max(PanelModel.Shortest, length - Memory);
            var span = length - 1 - earliest;

            // Of a short history more origins than steps would only repeat each other.
            var drawn = Math.Min(each, span);
            for (var k = 0; k < drawn; k++)
            {
                var origin = earliest + (int)((k + random.NextDouble()) * span / drawn);
                var reach = Math.Min(horizon, length - origin);
                origins[s].Add((origin, [.. Enumerable.Range(0, Math.Min(StepsEach, reach)).Select(_ => (int)(random.NextDouble() * reach)).Distinct()]));
            }

            tried[s] = [.. Enumerable.Range(0, trials).Select(k => length - horizon - (k * spacing)).Where(origin => origin >= 2 * PanelModel.Shortest)];
        }

        return new PanelPlan(origins, tried);
    }

    /// <summary>Origins of a place, its end included.</summary>
    public HashSet<int> Origins(int series, int length) => [length, .. _origins[series].Select(one => one.Origin), .. _trials[series]];

    /// <summary>Rows to learn from.</summary>
    /// <param name="states">The places.</param>
    /// <param name="end">Steps from the end of each place (negative) that rows must stay before; <see cref="int.MaxValue"/> for all.</param>
    public List<PanelModel.Row> Rows(IReadOnlyList<PanelState> states, int end)
    {
        var rows = new List<PanelModel.Row>();
        for (var s = 0; s < states.Count; s++)
        {
            var limit = end == int.MaxValue ? states[s].Length : states[s].Length + end;
            rows.AddRange(
                from one in _origins[s]
                from ahead in one.Ahead
                let at = one.Origin + ahead
                where at < limit && !float.IsNaN(states[s].Points[at])
                select new PanelModel.Row(s, one.Origin, at));
        }

        return rows;
    }

    /// <summary>Rows of the trial.</summary>
    public List<PanelModel.Row> TrialRows(IReadOnlyList<PanelState> states, int horizon) =>
    [
        .. from s in Enumerable.Range(0, states.Count)
           from origin in _trials[s]
           from at in Enumerable.Range(origin, horizon)
           where !float.IsNaN(states[s].Points[at])
           select new PanelModel.Row(s, origin, at),
    ];
}
