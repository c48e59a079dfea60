using System.Text.Json.Serialization;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Day;

/// <summary>A location's day on one screen.</summary>
internal sealed record DayView(
    DayLocation Location,
    DateOnly Date,
    bool IsToday,
    [property: JsonConverter(typeof(InstantString))] DateTimeOffset AsOf,
    DayFigures Figures,
    IReadOnlyList<DayStaff> Staff,
    IReadOnlyList<DayBooking> Bookings,
    IReadOnlyList<DaySale> Sales,
    IReadOnlyList<FreeSlot> NextFree);

internal sealed record DayLocation(NodeId Id, string Name, string TimeZone, string Currency, int? Chairs);

/// <summary>The day's figures; for a barber those of the own chair.</summary>
/// <param name="AverageTicket">Net sales per visit; null without visits.</param>
/// <param name="Bookings">Not cancelled.</param>
/// <param name="StaffPresent">Staff whose shift runs now; on another day, with a shift.</param>
/// <param name="Utilisation">0 to 1; null without shifts.</param>
internal sealed record DayFigures(
    [property: JsonConverter(typeof(DecimalString))] decimal NetSales,
    long Visits,
    [property: JsonConverter(typeof(DecimalString))] decimal? AverageTicket,
    [property: JsonConverter(typeof(DecimalString))] decimal Tips,
    [property: JsonConverter(typeof(DecimalString))] decimal Tax,
    long Bookings,
    long Completed,
    long NoShows,
    int StaffPresent,
    [property: JsonConverter(typeof(DecimalString))] decimal? Utilisation);

/// <param name="Shift">From the first shift's start to the last one's end; absent without a shift.</param>
internal sealed record DayStaff(
    Guid Id,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DayShift? Shift,
    [property: JsonConverter(typeof(DecimalString))] decimal NetSales,
    long Visits,
    [property: JsonConverter(typeof(DecimalString))] decimal? Utilisation);

internal sealed record DayShift([property: JsonConverter(typeof(InstantString))] DateTimeOffset StartsAt, [property: JsonConverter(typeof(InstantString))] DateTimeOffset EndsAt);

/// <param name="ClientName">Null without clients.read.</param>
internal sealed record DayBooking(
    Guid Id,
    [property: JsonConverter(typeof(InstantString))] DateTimeOffset? StartsAt,
    [property: JsonConverter(typeof(InstantString))] DateTimeOffset? EndsAt,
    string Status,
    string? ClientName,
    string? ServiceName,
    Guid? StaffId,
    string? StaffName);

/// <param name="ClientName">Null without clients.read.</param>
/// <param name="Items">Names of the lines, in order.</param>
internal sealed record DaySale(
    Guid Id,
    [property: JsonConverter(typeof(InstantString))] DateTimeOffset? OccurredAt,
    [property: JsonConverter(typeof(DecimalString))] decimal Total,
    [property: JsonConverter(typeof(DecimalString))] decimal NetSales,
    [property: JsonConverter(typeof(DecimalString))] decimal Tips,
    string? ClientName,
    IReadOnlyList<string> StaffNames,
    IReadOnlyList<string> Items);

internal sealed record FreeSlot(Guid StaffId, [property: JsonConverter(typeof(InstantString))] DateTimeOffset StartsAt);
