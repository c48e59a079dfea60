namespace BookedBarber.Algorithms.Panels;

/// <summary>Errors of the trial: by step, in units of how restless each place is.</summary>
internal sealed class PanelErrors
{
    // Steps are pooled in bands of about a week, whose errors are much alike.
    private const int Bands = 6;
    private const int MostErrors = 4000;

    // Weight of the place's unrest against its own errors in the trial, in errors.
    private const double Prior = 30;
    private const float LeastUnrest = 1e-4f;
    private readonly float[][] _sorted;
    private readonly float[] _size;

    private PanelErrors(float[][] sorted, float[] size, double median, double mean, int count) => (_sorted, _size, Median, Mean, Count) = (sorted, size, median, mean, count);

    /// <summary>Median of all errors, on the logarithmic scale.</summary>
    public double Median { get; }

    /// <summary>Mean of all errors, on the logarithmic scale.</summary>
    public double Mean { get; }

    /// <summary>Number of errors.</summary>
    public int Count { get; }

    public static PanelErrors None(int horizon) => new([.. Enumerable.Repeat(Array.Empty<float>(), horizon)], [], 0, 0, 0);

    public static PanelErrors Of(IReadOnlyList<PanelState> states, IReadOnlyList<PanelModel.Row> rows, float[] answers, int horizon)
    {
        var errors = new float[rows.Count];
        var (sums, counts) = (new double[states.Count], new int[states.Count]);
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = states[rows[i].State].Points[rows[i].At] - answers[i];
            sums[rows[i].State] += Math.Abs(errors[i]);
            counts[rows[i].State]++;
        }

        var unrest = states.Select(state => Math.Max(LeastUnrest, state.Levels.Snapshots[state.Length].Unrest)).ToArray();
        var ratio = sums.Sum() / Math.Max(1e-9, unrest.Select((value, s) => (double)value * counts[s]).Sum());
        var sizes = unrest.Select((value, s) => (float)((sums[s] + (Prior * ratio * value)) / (counts[s] + Prior))).ToArray();
        var bands = new List<float>[Math.Min(Bands, horizon)];
        for (var band = 0; band < bands.Length; band++)
        {
            bands[band] = [];
        }

        for (var i = 0; i < errors.Length; i++)
        {
            bands[BandOf(rows[i].At - rows[i].Origin, horizon)].Add(errors[i] / sizes[rows[i].State]);
        }

        var sorted = bands.Select(Thin).ToArray();
        var all = errors.Order().ToArray();
        return new PanelErrors([.. Enumerable.Range(0, horizon).Select(h => sorted[BandOf(h, horizon)])], sizes, all[all.Length / 2], all.Average(), all.Length);
    }

    /// <summary>The error below which a share of outcomes lies; NaN where nothing could be tried.</summary>
    public double Quantile(int series, int step, double share)
    {
        var sorted = _sorted[step];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var place = Math.Clamp(((sorted.Length + 1) * share) - 1, 0, sorted.Length - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return _size[series] * (sorted[low] + ((place - low) * (sorted[high] - sorted[low])));
    }

    private static int BandOf(int step, int horizon) => step * Math.Min(Bands, horizon) / horizon;

    private static float[] Thin(List<float> errors)
    {
        errors.Sort();
        return errors.Count <= MostErrors ? [.. errors] : [.. Enumerable.Range(0, MostErrors).Select(i => errors[(int)((i + 0.5) * errors.Count / MostErrors)])];
    }
}
