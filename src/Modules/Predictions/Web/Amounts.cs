using BookedBarber.Shared;

namespace BookedBarber.Predictions.Web;

/// <summary>Numbers of forecasts as amounts of money.</summary>
internal static class Amounts
{
    /// <summary>The amount in the currency's digits; null where nothing is known.</summary>
    public static decimal? Of(double value, Currency currency) => double.IsFinite(value) && Math.Abs(value) < 1e15 ? decimal.Round((decimal)value, currency.Digits, MidpointRounding.AwayFromZero) : null;

    /// <summary>A share, a change or an error with four digits; null where nothing is known.</summary>
    public static double? Ratio(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;

    /// <summary>Relative change; null where there is nothing to compare with.</summary>
    public static double? Change(decimal? now, decimal? then) => now is { } value && then is > 0 ? Ratio((double)(value / then.Value) - 1) : null;
}
