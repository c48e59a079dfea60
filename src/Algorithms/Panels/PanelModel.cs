using BookedBarber.Algorithms.Bulk;

namespace BookedBarber.Algorithms.Panels;

/// <summary>Trees learnt from all places at many earlier origins.</summary>
internal sealed class PanelModel
{
    // Fewer steps tell nothing of a place's kinds of day.
    public const int Shortest = 14;

    // Share of the carried-on season beside the trees, reached after a quarter: best between 0.2 and 0.4 on half-years of Rossmann's stores, while of the next six weeks the last few say more.
    private const float SeasonShare = 0.3f;
    private const float Quarter = 84;

    // Rows of one table: enough to be shared among threads, few enough that a thousand places half a year ahead take little memory.
    private const int Together = 1 << 15;

    private readonly PanelFeatures _features;
    private readonly BulkBoosting[] _boosted;

    private PanelModel(PanelFeatures features, BulkBoosting[] boosted) => (_features, _boosted) = (features, boosted);

    /// <summary>One row to learn from or to forecast.</summary>
    public readonly record struct Row(int State, int Origin, int At);

    /// <summary>Learns from rows whose steps all lie before a common step.</summary>
    public static PanelModel Fit(IReadOnlyList<PanelState> states, PanelFeatures features, IReadOnlyList<Row> rows, PanelOptions options, CancellationToken cancellationToken)
    {
        var columns = Table(states, features, rows);
        var targets = new float[rows.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = states[rows[i].State].Points[rows[i].At] - PanelFeatures.Base(states[rows[i].State], rows[i].Origin, rows[i].At);
        }

        return new PanelModel(features, rows.Count == 0 ? [] : [.. options.Trees(rows.Count).Select(option => BulkBoosting.Fit(columns, targets, option, cancellationToken))]);
    }

    /// <summary>Forecasts rows, on the scale of the points.</summary>
    public float[] Predict(IReadOnlyList<PanelState> states, IReadOnlyList<Row> rows)
    {
        var result = new float[rows.Count];
        for (var begin = 0; begin < rows.Count; begin += Together)
        {
            Row[] part = [.. rows.Skip(begin).Take(Together)];
            Predict(states, part, result.AsSpan(begin, part.Length));
        }

        return result;
    }

    private void Predict(IReadOnlyList<PanelState> states, Row[] rows, Span<float> result)
    {
        var columns = Table(states, _features, rows);
        foreach (var boosted in _boosted)
        {
            var answers = boosted.Predict(columns, rows.Length);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] += answers[i] / _boosted.Length;
            }
        }

        for (var i = 0; i < result.Length; i++)
        {
            var (state, origin, at) = (states[rows[i].State], rows[i].Origin, rows[i].At);
            result[i] += PanelFeatures.Base(state, origin, at);
            if (PanelFeatures.Yearly(state, origin, at) is var yearly && float.IsFinite(yearly))
            {
                result[i] += SeasonShare * Math.Min(1, (at - origin) / Quarter) * (yearly - result[i]);
            }
        }
    }

    private static float[][] Table(IReadOnlyList<PanelState> states, PanelFeatures features, IReadOnlyList<Row> rows)
    {
        var columns = new float[features.Count][];
        for (var f = 0; f < columns.Length; f++)
        {
            columns[f] = new float[rows.Count];
        }

        const int Block = 4096;
        Parallel.For(0, (rows.Count + Block - 1) / Block, CallersThreads.Options(), block =>
        {
            for (var i = block * Block; i < Math.Min(rows.Count, (block + 1) * Block); i++)
            {
                features.Write(columns, i, states[rows[i].State], rows[i].Origin, rows[i].At);
            }
        });
        return columns;
    }
}
