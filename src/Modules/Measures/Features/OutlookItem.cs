using BookedBarber.Measures.Contracts;
using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;

namespace BookedBarber.Measures.Features;

/// <summary>What is to come, from what was forecast last.</summary>
/// <param name="Sales">Null where no forecast has been made yet.</param>
/// <param name="Demand">Null where demand of none of the locations has been told yet.</param>
/// <param name="Findings">Open findings about the node and all below it.</param>
internal sealed record OutlookItem(ExpectedSalesItem? Sales, DemandItem? Demand, int Findings)
{
    public static OutlookItem Of(UnitOutlook outlook, Node node)
    {
        var (sales, demand) = (outlook.Sales, outlook.Demand);
        return new OutlookItem(
            sales is null ? null : new ExpectedSalesItem(
                sales.ForecastId,
                sales.From,
                sales.RestsOnLittle,
                [.. sales.Spans.Select(span => new ExpectedSpanItem(span.Days, Text(span.Mean)!, Text(span.P05), Text(span.P95)))],
                [.. sales.Days.Select(day => new ExpectedDayItem(day.Day, Text(day.Mean)!, Text(day.P05), Text(day.P95)))]),
            demand is null ? null : new DemandItem(demand.Locations, demand.VisitsAWeek, demand.HiddenAWeek, demand.FullHours, demand.ChairUtilisation, demand.Level),
            outlook.Findings);

        string? Text(decimal? value) => MeasureFormat.Text(Catalogue.Get("net_sales"), value, node.Currency.Code);
    }
}

/// <summary>Net sales that are expected.</summary>
/// <param name="ForecastId">Follow it at /predictions/trail/{forecastId}.</param>
/// <param name="From">First day that is forecast.</param>
/// <param name="RestsOnLittle">Less than a year of days is known, so the season is borrowed from others or not known at all.</param>
/// <param name="Spans">Sums of the first 30 and 42 days.</param>
/// <param name="Days">The first 42 days.</param>
internal sealed record ExpectedSalesItem(Guid ForecastId, DateOnly From, bool RestsOnLittle, IReadOnlyList<ExpectedSpanItem> Spans, IReadOnlyList<ExpectedDayItem> Days);

/// <summary>The sum of the first days of a forecast. Its range is that of the sum and so narrower than the days' own: nine sums in ten come in between p05 and p95.</summary>
/// <param name="Days">How many days.</param>
/// <param name="P05">Null where nothing could be tried.</param>
/// <param name="P95">Null where nothing could be tried.</param>
internal sealed record ExpectedSpanItem(int Days, string Mean, string? P05, string? P95);

/// <summary>A day to come.</summary>
/// <param name="Mean">0 where the node is expected to be closed.</param>
/// <param name="P05">With p95: nine such days in ten come in between. Null where nothing could be tried.</param>
internal sealed record ExpectedDayItem(DateOnly Day, string Mean, string? P05, string? P95);

/// <summary>Visits that are wanted, and how full the locations are.</summary>
/// <param name="Locations">Locations of which demand is told.</param>
/// <param name="VisitsAWeek">Visits wanted a week.</param>
/// <param name="HiddenAWeek">Of these, visits a week that full hours are expected to have hidden.</param>
/// <param name="FullHours">Share of open hours that were so full that more may have been wanted.</param>
/// <param name="ChairUtilisation">Occupied share of the chairs' open time over the last 91 days; null where chairs or hours are not known.</param>
/// <param name="Level">full, busy, room or unknown.</param>
internal sealed record DemandItem(int Locations, double VisitsAWeek, double HiddenAWeek, double FullHours, double? ChairUtilisation, string Level);
