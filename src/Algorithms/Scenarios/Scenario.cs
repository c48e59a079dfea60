namespace BookedBarber.Algorithms.Scenarios;

/// <summary>What a forecast becomes under another plan: prices, opening hours, an opening or closing nearby, a promotion.</summary>
/// <remarks>
/// Effects multiply, as elasticities do; their logarithms add up, and so do the squares of their deviations, since what is not known of one change is taken to be independent of the others. The range of the
/// outcome is that of the forecast widened by what is not known of the effects; that of the change itself leaves the forecast's own range out, because both plans share it.
/// </remarks>
public static class Scenario
{
    // 90 % of a normal distribution lie within this many deviations of its middle.
    private const double NinetyPercent = 1.645;

    /// <summary>The steps under the changed plan.</summary>
    /// <param name="forecast">The forecast, step after step; at least one.</param>
    /// <param name="changes">What is changed; none changes nothing.</param>
    /// <exception cref="ArgumentException">A mean is negative or not finite; its step is named.</exception>
    public static ScenarioOutcome Apply(IReadOnlyList<ScenarioStep> forecast, IReadOnlyList<ScenarioChange> changes)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(changes);
        var wrong = forecast.Index().FirstOrDefault(step => !double.IsFinite(step.Item.Mean) || step.Item.Mean < 0, (-1, default)).Index;
        if (wrong >= 0)
        {
            throw new ArgumentException($"The forecast of step {wrong} is {forecast[wrong].Mean}; it must be finite and 0 or more.", nameof(forecast));
        }

        var steps = new ScenarioStep[forecast.Count];
        var before = forecast.Sum(step => step.Mean);
        for (var at = 0; at < steps.Length; at++)
        {
            var acting = changes.Where(change => at >= change.First && at <= change.Last).ToList();
            steps[at] = Moved(forecast[at], acting.Sum(change => change.Effect), Math.Sqrt(acting.Sum(change => change.Deviation * change.Deviation)));
        }

        var after = steps.Sum(step => step.Mean);
        // Each change errs the same way at every step: its errors of all steps add up, those of different changes do not.
        var deviation = Math.Sqrt(changes.Sum(change => Math.Pow(change.Deviation * steps.Index().Where(step => step.Index >= change.First && step.Index <= change.Last).Sum(step => step.Item.Mean), 2)));
        return new ScenarioOutcome(steps, after - before, after - before - (NinetyPercent * deviation), after - before + (NinetyPercent * deviation));
    }

    private static ScenarioStep Moved(ScenarioStep step, double effect, double deviation)
    {
        var factor = Math.Exp(effect);
        var mean = step.Mean * factor;
        if (deviation == 0 || !(step.Low > 0) || !(step.Middle > 0))
        {
            // Without a positive range there are no logarithms to widen: the effect's own uncertainty is laid beside.
            var more = NinetyPercent * deviation * mean;
            return new ScenarioStep(mean, Math.Max(0, (step.Low * factor) - more), step.Middle * factor, (step.High * factor) + more);
        }

        var (down, up, own) = (Math.Log(step.Middle / step.Low), Math.Log(step.High / step.Middle), NinetyPercent * deviation);
        var middle = step.Middle * factor;
        return new ScenarioStep(mean, middle * Math.Exp(-Math.Sqrt((down * down) + (own * own))), middle, middle * Math.Exp(Math.Sqrt((up * up) + (own * own))));
    }
}
