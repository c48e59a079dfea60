using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Team members and their time cards.</summary>
internal static class SquareTeamApi
{
    public static void Map(Api api, SquareVendor vendor)
    {
        api.Post("/v2/team-members/search", call => Search(call, vendor), "EMPLOYEES_READ");
        api.Get("/v2/team-members/{id}", call => Answer.Ok(new { team_member = Find(call).Element }), "EMPLOYEES_READ");
        api.Post("/v2/team-members", call => call.Once(call.Body.Text("idempotency_key"), () => Create(call)), "EMPLOYEES_WRITE");
        api.Put("/v2/team-members/{id}", call => Answer.Ok(new { team_member = call.Account["team"].Change(Find(call).Id, body => body.Merge(call.Body["team_member"] as JsonObject ?? [])).Element }), "EMPLOYEES_WRITE");
        api.Post("/v2/labor/timecards/search", call => Timecards(call, vendor, "timecards"), "TIMECARDS_READ");
        api.Post("/v2/labor/shifts/search", call => Timecards(call, vendor, "shifts"), "TIMECARDS_READ");
        api.Get("/v2/labor/timecards/{id}", call => Answer.Ok(new { timecard = (call.Account["timecards"].Find(call.Route("id")) ?? throw SquareVendor.Missing("timecard", call.Route("id"))).Element }), "TIMECARDS_READ");
    }

    private static Answer Search(Call call, SquareVendor vendor)
    {
        var (locations, status) = (call.Body.Texts("query.filter.location_ids"), call.Body.Text("query.filter.status"));
        var page = vendor.Page(call, "team", SortBy.Created, descending: true, call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 100, 200), item =>
            !item.Deleted && (status is null || item.Text("status") == status)
            && (locations.Count == 0 || item.Text("assigned_locations.assignment_type") == "ALL_CURRENT_AND_FUTURE_LOCATIONS" || item.Body.Texts("assigned_locations.location_ids").Any(locations.Contains)));
        return Answer.Ok(new { team_members = page.Elements, cursor = page.Next });
    }

    private static Answer Create(Call call)
    {
        if (call.Body["team_member"] is not JsonObject given || given.Text("given_name") is null || given.Text("family_name") is null)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "given_name and family_name are needed.", "team_member");
        }

        return Answer.Ok(new { team_member = SquareData.AddTeamMember(call.Account, owner: false, (JsonObject)given.DeepClone()).Element });
    }

    private static Answer Timecards(Call call, SquareVendor vendor, string name)
    {
        var filter = call.Body.At("query.filter");
        var (locations, members) = (filter.Texts("location_ids"), filter.Texts("team_member_ids"));
        var (from, to) = (filter.Instant("start.start_at"), filter.Instant("start.end_at"));
        var by = call.Body.Text("query.sort.field") == "UPDATED_AT" ? SortBy.Updated : SortBy.Created;
        var page = vendor.Page(call, "timecards", by, call.Body.Text("query.sort.order") != "ASC", call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 200, 200), item =>
            !item.Deleted
            && (locations.Count == 0 || locations.Contains(item.Text("location_id")!)) && (members.Count == 0 || members.Contains(item.Text("team_member_id")!))
            && (from is null || item.Body.Instant("start_at") >= from) && (to is null || item.Body.Instant("start_at") < to));
        return Answer.Ok(new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = page.Elements, ["cursor"] = page.Next });
    }

    private static StoredObject Find(Call call) => call.Account["team"].Find(call.Route("id")) ?? throw SquareVendor.Missing("team member", call.Route("id"));
}
