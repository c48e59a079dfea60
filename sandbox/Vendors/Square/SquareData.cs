using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Fills a merchant with shops, a menu, a team, customers, two months of sales and two weeks of bookings.</summary>
internal static class SquareData
{
    private const int Customers = 60;
    private const int Sales = 240;
    private static readonly string[] Cities = ["Springfield", "Riverton", "Fairview"];

    public static void Fill(Account account)
    {
        foreach (var (shop, index) in Menu.Shops.Select((shop, index) => (shop, index)))
        {
            AddLocation(account, shop, index);
        }

        foreach (var offer in Menu.All)
        {
            AddItem(account, offer);
        }

        for (var made = 0; made < 9; made++)
        {
            AddTeamMember(account, owner: made == 0);
        }

        Filling.Times(Customers, () => AddCustomer(account));
        Filling.Times(Sales, () => SquareTill.RingUp(account, SquareSale.Draw(account, Past(account))));
        Filling.Times(40, () => AddBooking(account));
        Filling.Times(30, () => AddTimecard(account));
        foreach (var payment in account["payments"].Live.Where(_ => account.Dice.Chance(4)).ToList())
        {
            SquareTill.Refund(account, payment, payment.Number("amount_money.amount"), "Service not as expected", account.After(payment, TimeSpan.FromHours(2)));
        }

        foreach (var location in account["locations"].Live)
        {
            AddPayout(account, location.Id);
        }
    }

    /// <summary>A moment in the last 60 days, within opening hours.</summary>
    public static DateTimeOffset Past(Account account) => account.Past();

    public static JsonObject Money(long cents) => new() { ["amount"] = cents, ["currency"] = "USD" };

    public static void Stamp(string collection, StoredObject item)
    {
        var body = item.Body;
        switch (collection)
        {
            case "catalog":
                body["updated_at"] = item.Updated.Iso();
                body["version"] = item.Updated.ToUnixTimeMilliseconds();
                body["is_deleted"] = item.Deleted;
                break;
            case "inventory":
                body["calculated_at"] = item.Updated.Iso();
                break;
            case "locations":
                body["created_at"] = item.Created.Iso();
                break;
            default:
                body["created_at"] = item.Created.Iso();
                body["updated_at"] = item.Updated.Iso();
                break;
        }

        if (collection is "orders" or "customers" or "timecards" or "bookings" or "payouts")
        {
            body["version"] = item.Version;
        }

        if (collection == "payments")
        {
            body["version_token"] = Secrets.Derive($"{item.Id}:{item.Version}", 40);
        }
    }

    public static StoredObject AddCustomer(Account account, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var body = given ?? new JsonObject { ["given_name"] = person.First, ["family_name"] = person.Last, ["email_address"] = person.Email, ["phone_number"] = person.Phone };
        var id = account.Dice.Text(26);
        body["id"] = id;
        body["creation_source"] ??= given is null ? "DIRECTORY" : "THIRD_PARTY";
        body["preferences"] ??= new JsonObject { ["email_unsubscribed"] = account.Dice.Chance(20) };
        body["group_ids"] ??= new JsonArray();
        body["segment_ids"] ??= new JsonArray();
        return account["customers"].Add(id, body, account.Filling ? Past(account) : null);
    }

    public static StoredObject AddTeamMember(Account account, bool owner = false, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var location = account.Dice.Pick(account["locations"].Live).Id;
        var id = "TM" + account.Dice.Text(14);
        var body = given ?? new JsonObject { ["given_name"] = person.First, ["family_name"] = person.Last, ["email_address"] = person.Email, ["phone_number"] = person.Phone };
        body["id"] = id;
        body["is_owner"] = owner;
        body["status"] ??= "ACTIVE";
        body["assigned_locations"] ??= owner
            ? new JsonObject { ["assignment_type"] = "ALL_CURRENT_AND_FUTURE_LOCATIONS" }
            : new JsonObject { ["assignment_type"] = "EXPLICIT_LOCATIONS", ["location_ids"] = new JsonArray(location) };
        body["wage_setting"] ??= new JsonObject
        {
            ["team_member_id"] = id,
            ["is_overtime_exempt"] = false,
            ["job_assignments"] = new JsonArray(new JsonObject { ["job_title"] = owner ? "Owner" : "Barber", ["pay_type"] = "HOURLY", ["hourly_rate"] = Money(account.Dice.Between(1800, 3200)) }),
        };
        return account["team"].Add(id, body, account.Filling ? account.Now.AddDays(-account.Dice.Between(70, 700)) : null);
    }

    public static StoredObject AddItem(Account account, Offer offer)
    {
        var (itemId, variationId) = (account.Dice.Text(24), account.Dice.Text(24));
        var variation = new JsonObject
        {
            ["item_id"] = itemId, ["name"] = "Regular", ["ordinal"] = 1, ["pricing_type"] = "FIXED_PRICING", ["price_money"] = Money(offer.Cents), ["sellable"] = true, ["stockable"] = !offer.IsService,
        };
        if (offer.IsService)
        {
            variation["service_duration"] = offer.Minutes * 60_000L;
            variation["available_for_booking"] = true;
        }
        else
        {
            variation["sku"] = $"SKU-{account.Dice.Digits(6)}";
            variation["track_inventory"] = true;
        }

        var at = account.Filling ? account.Now.AddDays(-90) : account.Now;
        var stored = account["catalog"].Add(variationId, Object("ITEM_VARIATION", variationId, "item_variation_data", variation), at);
        var item = account["catalog"].Add(itemId, Object("ITEM", itemId, "item_data", new JsonObject
        {
            ["name"] = offer.Name,
            ["is_taxable"] = true,
            ["product_type"] = offer.IsService ? "APPOINTMENTS_SERVICE" : "REGULAR",
            ["is_archived"] = false,
            ["variations"] = new JsonArray(stored.Copy()),
        }), at);
        foreach (var location in offer.IsService ? [] : account["locations"].Live)
        {
            SetStock(account, variationId, location.Id, account.Dice.Between(4, 40));
        }

        return item;
    }

    public static StoredObject SetStock(Account account, string variation, string location, long quantity)
    {
        var id = $"{variation}:{location}";
        var body = new JsonObject
        {
            ["catalog_object_id"] = variation, ["catalog_object_type"] = "ITEM_VARIATION", ["state"] = "IN_STOCK", ["location_id"] = location,
            ["quantity"] = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return account["inventory"].Find(id) is null ? account["inventory"].Add(id, body) : account["inventory"].Change(id, stock => stock.Merge(body));
    }

    public static StoredObject AddBooking(Account account, JsonObject? given = null)
    {
        var id = account.Dice.Text(14, "abcdefghijklmnopqrstuvwxyz0123456789");
        var start = account.Now.Date.AddDays(account.Dice.Between(-7, 14)).AddHours(account.Dice.Between(14, 23));
        var body = given ?? new JsonObject
        {
            ["start_at"] = new DateTimeOffset(start, TimeSpan.Zero).IsoSeconds(),
            ["location_id"] = account.Dice.Pick(account["locations"].Live).Id,
            ["customer_id"] = account.Dice.Pick(account["customers"].Live).Id,
            ["appointment_segments"] = new JsonArray(Segment(account)),
        };
        body["id"] = id;
        body["status"] ??= "ACCEPTED";
        body["all_day"] = false;
        body["transition_time_minutes"] = 0;
        body["location_type"] ??= "BUSINESS_LOCATION";
        body["source"] = given is null ? "FIRST_PARTY_BUYER" : "API";
        var asked = new DateTimeOffset(start, TimeSpan.Zero).AddDays(-9);
        return account["bookings"].Add(id, body, account.Filling && asked < account.Now ? asked : null);
    }

    public static StoredObject AddTimecard(Account account)
    {
        var member = account.Dice.Pick(account["team"].Live);
        var start = Past(account);
        var id = account.Dice.Text(13);
        return account["timecards"].Add(id, new JsonObject
        {
            ["id"] = id,
            ["team_member_id"] = member.Id,
            ["location_id"] = member.Text("assigned_locations.location_ids.0") ?? account["locations"].Live[0].Id,
            ["timezone"] = "America/New_York",
            ["start_at"] = start.IsoSeconds(),
            ["end_at"] = start.AddHours(account.Dice.Between(4, 9)).IsoSeconds(),
            ["wage"] = new JsonObject { ["title"] = "Barber", ["hourly_rate"] = member.Body.At("wage_setting.job_assignments.0.hourly_rate")?.DeepClone() ?? Money(2000), ["tip_eligible"] = true },
            ["breaks"] = new JsonArray(),
            ["status"] = "CLOSED",
            ["declared_cash_tip_money"] = Money(account.Dice.Between(0, 60) * 100),
        }, account.Filling ? start : null);
    }

    private static JsonObject Segment(Account account)
    {
        var variation = account.Dice.Pick([.. account["catalog"].Live.Where(item => item.Number("item_variation_data.service_duration") > 0)]);
        return new JsonObject
        {
            ["duration_minutes"] = variation.Number("item_variation_data.service_duration") / 60_000,
            ["service_variation_id"] = variation.Id,
            ["service_variation_version"] = variation.Number("version"),
            ["team_member_id"] = account.Dice.Pick(account["team"].Live).Id,
            ["any_team_member"] = false,
        };
    }

    private static void AddLocation(Account account, string shop, int index)
    {
        var id = "L" + account.Dice.Text(12);
        account["locations"].Add(id, new JsonObject
        {
            ["id"] = id,
            ["name"] = $"{account.Name} {shop}",
            ["address"] = new JsonObject { ["address_line_1"] = $"{100 + (index * 25)} Main Street", ["locality"] = Cities[index], ["administrative_district_level_1"] = "NY", ["postal_code"] = $"1000{index + 1}", ["country"] = "US" },
            ["timezone"] = "America/New_York",
            ["capabilities"] = new JsonArray("CREDIT_CARD_PROCESSING"),
            ["status"] = "ACTIVE",
            ["merchant_id"] = account.Id,
            ["country"] = "US",
            ["language_code"] = "en-US",
            ["currency"] = "USD",
            ["phone_number"] = $"+1212555012{index}",
            ["business_name"] = account.Name,
            ["type"] = "PHYSICAL",
        }, account.Now.AddDays(-720));
    }

    private static void AddPayout(Account account, string location)
    {
        var id = "po_" + account.Dice.Text(20, "abcdefghijklmnopqrstuvwxyz0123456789");
        var at = account.Now.AddDays(-2);
        account["payouts"].Add(id, new JsonObject
        {
            ["id"] = id, ["status"] = "PAID", ["location_id"] = location, ["amount_money"] = Money(account.Dice.Between(50_000, 200_000)), ["type"] = "BATCH", ["arrival_date"] = at.AddDays(1).Day(),
            ["destination"] = new JsonObject { ["type"] = "BANK_ACCOUNT", ["id"] = $"bact:{account.Dice.Text(16)}" }, ["payout_fee"] = new JsonArray(),
        }, at);
    }

    private static JsonObject Object(string type, string id, string data, JsonObject content) => new() { ["type"] = type, ["id"] = id, ["present_at_all_locations"] = true, [data] = content };
}
