using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>Forecasts one location for a question, from its own days: for a location that no night has forecast yet.</summary>
internal sealed class RevenueAtOnce(DayReader days)
{
    private const int LeastKnown = 56;
    private const int Origins = 12;
    private const int BetweenOrigins = 14;

    public async Task<Result<RevenueRow>> MakeAsync(Node location, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        var read = await days.ReadAsync(location.Network, [location.Id.Value], location.Currency.Code, today.AddDays(-RevenuePart.MostHistory), today.AddDays(-1), cancellationToken);
        var known = read.Known(0);
        if (known < LeastKnown)
        {
            return new Problem("too_little_history", $"This location has {known} days with sales in {location.Currency.Code}; {LeastKnown} are needed before anything can be said.", ProblemKind.Refused);
        }

        var first = read.FirstKnown(0);
        var values = read.Sales[0][first..];
        var horizon = MonthSpan.SixMonths(today);
        var mean = GrowthMethod.One(values, horizon);
        var made = NodeForecast.Make(
            location.Id.Value, true, location.Currency.Code, today, false, Guid.Empty, read.From.AddDays(first), known, mean, NaiveMethod.One(values, horizon), Ranges(values, today, horizon), Restlessness.OfDays(values), Restlessness.OfWeeks(values));
        return new RevenueRow
        {
            NodeId = made.Node,
            Currency = made.Currency,
            MadeOn = today,
            KnownFrom = made.KnownFrom,
            KnownDays = known,
            Mean = made.Mean,
            P05 = made.Days[0],
            P50 = made.Days[1],
            P95 = made.Days[2],
            Naive = made.Naive,
            Months = made.Months,
            MonthP05 = made.MonthRanges[0],
            MonthP50 = made.MonthRanges[1],
            MonthP95 = made.MonthRanges[2],
            TotalP05 = made.TotalRange[0],
            TotalP50 = made.TotalRange[1],
            TotalP95 = made.TotalRange[2],
            Method = GrowthMethod.MethodName,
        };
    }

    // The same was asked on earlier days of the same location; how far off it was then is the range.
    private static RangeTable Ranges(double[] values, DateOnly today, int horizon)
    {
        var learner = new RangeLearner();
        for (var origin = 0; origin < Origins; origin++)
        {
            var kept = values.Length - 28 - (origin * BetweenOrigins);
            if (kept < LeastKnown)
            {
                break;
            }

            var reach = Math.Min(horizon, values.Length - kept);
            var before = values[..kept];
            learner.Add(origin, true, today.AddDays(kept - values.Length), GrowthMethod.One(before, reach), values[kept..(kept + reach)], Restlessness.OfDays(before), Restlessness.OfWeeks(before));
        }

        return learner.Table();
    }
}
