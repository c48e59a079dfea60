using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>Fills a portal: candidates and clients as contacts, their companies, franchise deals, owners, lists and campaigns.</summary>
internal static class HubSpotData
{
    private static readonly string[] Stages = ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin", "contractsent", "closedwon", "closedlost"];

    public static void Fill(Account account)
    {
        Filling.Times(3, () => AddOwner(account));
        Filling.Times(20, () => AddCompany(account));
        Filling.Times(120, () => AddContact(account));
        Filling.Times(40, () => AddDeal(account));
        foreach (var name in (string[])["Newsletter", "Franchise candidates"])
        {
            var id = Number(account);
            account["lists"].Add(id, new JsonObject { ["listId"] = id, ["name"] = name, ["objectTypeId"] = "0-1", ["processingType"] = "MANUAL", ["processingStatus"] = "COMPLETE", ["listVersion"] = 1, ["members"] = Paths.Array(account["contacts"].Live.Where(_ => account.Dice.Chance(40)).Select(item => item.Id)) }, account.Past(200));
        }

        foreach (var name in (string[])["Spring openings", "Own a barbershop"])
        {
            var id = account.Dice.Guid().ToString();
            account["campaigns"].Add(id, new JsonObject { ["id"] = id, ["properties"] = new JsonObject { ["hs_name"] = name, ["hs_start_date"] = account.Now.AddDays(-60).Day(), ["hs_end_date"] = account.Now.AddDays(30).Day(), ["hs_budget_items_sum_amount"] = "5000", ["hs_spend_items_sum_amount"] = "3120.50" } }, account.Past(90));
        }

        var form = account.Dice.Guid().ToString();
        account["forms"].Add(form, new JsonObject { ["id"] = form, ["name"] = "Franchise enquiry", ["formType"] = "hubspot", ["fieldGroups"] = new JsonArray() }, account.Past(200));
        Filling.Times(3, () =>
        {
            var id = Number(account);
            account["emails"].Add(id, new JsonObject { ["id"] = id, ["name"] = $"Nurture step {account["emails"].Count + 1}", ["subject"] = "Own your own chair", ["state"] = "PUBLISHED", ["stats"] = new JsonObject { ["counters"] = new JsonObject { ["sent"] = 120, ["delivered"] = 118, ["open"] = 61, ["click"] = 14 } } }, account.Past(60));
        });
    }

    public static string Number(Account account) => (20_000_000_000 + account.NextSequence()).ToString(CultureInfo.InvariantCulture);

    public static StoredObject AddContact(Account account, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var properties = new JsonObject
        {
            ["email"] = person.Email, ["firstname"] = person.First, ["lastname"] = person.Last, ["phone"] = person.Phone, ["lifecyclestage"] = account.Dice.Pick(["subscriber", "lead", "marketingqualifiedlead", "customer"]), ["hs_lead_status"] = null,
            ["hubspot_owner_id"] = account["owners"].Count == 0 ? null : account.Dice.Pick(account["owners"].Live).Id, ["hs_analytics_source"] = account.Dice.Pick(["ORGANIC_SEARCH", "PAID_SOCIAL", "DIRECT_TRAFFIC"]), ["hubspotscore"] = account.Dice.Below(100).ToString(CultureInfo.InvariantCulture),
        };
        properties.Merge(given ?? []);
        return Add(account, "contacts", properties);
    }

    public static StoredObject AddCompany(Account account)
    {
        var person = Person.Draw(account.Dice);
        return Add(account, "companies", new JsonObject { ["name"] = $"{person.Last} Grooming LLC", ["domain"] = $"{person.Last}{account.Dice.Below(100)}.example.com".ToLowerInvariant(), ["city"] = "Springfield", ["state"] = "NY", ["country"] = "United States", ["industry"] = "CONSUMER_SERVICES", ["phone"] = person.Phone });
    }

    public static StoredObject AddDeal(Account account)
    {
        var stage = account.Dice.Pick(Stages);
        var deal = Add(account, "deals", new JsonObject
        {
            ["dealname"] = $"{Person.Draw(account.Dice).Last} franchise", ["amount"] = (account.Dice.Between(25, 60) * 1000).ToString(CultureInfo.InvariantCulture), ["deal_currency_code"] = "USD", ["pipeline"] = "default", ["dealstage"] = stage,
            ["closedate"] = account.Now.AddDays(30).Iso(), ["hs_is_closed_won"] = stage == "closedwon" ? "true" : "false", ["hubspot_owner_id"] = account.Dice.Pick(account["owners"].Live).Id,
        });
        Associate(account, "deals", deal.Id, "contacts", account.Dice.Pick(account["contacts"].Live).Id);
        return account["deals"].Find(deal.Id)!;
    }

    public static StoredObject Win(Account account)
    {
        var deal = account["deals"].Live.LastOrDefault(item => item.Text("properties.dealstage") is not ("closedwon" or "closedlost")) ?? throw new SteeringFault("No deal is open.");
        return account["deals"].Change(deal.Id, body =>
        {
            body["properties"]!["dealstage"] = "closedwon";
            body["properties"]!["hs_is_closed_won"] = "true";
        });
    }

    public static StoredObject Add(Account account, string type, JsonObject properties)
    {
        var id = Number(account);
        return account[type].Add(id, new JsonObject { ["id"] = id, ["properties"] = properties }, account.Moment(90));
    }

    public static void Associate(Account account, string from, string id, string to, string other)
    {
        foreach (var (near, nearId, far, farId) in new[] { (from, id, to, other), (to, other, from, id) })
        {
            var key = $"{near}:{nearId}:{far}:{farId}";
            if (account["associations"].Find(key) is null)
            {
                account["associations"].Add(key, new JsonObject { ["from"] = $"{near}:{nearId}", ["to"] = far, ["id"] = farId });
            }
        }
    }

    private static void AddOwner(Account account)
    {
        var person = Person.Draw(account.Dice);
        var id = Number(account);
        account["owners"].Add(id, new JsonObject { ["id"] = id, ["email"] = person.Email, ["type"] = "PERSON", ["firstName"] = person.First, ["lastName"] = person.Last, ["userId"] = account.Dice.Between(1000, 9000), ["userIdIncludingInactive"] = 1000, ["teams"] = new JsonArray() }, account.Past(400));
    }
}
