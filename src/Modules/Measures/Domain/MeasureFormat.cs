using System.Globalization;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Domain;

/// <summary>How values leave the module: exact decimals as text, with the digits that their unit has.</summary>
internal static class MeasureFormat
{
    // Enough to tell 10,000 visits from 10,001 in a share.
    private const int PercentDigits = 4;

    /// <summary>A value: money with its currency's digits, counts whole, percent with four digits; rounded half away from zero. Null stays null.</summary>
    public static string? Text(MeasureDefinition measure, decimal? value, string? currency) =>
        value is { } exact ? Rounded(measure, exact, currency).ToString("F" + Digits(measure, currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    /// <summary>The value as it is shown.</summary>
    public static decimal Rounded(MeasureDefinition measure, decimal value, string? currency) =>
        decimal.Round(value, Digits(measure, currency), MidpointRounding.AwayFromZero);

    /// <summary>The unit on the wire: the currency's code for money, else the unit's name.</summary>
    public static string UnitCode(MeasureDefinition measure, string? currency) => measure.Unit == Unit.Money ? currency ?? string.Empty : UnitName(measure.Unit);

    public static string UnitName(Unit unit) => unit switch
    {
        Unit.Money => "money",
        Unit.Count => "count",
        Unit.Percent => "percent",
        Unit.Minutes => "minutes",
        _ => "hours",
    };

    /// <summary>Relative change of a measure as a ratio; null when there is nothing to compare with, and for a measure that is itself a change: by how much a growth has grown means nothing.</summary>
    public static string? Change(MeasureDefinition measure, decimal? value, decimal? comparison) =>
        measure.Computation is OverLocations { Question: LocationQuestion.SameLocationGrowth } ? null : Change(value, comparison);

    /// <summary>Relative change as a ratio with four digits; null when there is nothing to compare with.</summary>
    public static string? Change(decimal? value, decimal? comparison) => Ratio(ChangeOf(value, comparison));

    public static decimal? ChangeOf(decimal? value, decimal? comparison) => value is { } now && comparison is { } then && then > 0 ? (now / then) - 1 : null;

    public static string? Ratio(decimal? ratio) => ratio?.ToString("0.0000", CultureInfo.InvariantCulture);

    public static int Digits(MeasureDefinition measure, string? currency) => measure.Unit switch
    {
        Unit.Money => Currency.TryParse(currency, out var known) ? known.Digits : 2,
        Unit.Percent => PercentDigits,
        Unit.Count => 0,
        _ => 2,
    };
}
