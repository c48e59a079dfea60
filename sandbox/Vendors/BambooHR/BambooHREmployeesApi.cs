using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.BambooHR;

/// <summary>Employees: change feed, list, single record, tables, directory, and what they refer to.</summary>
internal static class BambooHREmployeesApi
{
    private static readonly string[] Always = ["firstName", "lastName", "preferredName", "photoUrl", "jobTitleName", "status"];

    /// <summary>The list names some fields otherwise than the single record does.</summary>
    private static readonly Dictionary<string, string> ListNames = new(StringComparer.Ordinal)
    {
        ["jobTitleName"] = "jobTitle", ["departmentName"] = "department", ["divisionName"] = "division", ["locationName"] = "location", ["employmentStatusName"] = "employmentStatus", ["reportsToId"] = "supervisorEId",
    };

    public static void Map(Api api, string root, BambooHRVendor vendor)
    {
        api.Get($"{root}/v1/employees/changed", Changed);
        api.Get($"{root}/v1/employees/changed/tables/{{table}}", ChangedTable);
        api.Get($"{root}/v1/employees/directory", Directory);
        api.Get($"{root}/v1/employees", call => List(call, vendor));
        api.Get($"{root}/v1/employees/{{id}}", One);
        api.Post($"{root}/v1/employees", Create);
        api.Post($"{root}/v1/employees/{{id}}", Update);
        api.Get($"{root}/v1/employees/{{id}}/tables/{{table}}", Table);
        api.Post($"{root}/v1/employees/{{id}}/tables/{{table}}", AddRow);
        api.Get($"{root}/v1/company_information", call => Answer.Ok(new { legalName = $"{call.Account.Name} LLC", displayName = call.Account.Name, address = new { line1 = "100 Main Street", line2 = "", city = "Springfield", state = "NY", zip = "10001" }, phone = "+12125550120" }));
        api.Get($"{root}/v1/hris/org/locations", Locations);
        api.Get($"{root}/v1/meta/users", call => Answer.Ok(new Dictionary<string, object>(StringComparer.Ordinal) { ["1"] = new { id = 1, employeeId = 4, firstName = "Sandbox", lastName = "Owner", email = "owner@example.com", status = "enabled", lastLogin = call.Now.IsoSeconds() } }));
        api.Get($"{root}/v1/meta/fields", _ => Answer.Ok(new[] { "firstName", "lastName", "workEmail", "mobilePhone", "hireDate", "location", "department", "jobTitle", "status" }.Select((name, index) => new { id = index + 1, name, type = "text", alias = name })));
    }

    private static Answer Changed(Call call)
    {
        if (Paths.ParseInstant(call.Query("since")) is not { } since)
        {
            throw new Refusal(BambooHRVendor.Problem(400, "'since' is not an ISO 8601 time."));
        }

        var found = call.Account["employees"].Ordered(SortBy.Updated).Where(item => item.Updated > since)
            .Select(item => (Item: item, Action: item.Deleted ? "Deleted" : item.Created > since ? "Inserted" : "Updated"))
            .Where(pair => call.Query("type") is not { } type || pair.Action.Equals(type, StringComparison.OrdinalIgnoreCase)).ToList();
        var employees = found.ToDictionary(pair => pair.Item.Id, pair => (object)new { id = pair.Item.Id, action = pair.Action, lastChanged = pair.Item.Updated.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture) }, StringComparer.Ordinal);
        return Answer.Ok(new { latest = (found.Count > 0 ? found[^1].Item.Updated : since).IsoSeconds(), employees });
    }

    private static Answer ChangedTable(Call call)
    {
        var since = Paths.ParseInstant(call.Query("since")) ?? throw new Refusal(BambooHRVendor.Problem(400, "'since' is not an ISO 8601 time."));
        var table = call.Route("table");
        var changed = call.Account["employees"].Live.Where(item => item.Updated > since);
        return Answer.Ok(new
        {
            table,
            employees = changed.ToDictionary(item => item.Id, item => (object)new { lastChanged = item.Updated.IsoSeconds(), rows = Rows(call, table, item.Id).Select(row => row.Element) }, StringComparer.Ordinal),
        });
    }

    private static Answer Directory(Call call) => Answer.Ok(new
    {
        fields = new[] { new { id = "displayName", type = "text", name = "Display Name" }, new { id = "jobTitle", type = "list", name = "Job Title" }, new { id = "workEmail", type = "email", name = "Work Email" } },
        employees = call.Account["employees"].Live.Where(item => item.Text("status") == "Active").Select(item => new { id = item.Id, displayName = $"{item.Text("firstName")} {item.Text("lastName")}", firstName = item.Text("firstName"), lastName = item.Text("lastName"), jobTitle = item.Text("jobTitle"), workEmail = item.Text("workEmail"), location = item.Text("location") }),
    });

    private static Answer List(Call call, BambooHRVendor vendor)
    {
        var (limit, status, ids) = (call.QueryNumber("page[limit]", 250), call.Query("filter[status]"), call.QueryAll("filter[ids][]"));
        if (limit is < 1 or > 2500)
        {
            throw new Refusal(BambooHRVendor.Problem(400, "page[limit] is from 1 to 2500."));
        }

        var fields = Always.Concat((call.Query("fields") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToList();
        bool Wanted(StoredObject item) => !item.Deleted && (status is null || string.Equals(item.Text("status"), status, StringComparison.OrdinalIgnoreCase)) && (ids.Count == 0 || ids.Contains(item.Id));
        var page = vendor.Simulation.Pager.After(call.Account["employees"], SortBy.Sequence, descending: false, call.Query("page[after]"), limit, Wanted, () => BambooHRVendor.Problem(400, "page[after] is not a cursor."));
        var self = $"{call.Request.Path}{call.Request.QueryString}";
        var next = page.Next is null ? null : new JsonObject { ["href"] = $"{call.Request.Path}?page[limit]={limit}&page[after]={page.Next}" };
        var links = new JsonObject { ["self"] = new JsonObject { ["href"] = self } };
        if (next is not null)
        {
            links["next"] = next;
        }

        return Answer.Ok(new JsonObject
        {
            ["data"] = Paths.Array(page.Items.Select(item => (JsonNode)Row(item, fields))),
            ["meta"] = new JsonObject { ["total"] = call.Account["employees"].Live.Count(Wanted), ["page"] = new JsonObject { ["limit"] = limit, ["nextCursor"] = page.Next, ["prevCursor"] = null } },
            ["_links"] = links,
        });
    }

    private static JsonObject Row(StoredObject item, IReadOnlyList<string> fields)
    {
        var row = new JsonObject { ["employeeId"] = item.Id, ["_restrictedFields"] = new JsonArray() };
        foreach (var field in fields)
        {
            row[field] = item.Text(ListNames.GetValueOrDefault(field, field));
        }

        return row;
    }

    private static Answer One(Call call)
    {
        var employee = call.Route("id") == "0" ? call.Account["employees"].Live[0] : Find(call);
        var fields = (call.Query("fields") ?? "firstName,lastName").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length > 400)
        {
            throw new Refusal(BambooHRVendor.Problem(400, "At most 400 fields."));
        }

        var body = new JsonObject { ["id"] = employee.Id };
        foreach (var field in fields.Where(name => name != "id"))
        {
            body[field] = field == "lastChanged" ? employee.Updated.IsoSeconds() : employee.Text(field);
        }

        return Answer.Ok(body);
    }

    private static Answer Create(Call call)
    {
        if (string.IsNullOrEmpty(call.Body.Text("firstName")) || string.IsNullOrEmpty(call.Body.Text("lastName")))
        {
            throw new Refusal(BambooHRVendor.Problem(400, "firstName and lastName are required."));
        }

        if (call.Account["employees"].Live.Any(item => call.Body.Text("workEmail") is { } email && item.Text("workEmail") == email))
        {
            throw new Refusal(BambooHRVendor.Problem(409, "An employee with this e-mail exists."));
        }

        var made = BambooHRData.AddEmployee(call.Account, (JsonObject)call.Body.DeepClone());
        return Answer.Empty(201).With("Location", $"{call.Origin}/api/v1/employees/{made.Id}");
    }

    private static Answer Update(Call call)
    {
        call.Account["employees"].Change(Find(call).Id, body => body.Merge(call.Body));
        return Answer.Empty(200);
    }

    private static Answer Table(Call call) => Answer.Ok(Rows(call, call.Route("table"), call.Route("id") == "all" ? null : Find(call).Id).Select(row => row.Element));

    private static Answer AddRow(Call call)
    {
        var employee = Find(call);
        BambooHRData.AddRow(call.Account, employee, call.Route("table"), (JsonObject)call.Body.DeepClone());
        call.Account["employees"].Change(employee.Id, body =>
        {
            foreach (var name in call.Route("table") == "jobInfo" ? (string[])["location", "department", "division", "jobTitle"] : [])
            {
                body[name] = call.Body.Text(name) ?? body.Text(name);
            }
        });
        return Answer.Empty(200);
    }

    private static Answer Locations(Call call)
    {
        var (page, size, all) = (call.QueryNumber("page", 0), call.QueryNumber("pageSize", 50), call.Account["locations"].Live);
        return Answer.Ok(new { data = all.Skip(page * size).Take(size).Select(item => item.Element), meta = new { page, pageSize = size, totalPages = (all.Count + size - 1) / size, totalItems = all.Count } });
    }

    private static IEnumerable<StoredObject> Rows(Call call, string table, string? employee) => call.Account[$"table:{table}"].Live.Where(row => employee is null || row.Text("employeeId") == employee);

    private static StoredObject Find(Call call) => call.Account["employees"].Find(call.Route("id")) ?? throw BambooHRVendor.Missing();
}
