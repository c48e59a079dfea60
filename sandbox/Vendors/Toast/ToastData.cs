using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>Fills a location: menu, staff with jobs, time entries and orders. Money is in dollars, ids are GUIDs.</summary>
internal static class ToastData
{
    public static void Fill(Account account)
    {
        foreach (var (title, wage) in new[] { ("Barber", 21.5m), ("Manager", 30m) })
        {
            var id = account.Dice.Guid().ToString();
            account["jobs"].Add(id, Entity(id, "RestaurantJob", new JsonObject { ["title"] = title, ["defaultWage"] = wage, ["wageFrequency"] = "HOURLY", ["tipped"] = title == "Barber", ["excludeFromReporting"] = false, ["code"] = "" }), account.Now.AddDays(-300));
        }

        Filling.Times(6, () => AddEmployee(account));
        AddMenu(account);
        Filling.Times(80, () => ToastTill.RingUp(account));
        Filling.Times(20, () => AddTimeEntry(account));
        Filling.Times(5, () => AddShift(account));
        foreach (var order in account["orders"].Live.Where(_ => account.Dice.Chance(4)).ToList())
        {
            ToastTill.Refund(account, order);
        }
    }

    public static JsonObject Entity(string guid, string type, JsonObject body)
    {
        body["guid"] = guid;
        body["entityType"] = type;
        body["externalId"] = null;
        return body;
    }

    public static JsonObject Reference(string type, string? guid) => new() { ["guid"] = guid, ["entityType"] = type, ["externalId"] = null };

    public static StoredObject AddEmployee(Account account, JsonObject? given = null)
    {
        var (person, id) = (Person.Draw(account.Dice), account.Dice.Guid().ToString());
        var job = account["jobs"].Live[0];
        return account["employees"].Add(id, Entity(id, "RestaurantUser", new JsonObject
        {
            ["firstName"] = given.Text("firstName") ?? person.First, ["lastName"] = given.Text("lastName") ?? person.Last, ["chosenName"] = null, ["email"] = given.Text("email") ?? person.Email, ["phoneNumber"] = person.Phone, ["externalEmployeeId"] = given.Text("externalEmployeeId"),
            ["jobReferences"] = new JsonArray(Reference("RestaurantJob", job.Id)), ["wageOverrides"] = new JsonArray(new JsonObject { ["wage"] = account.Dice.Between(19, 32), ["jobReference"] = Reference("RestaurantJob", job.Id) }), ["deletedDate"] = "1970-01-01T00:00:00.000+0000", ["v2EmployeeGuid"] = account.Dice.Guid().ToString(),
        }), account.Moment(300));
    }

    public static StoredObject AddTimeEntry(Account account)
    {
        var (id, at) = (account.Dice.Guid().ToString(), account.Past(28));
        var (employee, hours) = (account.Dice.Pick(account["employees"].Live), account.Dice.Between(4, 9));
        return account["timeEntries"].Add(id, Entity(id, "TimeEntry", new JsonObject
        {
            ["employeeReference"] = Reference("RestaurantUser", employee.Id), ["jobReference"] = Reference("RestaurantJob", account["jobs"].Live[0].Id), ["shiftReference"] = null, ["inDate"] = ToastVendor.Zoned(at), ["outDate"] = ToastVendor.Zoned(at.AddHours(hours)), ["businessDate"] = ToastVendor.BusinessDate(at).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["autoClockedOut"] = false, ["regularHours"] = hours, ["overtimeHours"] = 0, ["hourlyWage"] = employee.Body.Amount("wageOverrides.0.wage"), ["breaks"] = new JsonArray(), ["declaredCashTips"] = account.Dice.Between(0, 40), ["nonCashTips"] = account.Dice.Between(20, 90), ["cashGratuityServiceCharges"] = 0, ["nonCashGratuityServiceCharges"] = 0,
            ["tipsWithheld"] = 0, ["cashSales"] = 0, ["nonCashSales"] = 0,
        }), at);
    }

    public static StoredObject AddShift(Account account, JsonObject? given = null)
    {
        var id = account.Dice.Guid().ToString();
        var at = account.Now.AddDays(account.Dice.Between(0, 6));
        return account["shifts"].Add(id, Entity(id, "ScheduledShift", new JsonObject
        {
            ["employeeReference"] = given?["employeeReference"]?.DeepClone() ?? Reference("RestaurantUser", account.Dice.Pick(account["employees"].Live).Id), ["jobReference"] = given?["jobReference"]?.DeepClone() ?? Reference("RestaurantJob", account["jobs"].Live[0].Id),
            ["inDate"] = given.Text("inDate") ?? ToastVendor.Zoned(at), ["outDate"] = given.Text("outDate") ?? ToastVendor.Zoned(at.AddHours(8)), ["scheduleConfig"] = null,
        }), account.Now.AddHours(-1));
    }

    private static void AddMenu(Account account)
    {
        JsonObject Item(Offer offer)
        {
            var id = account.Dice.Guid().ToString();
            account["menuItems"].Add(id, new JsonObject { ["guid"] = id, ["name"] = offer.Name, ["price"] = offer.Dollars });
            if (!offer.IsService)
            {
                account["stock"].Add(id, new JsonObject { ["guid"] = id, ["itemGuidValidity"] = "VALID", ["status"] = "QUANTITY", ["quantity"] = account.Dice.Between(3, 30), ["multiLocationId"] = account.Dice.Digits(12), ["versionId"] = account.Dice.Guid().ToString() });
            }

            return new JsonObject { ["name"] = offer.Name, ["guid"] = id, ["multiLocationId"] = account.Dice.Digits(12), ["masterId"] = account.NextSequence(), ["description"] = "", ["price"] = offer.Dollars, ["pricingStrategy"] = "BASE_PRICE", ["plu"] = "", ["sku"] = "", ["calories"] = null, ["visibility"] = new JsonArray("POS"), ["isDeferred"] = false, ["salesCategory"] = new JsonObject { ["name"] = offer.IsService ? "Service" : "Retail", ["guid"] = Secrets.DeriveGuid($"toast:category:{offer.IsService}").ToString() } };
        }

        JsonObject GroupOf(string name, IEnumerable<Offer> offers) => new() { ["name"] = name, ["guid"] = account.Dice.Guid().ToString(), ["multiLocationId"] = account.Dice.Digits(12), ["masterId"] = account.NextSequence(), ["description"] = "", ["visibility"] = new JsonArray("POS"), ["menuItems"] = Paths.Array(offers.Select(offer => (JsonNode)Item(offer))), ["menuGroups"] = new JsonArray() };
        var body = new JsonObject
        {
            ["restaurantGuid"] = account.Id, ["lastUpdated"] = ToastVendor.Zoned(account.Now.AddDays(-30)), ["restaurantTimeZone"] = "America/New_York", ["modifierGroupReferences"] = new JsonObject(), ["modifierOptionReferences"] = new JsonObject(), ["preModifierGroupReferences"] = new JsonObject(),
            ["menus"] = new JsonArray(new JsonObject { ["name"] = "Shop", ["guid"] = account.Dice.Guid().ToString(), ["multiLocationId"] = account.Dice.Digits(12), ["masterId"] = account.NextSequence(), ["description"] = "", ["visibility"] = new JsonArray("POS"), ["menuGroups"] = new JsonArray(GroupOf("Services", Menu.Services), GroupOf("Products", Menu.Goods)) }),
        };
        account["menus"].Add("menus", body, account.Now.AddDays(-30));
    }
}
