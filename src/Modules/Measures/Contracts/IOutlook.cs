using BookedBarber.Network.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Contracts;

/// <summary>Tells what is expected of a unit, for answers that show it beside the figures. Implemented by whoever forecasts; without one, answers leave it out.</summary>
public interface IOutlook
{
    /// <summary>The action in the feed that says: of this network something else is expected now. Answers that hold an outlook are dropped on every node.</summary>
    public const string ToldAction = "outlook.told";

    /// <summary>Adds the questions to what was stored last about a unit and all below it; computes no forecast.</summary>
    /// <param name="questions">What else the answer needs is asked together with them.</param>
    /// <param name="node">The unit.</param>
    /// <param name="locations">The locations at or below it that are in business.</param>
    /// <returns>Tells what is expected, once the questions are answered.</returns>
    Func<UnitOutlook> Ask(Questions questions, Node node, IReadOnlyList<Node> locations);
}

/// <summary>What is expected of a unit.</summary>
/// <param name="Sales">Net sales in the unit's currency; null where no forecast has been made yet.</param>
/// <param name="Demand">Visits wanted; null where none of its locations has demand told.</param>
/// <param name="Findings">Open findings about the unit and all below it.</param>
public sealed record UnitOutlook(ExpectedSales? Sales, ExpectedDemand? Demand, int Findings);

/// <summary>Net sales that are expected.</summary>
/// <param name="ForecastId">The forecast.</param>
/// <param name="From">First day that is forecast.</param>
/// <param name="RestsOnLittle">Less than a year of days is known.</param>
/// <param name="Spans">Sums from the first day on, the shortest first.</param>
/// <param name="Days">Day by day, over the longest of the spans.</param>
public sealed record ExpectedSales(Guid ForecastId, DateOnly From, bool RestsOnLittle, IReadOnlyList<ExpectedSpan> Spans, IReadOnlyList<ExpectedDay> Days);

/// <summary>The sum of so many days.</summary>
/// <param name="Days">Days from the first day that is forecast.</param>
/// <param name="Mean">Expected.</param>
/// <param name="P05">One outcome in twenty comes in below; null where nothing could be tried.</param>
/// <param name="P95">One outcome in twenty comes in above; null where nothing could be tried.</param>
public sealed record ExpectedSpan(int Days, decimal Mean, decimal? P05, decimal? P95);

/// <summary>One day.</summary>
/// <param name="Day">Local business day.</param>
/// <param name="Mean">Expected; 0 where the unit is expected to be closed.</param>
/// <param name="P05">One such day in twenty comes in below; null where nothing could be tried.</param>
/// <param name="P95">One such day in twenty comes in above; null where nothing could be tried.</param>
public sealed record ExpectedDay(DateOnly Day, decimal Mean, decimal? P05, decimal? P95);

/// <summary>Visits that are wanted, and how full the locations are.</summary>
/// <param name="Locations">Locations of which demand is told.</param>
/// <param name="VisitsAWeek">Visits wanted a week; of full hours more than came.</param>
/// <param name="HiddenAWeek">Of these, visits a week that full hours are expected to have hidden.</param>
/// <param name="FullHours">Share of open hours that were so full that more may have been wanted, 0 to 1.</param>
/// <param name="ChairUtilisation">Occupied share of the chairs' open time over the last 91 days, 0 to 1; null where chairs or hours are not known.</param>
/// <param name="Level">full, busy, room or unknown.</param>
public sealed record ExpectedDemand(int Locations, double VisitsAWeek, double HiddenAWeek, double FullHours, double? ChairUtilisation, string Level);
