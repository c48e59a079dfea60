using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.BambooHR;

/// <summary>Time off and time sheets.</summary>
internal static class BambooHRTimeApi
{
    private const int OldestDays = 365;

    public static void Map(Api api, string root)
    {
        api.Get($"{root}/v1/time_off/requests", Requests);
        api.Get($"{root}/v1/time_off/whos_out", WhosOut);
        api.Get($"{root}/v1/meta/time_off/types", _ => Answer.Ok(new { timeOffTypes = new[] { new { id = "78", name = "Vacation", units = "days", color = "ffffff", icon = "palm-trees" } }, defaultHours = Array.Empty<object>() }));
        api.Put($"{root}/v1/employees/{{id}}/time_off/request", Ask);
        api.Put($"{root}/v1/time_off/requests/{{id}}/status", Decide);
        api.Get($"{root}/v1/time_tracking/timesheet_entries", Entries);
    }

    private static Answer Requests(Call call)
    {
        var (start, end) = Window(call);
        var (status, employee) = (call.Query("status"), call.Query("employeeId"));
        return Answer.Ok(call.Account["time_off"].Live.Where(item => string.CompareOrdinal(item.Text("end"), start) >= 0 && string.CompareOrdinal(item.Text("start"), end) <= 0
            && (status is null || status.Split(',').Contains(item.Text("status.status"))) && (employee is null || item.Text("employeeId") == employee)).Select(item => item.Element));
    }

    private static Answer WhosOut(Call call)
    {
        var start = call.Query("start") ?? call.Now.Day();
        var end = call.Query("end") ?? call.Now.AddDays(14).Day();
        return Answer.Ok(call.Account["time_off"].Live.Where(item => item.Text("status.status") == "approved" && string.CompareOrdinal(item.Text("end"), start) >= 0 && string.CompareOrdinal(item.Text("start"), end) <= 0)
            .Select(item => new { id = item.Number("id"), type = "timeOff", employeeId = item.Number("employeeId"), name = item.Text("name"), start = item.Text("start"), end = item.Text("end") }));
    }

    private static Answer Ask(Call call)
    {
        var employee = call.Account["employees"].Find(call.Route("id")) ?? throw BambooHRVendor.Missing();
        if (call.Body.Text("start") is null || call.Body.Text("end") is null)
        {
            throw new Refusal(BambooHRVendor.Problem(400, "start and end are required."));
        }

        var made = BambooHRData.AddTimeOff(call.Account, employee, call.Body);
        return Answer.Of(201, made.Element).With("Location", $"{call.Origin}/api/v1/time_off/requests/{made.Id}");
    }

    private static Answer Decide(Call call)
    {
        var request = call.Account["time_off"].Find(call.Route("id")) ?? throw BambooHRVendor.Missing();
        if (call.Body.Text("status") is not ("approved" or "denied" or "canceled") and not null or null)
        {
            throw new Refusal(BambooHRVendor.Problem(400, "status is approved, denied or canceled."));
        }

        call.Account["time_off"].Change(request.Id, body => ((JsonObject)body["status"]!)["status"] = call.Body.Text("status"));
        return Answer.Empty(200);
    }

    private static Answer Entries(Call call)
    {
        var (start, end) = Window(call);
        if (string.CompareOrdinal(start, call.Now.AddDays(-OldestDays).Day()) < 0)
        {
            throw new Refusal(BambooHRVendor.Problem(400, $"Only the last {OldestDays} days can be read."));
        }

        var employees = (call.Query("employeeIds") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return Answer.Ok(call.Account["timesheet"].Live.Where(item => string.CompareOrdinal(item.Text("date"), start) >= 0 && string.CompareOrdinal(item.Text("date"), end) <= 0
            && (employees.Length == 0 || employees.Contains(item.Number("employeeId").ToString(CultureInfo.InvariantCulture)))).Select(item => item.Element));
    }

    private static (string Start, string End) Window(Call call) => call.Query("start") is { } start && call.Query("end") is { } end && DateOnly.TryParse(start, CultureInfo.InvariantCulture, out _) && DateOnly.TryParse(end, CultureInfo.InvariantCulture, out _)
        ? (start, end)
        : throw new Refusal(BambooHRVendor.Problem(400, "start and end are required, as YYYY-MM-DD."));
}
