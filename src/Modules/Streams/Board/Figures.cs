using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Streams.Board;

/// <summary>Today's figures of a node in one currency, as they travel in frames. A node above locations adds up what lies below it.</summary>
internal sealed record Figures(
    NodeId NodeId,
    DateOnly Day,
    string Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal NetSales,
    [property: JsonConverter(typeof(DecimalString))] decimal Tips,
    long Visits,
    long Transactions,
    long Bookings,
    long Completed,
    long NoShows,
    long Clients,
    long NewClients,
    int StaffPresent,
    [property: JsonIgnore] long BusyMinutes,
    [property: JsonIgnore] long WorkMinutes)
{
    /// <summary>DEF-03, 0–1; null when nobody is scheduled.</summary>
    public decimal? Utilisation => WorkMinutes > 0 ? decimal.Round(Math.Min(1m, (decimal)BusyMinutes / WorkMinutes), 4) : null;

    public static Figures Nothing(NodeId node, DateOnly day, string currency) => new(node, day, currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Figures Of(DayFacts facts, int staffPresent) => new(
        new NodeId(facts.LocationId),
        facts.Day,
        facts.Currency,
        facts.NetSales,
        facts.Tips,
        facts.Visits,
        facts.Transactions,
        facts.Bookings,
        facts.CompletedBookings,
        facts.NoShows,
        facts.KnownVisits,
        facts.NewClients,
        staffPresent,
        facts.BusyMinutes,
        Math.Max(0, facts.ScheduledMinutes - facts.BlockedMinutes));

    /// <summary>This plus or minus another; exact, because every part is a decimal or a whole number.</summary>
    public Figures Add(Figures other, int sign) => this with
    {
        NetSales = NetSales + (sign * other.NetSales),
        Tips = Tips + (sign * other.Tips),
        Visits = Visits + (sign * other.Visits),
        Transactions = Transactions + (sign * other.Transactions),
        Bookings = Bookings + (sign * other.Bookings),
        Completed = Completed + (sign * other.Completed),
        NoShows = NoShows + (sign * other.NoShows),
        Clients = Clients + (sign * other.Clients),
        NewClients = NewClients + (sign * other.NewClients),
        StaffPresent = StaffPresent + (sign * other.StaffPresent),
        BusyMinutes = BusyMinutes + (sign * other.BusyMinutes),
        WorkMinutes = WorkMinutes + (sign * other.WorkMinutes),
    };
}
