using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>Employees, jobs, shifts and time entries of a location.</summary>
internal static class ToastLaborApi
{
    public static void Map(Api api)
    {
        api.Get("/labor/v1/employees", call => Answer.Ok(call.Account["employees"].Ordered(SortBy.Sequence).Select(item => item.Element)));
        api.Get("/labor/v1/employees/{id}", call => Answer.Ok(Find(call, "employees").Element));
        api.Post("/labor/v1/employees", Hire);
        api.Patch("/labor/v1/employees/{id}", call => Answer.Ok(call.Account["employees"].Change(Find(call, "employees").Id, body => body.Merge(call.Body)).Element));
        api.Put("/labor/v1/employees/{id}/jobs", call => Answer.Ok(call.Account["employees"].Change(Find(call, "employees").Id, body => body["jobReferences"] = JsonNode.Parse(call.Raw)).Element));
        api.Delete("/labor/v1/employees/{id}", call => Answer.Ok(call.Account["employees"].Delete(Find(call, "employees").Id).Element));
        api.Get("/labor/v1/jobs", call => Answer.Ok(call.Account["jobs"].Live.Select(item => item.Element)));
        api.Get("/labor/v1/shifts", call => Answer.Ok(Within(call, "shifts", "startDate", "endDate", item => item.Body.Instant("inDate"))));
        api.Post("/labor/v1/shifts", call => Answer.Ok(ToastData.AddShift(call.Account, call.Body).Element));
        api.Get("/labor/v1/timeEntries", TimeEntries);
    }

    private static Answer Hire(Call call) => call.Body.Text("firstName") is null || call.Body.Text("lastName") is null || call.Body.Text("email") is null
        ? throw ToastVendor.Bad("firstName, lastName and email are required.")
        : Answer.Ok(ToastData.AddEmployee(call.Account, call.Body).Element);

    private static Answer TimeEntries(Call call)
    {
        if (call.Query("businessDate") is { } date)
        {
            return Answer.Ok(call.Account["timeEntries"].Live.Where(item => item.Text("businessDate") == date).Select(item => item.Element));
        }

        return Answer.Ok(call.Query("modifiedStartDate") is not null
            ? Within(call, "timeEntries", "modifiedStartDate", "modifiedEndDate", item => item.Updated)
            : Within(call, "timeEntries", "startDate", "endDate", item => item.Body.Instant("inDate")));
    }

    private static object Within(Call call, string collection, string startName, string endName, Func<StoredObject, DateTimeOffset?> at)
    {
        var (from, to) = (Paths.ParseInstant(call.Query(startName)), Paths.ParseInstant(call.Query(endName)));
        return from is null || to is null || to - from > TimeSpan.FromDays(31)
            ? throw ToastVendor.Bad($"{startName} and {endName} are needed, at most a month apart.")
            : call.Account[collection].Live.Where(item => at(item) >= from && at(item) < to).Select(item => item.Element);
    }

    private static StoredObject Find(Call call, string collection) => call.Account[collection].Find(call.Route("id")) ?? throw ToastVendor.Missing();
}
