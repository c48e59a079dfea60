using BookedBarber.Algorithms.Bulk;

namespace BookedBarber.Algorithms.Panels;

/// <summary>Forecasts all places of a chain together: each from its own level and kinds of day, corrected by trees that learnt from all places what seasons, promotions, holidays and closed days do.</summary>
/// <remarks>
/// The trees learn at many earlier origins, each row with only what was known at its origin, and answer every step of the horizon directly. Ranges are conformal: the same is learnt without the last horizon, and the errors that it
/// then makes there, divided by how restless each place is, are what is expected of the future. Time is dominated by the trees and so nearly the same for fifty places and for five thousand.
/// </remarks>
public static class PanelForecaster
{
    private const int TrialSpacing = 7;
    private const int Trials = 3;

    // Where errors are lopsided, half of the way from their mean to their median is taken: the mean of logarithms errs least in ratios, the median in amounts.
    // Their mean itself is left alone: what one trial period had in common says little of the next.
    private const double MedianShare = 0.5;

    /// <summary>Forecasts.</summary>
    /// <param name="series">The places; each with at least one value, all ending at the same step of the common calendar.</param>
    /// <param name="calendar">What a step is.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="options">How much is learnt, and the seed.</param>
    /// <param name="cancellationToken">Ends the work between two trees.</param>
    /// <returns>One forecast per place, in their order, as if every step were open.</returns>
    public static PanelForecast Forecast(IReadOnlyList<PanelSeries> series, PanelCalendar calendar, int horizon, PanelOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        var cycle = calendar == PanelCalendar.Days ? 7 : 1;
        var scale = PanelScale.Of(series);
        var points = series.Select(each => Array.ConvertAll(each.Values, scale.To)).ToList();
        var keys = PanelKeys.Choose(series, points, cycle);
        var kinds = series.Select((each, s) => keys.Of(each, horizon, points[s].Length)).ToList();
        var usual = keys.Usual(kinds, points);
        var specials = PanelSpecials.Find(series);
        var classes = series.Select((each, s) => specials.Of(each, points[s].Length + horizon)).ToList();
        var rare = specials.Usual(classes, kinds, points, usual);
        var planned = series.Any(each => each.Open is not null);
        var plans = PanelPlan.Draw(points, horizon, Trials, TrialSpacing, options);
        var states = new PanelState[series.Count];
        Parallel.For(0, states.Length, CallersThreads.Options(cancellationToken: cancellationToken), s => states[s] = new PanelState(series[s], points[s], kinds[s], classes[s], rare, new CausalLevels(points[s], kinds[s], usual, classes[s], rare, plans.Origins(s, points[s].Length)), horizon, cycle, planned));
        var features = new PanelFeatures(calendar, states, series[0].Facts.Length);
        var trial = Try(states, features, plans, horizon, options, cancellationToken);
        var model = PanelModel.Fit(states, features, plans.Rows(states, int.MaxValue), options, cancellationToken);
        var ahead = new List<PanelModel.Row>(states.Length * horizon);
        for (var s = 0; s < states.Length; s++)
        {
            ahead.AddRange(Enumerable.Range(0, horizon).Select(h => new PanelModel.Row(s, states[s].Length, states[s].Length + h)));
        }

        var answers = model.Predict(states, ahead);
        return new PanelForecast(scale, horizon, answers, states, trial, MedianShare * (trial.Median - trial.Mean));
    }

    // Learnt without the last steps, and asked for them.
    private static PanelErrors Try(PanelState[] states, PanelFeatures features, PanelPlan plans, int horizon, PanelOptions options, CancellationToken cancellationToken)
    {
        var asked = plans.TrialRows(states, horizon);
        if (asked.Count == 0)
        {
            return PanelErrors.None(horizon);
        }

        var end = asked.Min(row => row.Origin - states[row.State].Length);
        var known = plans.Rows(states, end);
        if (known.Count == 0)
        {
            return PanelErrors.None(horizon);
        }

        var model = PanelModel.Fit(states, features, known, options, cancellationToken);
        return PanelErrors.Of(states, asked, model.Predict(states, asked), horizon);
    }
}
