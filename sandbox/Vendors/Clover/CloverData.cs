using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Clover;

/// <summary>Fills a merchant. Money in cents, times in milliseconds, ids of 13 letters and digits.</summary>
internal static class CloverData
{
    public static void Fill(Account account)
    {
        var tender = Id(account);
        account["tenders"].Add(tender, new JsonObject { ["id"] = tender, ["label"] = "Credit Card", ["labelKey"] = "com.clover.tender.credit_card", ["enabled"] = true, ["visible"] = true, ["editable"] = false });
        var cash = Id(account);
        account["tenders"].Add(cash, new JsonObject { ["id"] = cash, ["label"] = "Cash", ["labelKey"] = "com.clover.tender.cash", ["enabled"] = true, ["visible"] = true, ["editable"] = false });
        foreach (var name in (string[])["Services", "Products"])
        {
            var id = Id(account);
            account["categories"].Add(id, new JsonObject { ["id"] = id, ["name"] = name, ["sortOrder"] = account["categories"].Count });
        }

        foreach (var offer in Menu.All)
        {
            AddItem(account, offer.Name, offer.Cents, offer.IsService ? 0 : account.Dice.Between(4, 40), account["categories"].Live[offer.IsService ? 0 : 1].Id);
        }

        Filling.Times(7, () => AddEmployee(account));
        Filling.Times(45, () => AddCustomer(account));
        foreach (var model in (string[])["Clover Flex", "Clover Station"])
        {
            var id = account.Dice.Guid().ToString();
            account["devices"].Add(id, new JsonObject { ["id"] = id, ["name"] = model, ["model"] = model, ["serial"] = $"C0{account.Dice.Digits(12)}", ["deviceTypeName"] = model, ["productName"] = model, ["pinDisabled"] = false, ["offlinePayments"] = false, ["offlinePaymentsAll"] = false });
        }

        Filling.Times(150, () => CloverTill.RingUp(account));
        Filling.Times(24, () => AddShift(account));
        foreach (var payment in account["payments"].Live.Where(_ => account.Dice.Chance(4)).ToList())
        {
            CloverTill.Refund(account, payment);
        }
    }

    public static string Id(Account account) => account.Dice.Text(13, "ABCDEFGHJKMNPQRSTVWXYZ0123456789");

    public static JsonObject Link(string id) => new() { ["id"] = id };

    public static JsonObject Elements(params IEnumerable<JsonNode?> items) => new() { ["elements"] = Paths.Array(items) };

    public static StoredObject AddItem(Account account, string name, long cents, int stock, string? category)
    {
        var id = Id(account);
        return account["items"].Add(id, new JsonObject
        {
            ["id"] = id, ["hidden"] = false, ["available"] = true, ["autoManage"] = false, ["name"] = name, ["code"] = "", ["sku"] = $"SKU-{account.Dice.Digits(6)}", ["price"] = cents, ["priceType"] = "FIXED", ["defaultTaxRates"] = true, ["cost"] = cents / 3, ["isRevenue"] = true, ["stockCount"] = stock,
            ["itemStock"] = new JsonObject { ["item"] = Link(id), ["stockCount"] = stock, ["quantity"] = stock }, ["categories"] = category is null ? Elements() : Elements(Link(category)),
        }, account.Filling ? account.Now.AddDays(-200) : null);
    }

    public static StoredObject AddCustomer(Account account, JsonObject? given = null)
    {
        var (person, id, at) = (Person.Draw(account.Dice), Id(account), account.Moment(200));
        var emails = given is null ? [new JsonObject { ["emailAddress"] = person.Email }] : given.Objects("emailAddresses").Select(item => (JsonObject)item.DeepClone()).ToList();
        var phones = given is null ? [new JsonObject { ["phoneNumber"] = person.Phone }] : given.Objects("phoneNumbers").Select(item => (JsonObject)item.DeepClone()).ToList();
        foreach (var each in emails.Concat(phones))
        {
            each["id"] = Id(account);
        }

        return account["customers"].Add(id, new JsonObject
        {
            ["id"] = id, ["firstName"] = given is null ? person.First : given.Text("firstName"), ["lastName"] = given is null ? person.Last : given.Text("lastName"), ["marketingAllowed"] = given is null ? account.Dice.Chance(60) : given.Flag("marketingAllowed"), ["customerSince"] = at.ToUnixTimeMilliseconds(),
            ["emailAddresses"] = Elements(emails), ["phoneNumbers"] = Elements(phones), ["addresses"] = Elements(),
        }, at);
    }

    public static StoredObject AddEmployee(Account account, JsonObject? given = null)
    {
        var (person, id, owner) = (Person.Draw(account.Dice), Id(account), account["employees"].Count == 0);
        return account["employees"].Add(id, new JsonObject
        {
            ["id"] = id, ["name"] = given.Text("name") ?? person.Full, ["nickname"] = given.Text("nickname") ?? person.First, ["customId"] = given.Text("customId") ?? account.Dice.Digits(4), ["email"] = given is null ? person.Email : given.Text("email"), ["inviteSent"] = false, ["claimedTime"] = 0L, ["pin"] = "",
            ["role"] = given.Text("role") ?? (owner ? "OWNER" : "EMPLOYEE"), ["isOwner"] = owner,
        }, account.Moment(400));
    }

    public static StoredObject AddShift(Account account)
    {
        var (id, at) = (Id(account), account.Past(45));
        return account["shifts"].Add(id, new JsonObject { ["id"] = id, ["employee"] = Link(account.Dice.Pick(account["employees"].Live).Id), ["inTime"] = at.ToUnixTimeMilliseconds(), ["outTime"] = at.AddHours(account.Dice.Between(4, 9)).ToUnixTimeMilliseconds(), ["cashTipsCollected"] = account.Dice.Between(0, 60) * 100, ["serverBanking"] = false }, at);
    }
}
