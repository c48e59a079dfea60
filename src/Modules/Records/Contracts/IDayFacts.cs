using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>What the records say about days of locations: sums and counts that add up over days and locations. The one place where records become figures.</summary>
public interface IDayFacts
{
    /// <summary>Computes the facts of every (location, day) in the spans, from the records as the session sees them.</summary>
    /// <param name="session">A session that sees the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="spans">Locations with first and last business day; spans of one location do not overlap.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>One entry per (location, day, currency) that has any record; days without records are absent. What is not money stands with the location's own currency, visits with the currency of their sale.</returns>
    /// <remarks>Nothing here depends on the clock, so that the same records give the same facts at any time: a running service counts with its planned minutes.</remarks>
    Task<IReadOnlyList<DayFacts>> ComputeAsync(Session session, NetworkId network, IReadOnlyList<DaySpan> spans, CancellationToken cancellationToken);

    /// <summary>The same query as SQL text, for set-based recomputation of many cells inside the database: a select whose columns are those of <see cref="DayFacts"/> in snake_case.</summary>
    /// <remarks>Expects the parameter <c>@NetworkId</c> (uuid) and a temporary relation or CTE named <c>span(location_id, first_day, last_day)</c> in scope.</remarks>
    string Sql { get; }

    /// <summary>The same answer, several times faster, for spans whose days hold nothing but day totals: where <see cref="HoldSingleRecords"/> is false. Elsewhere it is wrong.</summary>
    /// <remarks>Years of a network's day totals come in at once. Made of the same pieces as <see cref="Sql"/>.</remarks>
    string SqlOfTotals { get; }

    /// <summary>A boolean SQL expression: whether the spans hold sales, bookings or shifts. Expects what <see cref="Sql"/> expects.</summary>
    string HoldSingleRecords { get; }
}

/// <summary>Days of a location, both ends included.</summary>
public sealed record DaySpan(NodeId LocationId, DateOnly FirstDay, DateOnly LastDay);

/// <summary>The additive facts of one location on one local business day. Money is in <see cref="Currency"/>.</summary>
/// <param name="UnsplitNetSales">Net sales of a shop that has only day totals: services and products together.</param>
/// <param name="Transactions">Sales (receipts), or the day total's count.</param>
/// <param name="Visits">DEF-02: clients with a completed service or product sale this day; a sale without a client counts as a visit of its own.</param>
/// <param name="Bookings">Bookings of the day that were not cancelled (requested, confirmed, arrived, in service, completed, no-show).</param>
/// <param name="BusyMinutes">Minutes of staff covered by kept or running services inside their shifts, overlaps of one person counted once.</param>
/// <param name="ScheduledMinutes">Minutes of shifts.</param>
/// <param name="BlockedMinutes">Minutes blocked for the business.</param>
/// <param name="ChairBusyMinutes">Minutes in which chairs were taken by kept or running services during open hours; at most <paramref name="ChairMinutes"/>.</param>
/// <param name="ChairMinutes">Chairs × open minutes on days with single records (sales, bookings or shifts); 0 where chairs or hours are not recorded.</param>
/// <param name="CompletedVisits">Completed bookings' visits that the rebooking rate is based on (DEF-06).</param>
/// <param name="RebookedVisits">Those with a new future booking made between arrival and 24 hours after the end.</param>
/// <param name="NewClients">Clients whose first visit in the network is this one; of two locations on one day the one with the lower id.</param>
/// <param name="KnownVisits">Visits of clients known by name or key.</param>
public sealed record DayFacts(
    Guid LocationId,
    DateOnly Day,
    string Currency,
    decimal ServiceSales,
    decimal ProductSales,
    decimal ServiceDiscounts,
    decimal ProductDiscounts,
    decimal ServiceRefunds,
    decimal ProductRefunds,
    decimal UnsplitNetSales,
    decimal Tax,
    decimal Tips,
    decimal ServiceCharges,
    decimal Fees,
    decimal GiftCardSales,
    decimal GiftCardRedemptions,
    decimal MembershipSales,
    long Transactions,
    long Visits,
    long KnownVisits,
    long NewClients,
    long Bookings,
    long CompletedBookings,
    long NoShows,
    long LateCancellations,
    long Cancellations,
    long BusyMinutes,
    long ScheduledMinutes,
    long BlockedMinutes,
    long ChairBusyMinutes,
    long ChairMinutes,
    long CompletedVisits,
    long RebookedVisits)
{
    /// <summary>DEF-01.</summary>
    public decimal NetSales => ServiceSales + ProductSales - ServiceDiscounts - ProductDiscounts - ServiceRefunds - ProductRefunds + UnsplitNetSales;

    /// <summary>Net sales of services alone.</summary>
    public decimal NetServiceSales => ServiceSales - ServiceDiscounts - ServiceRefunds;
}
