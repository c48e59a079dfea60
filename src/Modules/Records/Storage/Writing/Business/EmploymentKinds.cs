using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain.Business;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing.Business;

internal sealed class TimeOffKind() : BusinessTable<TimeOffRecord>("time_off", (_, time) => time.FirstDay, Content)
{
    private static readonly StageColumns<Entry<TimeOffRecord>> Content = new StageColumns<Entry<TimeOffRecord>>()
        .Text("staff_key", row => row.Record.StaffKey)
        .Text("type", row => row.Record.Type)
        .Text("status", row => row.Record.Status)
        .Day("first_day", row => row.Record.FirstDay)
        .Day("last_day", row => row.Record.LastDay)
        .Number("hours", row => row.Record.Hours)
        .Text("note", row => row.Record.Note);

    public override Problem? Check(Node location, TimeOffRecord record, DateOnly today) => EmploymentCheck.Check(record, today);
}

internal sealed class EmploymentChangeKind() : BusinessTable<EmploymentChangeRecord>("employment_change", (_, change) => change.EffectiveOn, Content)
{
    private static readonly StageColumns<Entry<EmploymentChangeRecord>> Content = new StageColumns<Entry<EmploymentChangeRecord>>()
        .Text("staff_key", row => row.Record.StaffKey)
        .Text("type", row => row.Record.Type)
        .Day("effective_on", row => row.Record.EffectiveOn)
        .Text("title", row => row.Record.Title)
        .Text("department", row => row.Record.Department)
        .Text("place", row => row.Record.Place)
        .Text("manager_key", row => row.Record.ManagerKey)
        .Text("employment", row => row.Record.Employment)
        .Text("note", row => row.Record.Note);

    public override Problem? Check(Node location, EmploymentChangeRecord record, DateOnly today) => EmploymentCheck.Check(record, today);
}

internal sealed class CalendarEventKind() : BusinessTable<CalendarEventRecord>("calendar_event", (node, entry) => node.DayAt(entry.StartsAt), Content, entry => entry with { Title = null })
{
    private static readonly StageColumns<Entry<CalendarEventRecord>> Content = new StageColumns<Entry<CalendarEventRecord>>()
        .Text("calendar_key", row => row.Record.CalendarKey)
        .Text("staff_key", row => row.Record.StaffKey)
        .Instant("starts_at", row => row.Record.StartsAt)
        .Instant("ends_at", row => row.Record.EndsAt)
        .Bool("is_busy", row => row.Record.IsBusy)
        .Text("status", row => row.Record.Status)
        .Text("booking_key", row => row.Record.BookingKey)
        .Text("title", row => row.Record.Title);

    public override Problem? Check(Node location, CalendarEventRecord record, DateOnly today) => EmploymentCheck.Check(location, record, today);
}
