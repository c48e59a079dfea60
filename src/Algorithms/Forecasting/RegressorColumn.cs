namespace BookedBarber.Algorithms.Forecasting;

/// <summary>One input made of a regressor: its amount beside what is usual for the series, or whether it is of one kind.</summary>
/// <param name="Fact">Number of the regressor.</param>
/// <param name="Kind">The kind that counts 1, all others 0; null: the amount itself.</param>
/// <param name="Low">Least amount that was seen. What lies further out counts as this, because nothing is known of it.</param>
/// <param name="High">Largest amount that was seen.</param>
internal sealed record RegressorColumn(int Fact, float? Kind, float Low, float High)
{
    // Rarer kinds cannot be told from chance; of more kinds each is too rare.
    private const int FewestSteps = 3;
    private const int MostKinds = 16;

    /// <summary>The columns of all regressors that differ at all.</summary>
    /// <param name="facts">Per series and regressor one value a step; NaN where not known.</param>
    /// <param name="lengths">Per series the number of steps that have a value.</param>
    /// <param name="kinds">Per regressor whether its values are kinds, not amounts.</param>
    public static IReadOnlyList<RegressorColumn> Of(IReadOnlyList<float[][]> facts, IReadOnlyList<int> lengths, IReadOnlyList<bool> kinds)
    {
        var columns = new List<RegressorColumn>();
        for (var fact = 0; fact < kinds.Count; fact++)
        {
            var counts = new Dictionary<float, int>();
            for (var s = 0; s < facts.Count; s++)
            {
                foreach (var value in facts[s][fact].AsSpan(0, lengths[s]))
                {
                    if (!float.IsNaN(value))
                    {
                        counts[value] = counts.GetValueOrDefault(value) + 1;
                    }
                }
            }

            if (counts.Count < 2)
            {
                continue;
            }

            if (!kinds[fact])
            {
                columns.Add(new RegressorColumn(fact, null, counts.Keys.Min(), counts.Keys.Max()));
                continue;
            }

            var usual = counts.MaxBy(pair => pair.Value).Key;
            var rare = counts.Where(pair => pair.Key != usual && pair.Value >= FewestSteps).OrderByDescending(pair => pair.Value).Take(MostKinds).Select(pair => pair.Key).Order();
            columns.AddRange(rare.Select(kind => new RegressorColumn(fact, kind, 0, 1)));
        }

        return columns;
    }

    /// <summary>The column of one series, through the horizon. A step of which nothing is known counts as usual.</summary>
    public double[] Values(float[][] facts, int length)
    {
        var values = facts[Fact];
        if (Kind is { } kind)
        {
            return Array.ConvertAll(values, value => value == kind ? 1.0 : 0);
        }

        var (sum, count) = (0.0, 0);
        foreach (var value in values.AsSpan(0, length))
        {
            if (!float.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        var mean = count == 0 ? 0 : sum / count;
        return Array.ConvertAll(values, value => float.IsNaN(value) ? 0 : Math.Clamp(value, Low, High) - mean);
    }
}
