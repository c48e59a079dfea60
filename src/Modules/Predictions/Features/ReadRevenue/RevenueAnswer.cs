using System.Text.Json.Serialization;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>What a node is expected to take.</summary>
/// <param name="ForecastId">Follow it at /predictions/trail/{forecastId}; null for a forecast that was made for this question.</param>
/// <param name="From">First day that is forecast.</param>
/// <param name="To">Last day.</param>
/// <param name="Model">The version that it was made by; null for a forecast that was made for this question.</param>
/// <param name="Method">panel, growth or naive.</param>
/// <param name="Total">From the first day that is forecast to the last.</param>
/// <param name="Months">Calendar months; of the first one the days that are over are in <c>known</c> and in every value.</param>
/// <param name="Days">With by=day.</param>
internal sealed record RevenueAnswer(
    NodeItem Node,
    Guid? ForecastId,
    DateOnly From,
    DateOnly To,
    ModelRef? Model,
    string Method,
    ForecastBasis Basis,
    ForecastValue Total,
    IReadOnlyList<MonthForecast> Months,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DayForecast>? Days);

/// <summary>A version of a model.</summary>
internal sealed record ModelRef(Guid Id, int Version);

/// <summary>What a forecast rests on.</summary>
/// <param name="KnownFrom">First day with sales that it looked at.</param>
/// <param name="KnownDays">Days with sales that it rests on.</param>
/// <param name="RestsOnLittle">Less than a year of days is known, so the season is borrowed from others or not known at all.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record ForecastBasis(DateOnly KnownFrom, int KnownDays, bool RestsOnLittle, string Sentence);

/// <summary>An expected amount with its range: one outcome in twenty comes in below p05, one in twenty above p95. The range is null where nothing could be tried.</summary>
/// <param name="Mean">Expected; the values of units add up to that of the unit above them.</param>
/// <param name="LastYear">Of the same days 52 weeks earlier; null where they are not known.</param>
/// <param name="Change">Of the mean over last year, as a ratio.</param>
internal sealed record ForecastValue(
    [property: JsonConverter(typeof(DecimalString))] decimal Mean,
    [property: JsonConverter(typeof(DecimalString))] decimal? P05,
    [property: JsonConverter(typeof(DecimalString))] decimal? P50,
    [property: JsonConverter(typeof(DecimalString))] decimal? P95,
    [property: JsonConverter(typeof(DecimalString))] decimal? LastYear,
    double? Change);

/// <summary>A calendar month, or as much of it as the forecast reaches.</summary>
/// <param name="Month">Such as 2026-12.</param>
/// <param name="Days">Days of it that are forecast.</param>
/// <param name="Known">What its days before the forecast have brought.</param>
internal sealed record MonthForecast(string Month, int Days, [property: JsonConverter(typeof(DecimalString))] decimal Known, ForecastValue Value);

/// <summary>A day.</summary>
/// <param name="Mean">0 where the unit is expected to be closed.</param>
internal sealed record DayForecast(
    DateOnly Day,
    [property: JsonConverter(typeof(DecimalString))] decimal Mean,
    [property: JsonConverter(typeof(DecimalString))] decimal? P05,
    [property: JsonConverter(typeof(DecimalString))] decimal? P50,
    [property: JsonConverter(typeof(DecimalString))] decimal? P95,
    [property: JsonConverter(typeof(DecimalString))] decimal? LastYear);
