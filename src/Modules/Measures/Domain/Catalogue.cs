using System.Collections.Frozen;
using static BookedBarber.Measures.Domain.Direction;
using static BookedBarber.Measures.Domain.Fact;
using static BookedBarber.Measures.Domain.Unit;

namespace BookedBarber.Measures.Domain;

/// <summary>All measures. Every screen, answer and export takes its numbers, names and formulas from here.</summary>
internal static class Catalogue
{
    public static readonly IReadOnlyList<MeasureDefinition> All =
    [
        new("net_sales", "Net sales", "What services and products brought in: list price less discounts and less refunds made in the period. Tax, tips and gift cards sold are not part of it.",
            "service list price + product list price − discounts − refunds (+ net sales of day totals where a shop keeps no single sales)", Money, Up, "DEF-01", new SumOf(NetSales)),
        new("gross_sales", "Gross sales", "List price of the services and products sold, before discounts and refunds. Day totals, which are known net only, count as they are.",
            "service list price + product list price + net sales of day totals", Money, Up, "DEF-01", new SumOf(ServiceSales, ProductSales, UnsplitNetSales)),
        new("service_sales", "Service sales", "List price of services sold.", "sum of service lines before discounts and refunds", Money, Up, "DEF-01", new SumOf(ServiceSales)),
        new("product_sales", "Product sales", "List price of products sold.", "sum of product lines before discounts and refunds", Money, Up, "DEF-01", new SumOf(ProductSales)),
        new("discounts", "Discounts", "Taken off the list price, of every type.", "service discounts + product discounts", Money, Down, "DEF-01", new SumOf(ServiceDiscounts, ProductDiscounts)),
        new("refunds", "Refunds", "Given back for services and products, on the day it was given back.", "service refunds + product refunds", Money, Down, "DEF-01", new SumOf(ServiceRefunds, ProductRefunds)),
        new("tax", "Tax", "Tax on sales.", "sum of taxes", Money, Up, "PAY-02", new SumOf(Tax)),
        new("tips", "Tips", "Tips for staff.", "sum of tips", Money, Up, "PAY-02", new SumOf(Tips)),
        new("gift_card_sales", "Gift cards sold", "Gift cards sold: money received for later, not sales.", "sum of gift-card lines", Money, Up, "PAY-02", new SumOf(GiftCardSales)),
        new("gift_card_redemptions", "Gift cards redeemed", "Paid by gift card.", "sum of payments by gift card", Money, Up, "PAY-02", new SumOf(GiftCardRedemptions)),
        new("membership_sales", "Memberships sold", "Memberships sold.", "sum of membership lines", Money, Up, "PAY-02", new SumOf(MembershipSales)),
        new("service_charges", "Service charges", "Charges for service that are not tips.", "sum of service-charge lines", Money, Up, "PAY-02", new SumOf(ServiceCharges)),
        new("fees", "Fees", "Fees charged to clients, such as for a no-show.", "sum of fee lines", Money, Up, "PAY-02", new SumOf(Fees)),
        new("transactions", "Transactions", "Receipts, whatever is on them.", "number of sales", Count, Up, "PAY-02", new SumOf(Transactions)),
        new("visits", "Visits", "One client at one location on one local day with a completed service or product sale; a sale without a client's name is a visit of its own.",
            "distinct (client, location, day) + sales without a client", Count, Up, "DEF-02", new SumOf(Visits)),
        new("average_ticket", "Average ticket", "Net sales per visit.", "net sales ÷ visits", Money, Up, "DEF-02", Ratio([NetSales], [Visits], scale: 1)),
        new("bookings", "Bookings", "Bookings for the day that were not cancelled.", "number of bookings − cancellations − late cancellations", Count, Up, "DEF-05", new SumOf(Bookings)),
        new("completed_bookings", "Completed bookings", "Bookings that were kept.", "number of completed bookings", Count, Up, "DEF-05", new SumOf(CompletedBookings)),
        new("no_shows", "No-shows", "Bookings to which nobody came.", "number of no-shows", Count, Down, "DEF-05", new SumOf(NoShows)),
        new("late_cancellations", "Late cancellations", "Bookings cancelled too late to sell the time again.", "number of late cancellations", Count, Down, "DEF-05", new SumOf(LateCancellations)),
        new("cancellations", "Cancellations in time", "Bookings cancelled in time.", "number of cancellations in time", Count, Down, "DEF-05", new SumOf(Cancellations)),
        new("no_show_rate", "No-show rate", "Share of due bookings to which nobody came.", "no-shows ÷ (completed + no-shows + late cancellations)", Percent, Down, "DEF-05",
            Ratio([NoShows], [CompletedBookings, NoShows, LateCancellations])),
        new("late_cancel_rate", "Late-cancel rate", "Share of due bookings that were cancelled late.", "late cancellations ÷ (completed + no-shows + late cancellations)", Percent, Down, "DEF-05",
            Ratio([LateCancellations], [CompletedBookings, NoShows, LateCancellations])),
        new("barber_utilisation", "Barber utilisation", "Share of the scheduled time in which barbers had a client in the chair. Overlapping services of one barber count once, time outside the shift not at all.",
            "minutes covered by kept or running services ÷ (scheduled minutes − business-blocked minutes), at most 100 %", Percent, Up, "DEF-03",
            Ratio([BusyMinutes], [ScheduledMinutes], less: [BlockedMinutes], atMost: 100)),
        new("chair_utilisation", "Chair utilisation", "Share of the chairs' open time in which they were occupied, over days with single records.", "occupied chair minutes ÷ (chairs × open minutes)", Percent, Up, "DEF-03",
            Ratio([ChairBusyMinutes], [ChairMinutes], atMost: 100)),
        new("revenue_per_chair_hour", "Revenue per chair hour", "Net service sales per hour that a chair was open for business, over days whose chairs and hours are known.", "net service sales ÷ (chairs × open hours)", Money, Up, "DEF-04",
            Ratio([ChairServiceSales], [ChairMinutes], scale: 60)),
        new("revenue_per_occupied_chair_hour", "Revenue per occupied chair hour", "Net service sales per hour that a chair was occupied.", "net service sales ÷ occupied chair hours", Money, Up, "DEF-04",
            Ratio([ChairServiceSales], [ChairBusyMinutes], scale: 60)),
        new("rebooking_rate", "Rebooking rate", "Share of completed visits from which the client left with a new booking: made between arrival and 24 hours after the end, for a later time. Bookings made earlier do not count. Days on which the shop's system kept no booking times are left out.",
            "completed visits with a new future booking made between arrival and 24 hours after the end ÷ completed visits", Percent, Up, "DEF-06", Ratio([RebookedVisits], [CompletedVisits])),
        Retention(30, ClientGroup.All),
        Retention(60, ClientGroup.All),
        Retention(90, ClientGroup.All),
        Retention(180, ClientGroup.All),
        Retention(90, ClientGroup.New),
        Retention(90, ClientGroup.Returning),
        new("client_value_to_date", "Client value to date", "What a known client has brought in so far, on average: net sales of all known clients up to the period's last day, per client.",
            "net sales of known clients to date ÷ known clients", Money, Up, "DEF-09", new OverClients(ClientQuestion.ValueToDate)),
        new("lifetime_value", "Lifetime value", "What a new client is worth over 36 months. Visits expected in each month after the first visit are those observed so far among earlier clients (survivors and lost ones together), carried on by the observed decay where nobody has been a client that long.",
            "Σ over months 0–35 of expected visits × net sales per visit × contribution rate ÷ (1 + monthly discount)^month", Money, Up, "DEF-09", new OverClients(ClientQuestion.LifetimeValue)),
        new("churn_rate", "Churn rate", "Share of the period's clients who did not come again within 90 days of their last visit in it. Clients whose 90 days are not over are left out.",
            "clients without a visit in the 90 days after their last one in the period ÷ clients whose 90 days have passed", Percent, Down, "DEF-08", new OverClients(ClientQuestion.Churn, 90)),
        new("lapsed_clients", "Lapsed clients", "Clients who, on the period's last day, have stayed away for more than twice their own median interval (three visits or more), else for more than 120 days.",
            "clients with days since last visit > 2 × personal median interval, or > 120 with fewer than three visits", Count, Down, "DEF-08", new OverClients(ClientQuestion.Lapsed)),
        new("active_clients", "Active clients", "Known clients with a visit in the period.", "distinct clients with a visit", Count, Up, "DEF-02", new OverClients(ClientQuestion.Active)),
        new("new_clients", "New clients", "Known clients whose first visit in the network lies in the period.", "clients with first visit in the period", Count, Up, "DEF-07", new SumOf(NewClients)),
        new("same_location_growth", "Same-location growth", "Growth of net sales over the year before, of locations that were open through both periods and for 13 full months, each in its own currency.",
            "current ÷ prior-year net sales − 1 over locations open through both periods", Percent, Up, "DEF-10", new OverLocations(LocationQuestion.SameLocationGrowth)),
        new("active_locations", "Active locations", "Locations with a sale or a visit in the period.", "distinct locations with a transaction or a visit", Count, Up, "DEF-10", new OverLocations(LocationQuestion.Active)),
    ];

    private static readonly FrozenDictionary<string, MeasureDefinition> ByName = All.ToFrozenDictionary(measure => measure.Name, StringComparer.Ordinal);

    /// <summary>A measure by name; null when there is none.</summary>
    public static MeasureDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A measure that is known to exist.</summary>
    public static MeasureDefinition Get(string name) => ByName[name];

    private static RatioOf Ratio(Fact[] numerator, Fact[] denominator, Fact[]? less = null, decimal scale = 100, decimal? atMost = null) => new(numerator, denominator, less ?? [], scale, atMost);

    private static MeasureDefinition Retention(int days, ClientGroup group)
    {
        var (prefix, who) = group switch
        {
            ClientGroup.New => ("new_", "new clients"),
            ClientGroup.Returning => ("returning_", "returning clients"),
            _ => (string.Empty, "clients"),
        };
        return new(
            $"retention_{prefix}{days}",
            $"{days}-day retention" + (group == ClientGroup.All ? string.Empty : $", {who}"),
            $"Share of the period's {who} who came again within {days} days of their first visit in it. Clients whose {days} days are not over are left out.",
            $"{who} with another completed visit within {days} days of their first in the period ÷ {who} whose {days} days have passed",
            Percent,
            Up,
            "DEF-07",
            new OverClients(ClientQuestion.Retention, days, group));
    }
}
