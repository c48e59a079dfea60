using System.Text.Json.Serialization;
using BookedBarber.Measures.Features.ReadBands;
using BookedBarber.Measures.Features.ReadSnapshot;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>What to show.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NodeId">A region, group or location; the whole of what the caller may see when left out.</param>
/// <param name="From">First local business day.</param>
/// <param name="To">Last local business day, included.</param>
/// <param name="Compare">year (default), previous or none.</param>
/// <param name="BandsBy">Measure to place locations by; net_sales by default.</param>
internal sealed record DashboardRequest(Guid? NetworkId, Guid? NodeId, string? From, string? To, string? Compare, string? BandsBy = null);

/// <summary>The executive dashboard of a node.</summary>
/// <param name="AsOf">When its figures were read.</param>
/// <param name="Sentences">At most three, computed.</param>
/// <param name="Regions">Regions and groups directly below the node.</param>
/// <param name="Outlook">What is to come, whatever the period; null where nobody forecasts.</param>
/// <param name="Live">Today so far.</param>
internal sealed record DashboardAnswer(
    DateTimeOffset AsOf,
    DashboardNode Node,
    PeriodItem Period,
    PeriodItem? Comparison,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<FigureItem> Figures,
    IReadOnlyList<TrendPoint> Trend,
    ProjectionItem? Projection,
    BandsAnswer Bands,
    IReadOnlyList<RegionItem> Regions,
    IReadOnlyList<AttentionItem> Attention,
    OutlookItem? Outlook,
    LiveItem Live);

/// <summary>The node.</summary>
internal sealed record DashboardNode(Guid Id, string Kind, string Name, string Currency);

/// <summary>A figure of the node.</summary>
/// <param name="Change">
/// Against the comparison, as a ratio; while the period runs, of its days that are over. Null when more than one in twenty of the locations that were open then have no records of it.
/// </param>
internal sealed record FigureItem(string Measure, string Title, string Unit, string? Value, string? Comparison, string? Change, string Direction, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Target);

/// <summary>A day of the node.</summary>
/// <param name="NetSales">Null for days to come.</param>
/// <param name="Comparison">The day it compares with: of the same date a year before, or in the same place of the period before.</param>
/// <param name="ExpectedLow">Nine days in ten come in above this and below <paramref name="ExpectedHigh"/>, judged from what was known a week before.</param>
/// <param name="Partial">The day is not over.</param>
internal sealed record TrendPoint(DateOnly Day, string? NetSales, string? Comparison, string? ExpectedLow, string? ExpectedHigh, bool Partial);

/// <summary>Net sales that the period will end with.</summary>
/// <param name="PeriodEnd">Its last day: of the period asked for, or of the month, quarter or year of which it is the beginning.</param>
/// <param name="Low">With <paramref name="High"/>, the range that held 90 % of the backtests.</param>
/// <param name="Method">How it was computed.</param>
internal sealed record ProjectionItem(DateOnly PeriodEnd, string Value, string Low, string High, string Method);

/// <summary>A region or group.</summary>
/// <param name="Change">Of net sales against the comparison, as a ratio; while the period runs, of its days that are over.</param>
/// <param name="Trend">Net sales per day, week or month of the period, oldest first.</param>
internal sealed record RegionItem(Guid Id, string Name, int Locations, string? NetSales, string? Change, string? Visits, string? AverageTicket, IReadOnlyList<decimal> Trend, BandCounts Bands);

/// <summary>A location that needs somebody.</summary>
/// <param name="Reason">falling_sales, falling_visits, no_show_high, no_data or low_utilisation.</param>
/// <param name="Sentence">What is the matter, with its figures.</param>
internal sealed record AttentionItem(Guid LocationId, string Name, string Reason, string Sentence, string Measure, string? Value, string? Comparison);

/// <summary>Today so far.</summary>
/// <param name="Today">The node's local day.</param>
/// <param name="LocationsReporting">Locations with a sale or visit today.</param>
/// <param name="LocationsOpen">Locations in business.</param>
internal sealed record LiveItem(DateOnly Today, int LocationsReporting, int LocationsOpen, string NetSales, long Visits, long Bookings, int StaffPresent, DateTimeOffset AsOf);
