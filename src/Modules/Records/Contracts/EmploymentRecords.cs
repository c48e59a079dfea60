using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>Days on which a staff member does not work. Belongs to any node; the staff member is found by key at the same source, wherever in the network.</summary>
/// <param name="StaffKey">The staff member's key at the source.</param>
/// <param name="Type">vacation, sick, personal, parental, unpaid or other.</param>
/// <param name="Status">requested, approved, denied or cancelled.</param>
/// <param name="FirstDay">First day off.</param>
/// <param name="LastDay">Last day off; at most 1,100 days after the first.</param>
/// <param name="Hours">Working hours it takes, 0 to 10,000; null when not told.</param>
/// <param name="Note">A remark. Personal data.</param>
public sealed record TimeOffRecord(
    string Key,
    string StaffKey,
    string Type,
    string Status,
    DateOnly FirstDay,
    DateOnly LastDay,
    [property: JsonConverter(typeof(DecimalString))] decimal? Hours,
    string? Note) : BusinessRecord(Key);

/// <summary>A change of a staff member's employment. Belongs to any node.</summary>
/// <param name="StaffKey">The staff member's key at the source.</param>
/// <param name="Type">hired, changed, moved, left or rehired.</param>
/// <param name="EffectiveOn">Day from which it holds.</param>
/// <param name="Title">Job title from then on.</param>
/// <param name="Department">Department from then on.</param>
/// <param name="Place">The source's name of the place of work from then on.</param>
/// <param name="ManagerKey">Key of the one reported to from then on.</param>
/// <param name="Employment">full_time, part_time, contractor, temporary, apprentice or other; null when not told.</param>
/// <param name="Note">Why. Personal data.</param>
public sealed record EmploymentChangeRecord(
    string Key, string StaffKey, string Type, DateOnly EffectiveOn, string? Title, string? Department, string? Place, string? ManagerKey, string? Employment, string? Note) : BusinessRecord(Key);

/// <summary>Time taken in a calendar. Belongs to a location.</summary>
/// <param name="CalendarKey">Key of the calendar at the source.</param>
/// <param name="StaffKey">Whose time it is; null: the shop's.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End; after the start, at most 366 days later.</param>
/// <param name="IsBusy">Whether the time is taken: false for entries that are only notes.</param>
/// <param name="Status">confirmed, tentative or cancelled.</param>
/// <param name="BookingKey">Key of the booking that it mirrors; null for the person's own entries. So no booking blocks itself.</param>
/// <param name="Title">Its title. Personal data.</param>
public sealed record CalendarEventRecord(
    string Key, string? CalendarKey, string? StaffKey, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsBusy, string Status, string? BookingKey, string? Title) : CanonicalRecord(Key);
