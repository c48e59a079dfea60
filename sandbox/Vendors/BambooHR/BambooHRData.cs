using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;

namespace BookedBarber.Sandbox.Vendors.BambooHR;

/// <summary>Fills a company: employees with their job, pay and status rows, requests for time off and time sheets.</summary>
internal static class BambooHRData
{
    private static readonly string[] Titles = ["Barber", "Senior Barber", "Master Barber", "Shop Manager", "Receptionist"];

    public static void Fill(Account account)
    {
        foreach (var (shop, index) in Menu.Shops.Select((shop, index) => (shop, index + 1)))
        {
            var id = (100 + index).ToString(CultureInfo.InvariantCulture);
            account["locations"].Add(id, new JsonObject
            {
                ["id"] = id, ["label"] = shop, ["archived"] = false, ["manageable"] = true,
                ["address"] = new JsonObject { ["address1"] = $"{index * 25} Main Street", ["address2"] = null, ["city"] = "Springfield", ["stateId"] = "33", ["zipcode"] = "10001", ["countryId"] = "1", ["timezone"] = "America/New_York", ["remoteLocation"] = false },
                ["createdAt"] = account.Now.AddDays(-800).IsoSeconds(), ["archivedAt"] = null,
            }, account.Now.AddDays(-800));
        }

        Filling.Times(24, () => AddEmployee(account));
        Filling.Times(14, () => AddTimeOff(account));
        Filling.Times(80, () => AddTimesheetEntry(account));
    }

    public static StoredObject AddEmployee(Account account, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var hired = account.Filling ? account.Now.AddDays(-account.Dice.Between(70, 900)) : account.Now;
        var location = account.Dice.Pick(account["locations"].Live);
        var id = account.NextSequence().ToString(CultureInfo.InvariantCulture);
        var title = account.Dice.Pick(Titles);
        var body = given ?? new JsonObject { ["firstName"] = person.First, ["lastName"] = person.Last, ["workEmail"] = person.Email, ["mobilePhone"] = person.Phone };
        body["id"] = id;
        body["employeeNumber"] ??= $"E{account.Dice.Digits(5)}";
        body["status"] ??= "Active";
        body["hireDate"] ??= hired.Day();
        body["terminationDate"] ??= "0000-00-00";
        body["jobTitle"] ??= title;
        body["department"] ??= title is "Receptionist" ? "Front Desk" : "Chair";
        body["division"] ??= "Shops";
        body["location"] ??= location.Text("label");
        body["employmentStatus"] ??= "Full-Time";
        body["payRate"] ??= $"{account.Dice.Between(18, 34)}.00 USD";
        body["payType"] ??= "Hourly";
        body["payPer"] ??= "Hour";
        body["supervisorEId"] ??= account["employees"].Live.Count > 0 ? account["employees"].Live[0].Id : null;
        var made = account["employees"].Add(id, body, account.Filling ? hired : null);
        AddRow(account, made, "jobInfo", new JsonObject { ["date"] = body.Text("hireDate"), ["location"] = body.Text("location"), ["department"] = body.Text("department"), ["division"] = body.Text("division"), ["jobTitle"] = body.Text("jobTitle"), ["reportsTo"] = "" });
        AddRow(account, made, "compensation", new JsonObject { ["startDate"] = body.Text("hireDate"), ["rate"] = new JsonObject { ["currency"] = "USD", ["value"] = body.Text("payRate")!.Split(' ')[0] }, ["type"] = body.Text("payType"), ["paidPer"] = body.Text("payPer"), ["exempt"] = "", ["reason"] = "Hired", ["comment"] = "" });
        AddRow(account, made, "employmentStatus", new JsonObject { ["date"] = body.Text("hireDate"), ["employmentStatus"] = body.Text("employmentStatus"), ["comment"] = "", ["terminationReasonId"] = "", ["terminationTypeId"] = "" });
        return made;
    }

    public static StoredObject AddRow(Account account, StoredObject employee, string table, JsonObject row)
    {
        var id = account.NextSequence().ToString(CultureInfo.InvariantCulture);
        row["id"] = id;
        row["employeeId"] = employee.Id;
        return account[$"table:{table}"].Add(id, row, employee.Created);
    }

    public static StoredObject AddTimeOff(Account account, StoredObject? employee = null, JsonObject? given = null)
    {
        var who = employee ?? account.Dice.Pick(account["employees"].Live);
        var start = account.Now.AddDays(account.Dice.Between(-20, 40));
        var days = account.Dice.Between(1, 5);
        var id = account.NextSequence();
        var (from, to) = (given.Text("start") ?? start.Day(), given.Text("end") ?? start.AddDays(days - 1).Day());
        return account["time_off"].Add(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id, ["employeeId"] = long.Parse(who.Id, CultureInfo.InvariantCulture), ["name"] = $"{who.Text("firstName")} {who.Text("lastName")}", ["start"] = from, ["end"] = to, ["created"] = account.Now.Day(),
            ["status"] = new JsonObject { ["lastChanged"] = account.Now.Day(), ["lastChangedByUserId"] = 1, ["status"] = given.Text("status") ?? (account.Dice.Chance(70) ? "approved" : "requested") },
            ["type"] = new JsonObject { ["id"] = given?.At("timeOffTypeId") is null ? 78 : given.Number("timeOffTypeId"), ["name"] = "Vacation", ["icon"] = "palm-trees" },
            ["amount"] = new JsonObject { ["unit"] = "days", ["amount"] = given?.At("amount") is null ? days : given.Amount("amount") },
            ["actions"] = new JsonObject { ["view"] = true, ["edit"] = true, ["cancel"] = true, ["approve"] = true, ["deny"] = true, ["bypass"] = false },
            ["dates"] = new JsonObject { [from] = 1 }, ["notes"] = new JsonObject { ["employee"] = "", ["manager"] = "" },
        });
    }

    public static StoredObject AddTimesheetEntry(Account account)
    {
        var id = account.NextSequence();
        var start = account.Past(45);
        var hours = account.Dice.Between(4, 9);
        return account["timesheet"].Add(id.ToString(CultureInfo.InvariantCulture), new JsonObject
        {
            ["id"] = id, ["employeeId"] = long.Parse(account.Dice.Pick(account["employees"].Live).Id, CultureInfo.InvariantCulture), ["type"] = "clock", ["date"] = start.Day(), ["start"] = start.IsoSeconds(), ["end"] = start.AddHours(hours).IsoSeconds(),
            ["timezone"] = "America/New_York", ["hours"] = hours, ["note"] = null, ["projectInfo"] = null, ["approvedAt"] = null, ["approved"] = false, ["createdAt"] = start.IsoSeconds(), ["updatedAt"] = start.AddHours(hours).IsoSeconds(),
        }, start);
    }

    /// <summary>Somebody leaves: the record turns inactive and the status table gets a row.</summary>
    public static object Terminate(Account account, Wishes wishes)
    {
        var id = wishes.Text("employee");
        wishes.Finish();
        var employee = (id is null ? account["employees"].Live.LastOrDefault(item => item.Text("status") == "Active") : account["employees"].Find(id)) ?? throw new SteeringFault($"There is no employee '{id}'.");
        AddRow(account, employee, "employmentStatus", new JsonObject { ["date"] = account.Now.Day(), ["employmentStatus"] = "Terminated", ["comment"] = "", ["terminationReasonId"] = "1", ["terminationTypeId"] = "1" });
        account["employees"].Change(employee.Id, body =>
        {
            body["status"] = "Inactive";
            body["employmentStatus"] = "Terminated";
            body["terminationDate"] = account.Now.Day();
        });
        return new { employeeId = employee.Id };
    }
}
