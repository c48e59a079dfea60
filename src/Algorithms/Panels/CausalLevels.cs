namespace BookedBarber.Algorithms.Panels;

/// <summary>Follows a series step by step with only what is known by then: its level at three speeds, and how each kind of day differs.</summary>
/// <remarks>
/// Exponential smoothing with seasonal terms in the error-correction form (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008), with one term per kind of day instead of one
/// per step of a season, so that promotions and closed days do not shift it. A surprise beyond six usual ones counts as six, so that one odd day moves little.
/// </remarks>
internal sealed class CausalLevels
{
    // Chosen on rolling origins of daily series of shops and restaurants; the middle one remembers about three weeks.
    private const double Fast = 0.18;
    private const double Middle = 0.05;
    private const double Slow = 0.012;
    private const double Effect = 0.06;
    private const double MostSurprise = 6;
    private const double FirstError = 0.1;

    // A place's own difference on rare days: the mean of the last ten, and one more of no difference.
    private const double Rare = 0.1;

    /// <summary>Follows the series through its end.</summary>
    /// <param name="points">Logarithms; NaN where there is no value.</param>
    /// <param name="kinds">Kind of each step.</param>
    /// <param name="usual">Effect of each kind in the whole file, to begin with.</param>
    /// <param name="specials">Class of rare day of each step, 0 for usual days.</param>
    /// <param name="rare">Effect of each class of rare day in the whole file.</param>
    /// <param name="origins">Steps before which a snapshot is kept.</param>
    public CausalLevels(float[] points, byte[] kinds, float[] usual, byte[] specials, float[] rare, IReadOnlySet<int> origins)
    {
        Adjusted = new float[points.Length];
        var snapshots = new Dictionary<int, LevelSnapshot>(origins.Count);
        var effect = (float[])usual.Clone();
        var seen = new int[effect.Length];
        var (fast, middle, slow, error) = (0.0, 0.0, 0.0, FirstError);
        var (count, rareDays, shift) = (0, 0, 0.0);
        for (var t = 0; t <= points.Length; t++)
        {
            if (origins.Contains(t))
            {
                snapshots[t] = new LevelSnapshot((float)fast, (float)middle, (float)slow, (float)error, (float)shift, (float[])effect.Clone());
            }

            if (t == points.Length || float.IsNaN(points[t]))
            {
                if (t < points.Length)
                {
                    Adjusted[t] = float.NaN;
                }

                continue;
            }

            var kind = kinds[t];
            var adjusted = points[t] - effect[kind];
            if (specials[t] != 0)
            {
                // A rare day says nothing of the level; before the first value there is none to compare it with.
                adjusted -= rare[specials[t]];
                shift += count == 0 ? 0 : Math.Max(Rare, 1.0 / (++rareDays + 1)) * (adjusted - middle - shift);
                Adjusted[t] = (float)(adjusted - shift);
                continue;
            }

            count++;
            if (count == 1)
            {
                (fast, middle, slow) = (adjusted, adjusted, adjusted);
            }

            var distance = Math.Abs(adjusted - middle);
            var surprise = Math.Clamp(adjusted - middle, -MostSurprise * error, MostSurprise * error);
            fast += Math.Max(Fast, 1.0 / count) * (adjusted - fast);
            middle += Math.Max(Middle, 1.0 / count) * surprise;
            slow += Math.Max(Slow, 1.0 / count) * (adjusted - slow);
            seen[kind]++;
            effect[kind] += (float)(Math.Max(Effect, 0.5 / (seen[kind] + 1.0)) * surprise);
            error += Math.Max(0.02, 1.0 / (count + 10)) * (distance - error);
            Adjusted[t] = points[t] - effect[kind];
        }

        Snapshots = snapshots;
    }

    /// <summary>Each value without the effect of its kind of day, as of that step; NaN where there is no value.</summary>
    public float[] Adjusted { get; }

    /// <summary>What was known before each origin.</summary>
    public IReadOnlyDictionary<int, LevelSnapshot> Snapshots { get; }
}
