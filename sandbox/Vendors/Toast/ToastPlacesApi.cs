using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>The locations that are connected, their menus and their stock.</summary>
internal static class ToastPlacesApi
{
    public static void Map(Api api, ToastVendor vendor)
    {
        api.Get("/partners/v1/restaurants", _ => Answer.Ok(vendor.Simulation.Accounts.Select(account => Connected(account))));
        api.Get("/partners/v1/connectedRestaurants", call => ConnectedPage(call, vendor));
        api.Get("/restaurants/v1/restaurants/{guid}", call => Details(vendor.Simulation.Account(call.Route("guid")) ?? throw ToastVendor.Missing()));
        api.Get("/menus/v2/metadata", call => Answer.Ok(new { restaurantGuid = call.Account.Id, lastUpdated = call.Account["menus"].Live[0].Text("lastUpdated") }));
        api.Get("/menus/v2/menus", call => Answer.Ok(call.Account["menus"].Live[0].Element));
        api.Get("/stock/v1/inventory", call => Answer.Ok(call.Account["stock"].Live.Where(item => call.Query("status") is not { } status || item.Text("status") == status).Select(item => item.Element)));
        api.Put("/stock/v1/inventory/update", UpdateStock);
        api.Get("/config/v2/diningOptions", _ => Answer.Ok(new[] { new { guid = Secrets.DeriveGuid("toast:dining"), entityType = "DiningOption", name = "In shop", behavior = "TAKE_OUT", curbside = false } }));
        api.Get("/config/v2/revenueCenters", _ => Answer.Ok(Array.Empty<object>()));
    }

    private static JsonObject Connected(Account account) => new()
    {
        ["restaurantGuid"] = account.Id, ["managementGroupGuid"] = ToastVendor.Group.ToString(), ["deleted"] = false, ["restaurantName"] = "Fade District", ["locationName"] = account.Name, ["createdByEmailAddress"] = "owner@example.com", ["modifiedDate"] = 1_760_000_000_000,
        ["createdDate"] = 1_750_000_000_000, ["isoModifiedDate"] = "2025-10-09T08:53:20.000+0000", ["isoCreatedDate"] = "2025-06-15T15:06:40.000+0000",
    };

    private static Answer ConnectedPage(Call call, ToastVendor vendor)
    {
        var (size, from) = (Math.Clamp(call.QueryNumber("pageSize", 100), 1, 200), int.TryParse(call.Query("pageToken"), out var token) ? token : 0);
        var all = vendor.Simulation.Accounts.ToList();
        var body = new JsonObject { ["currentPageNum"] = (from / size) + 1, ["results"] = Paths.Array(all.Skip(from).Take(size).Select(account => (JsonNode)Connected(account))), ["totalResultCount"] = all.Count, ["pageSize"] = size, ["currentPageToken"] = from.ToString(System.Globalization.CultureInfo.InvariantCulture), ["totalCount"] = all.Count };
        if (from + size < all.Count)
        {
            body["nextPageToken"] = (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Answer.Ok(body);
    }

    private static Answer Details(Account account) => Answer.Ok(new JsonObject
    {
        ["guid"] = account.Id,
        ["general"] = new JsonObject { ["name"] = "Fade District", ["locationName"] = account.Name, ["locationCode"] = "", ["description"] = "", ["timeZone"] = "America/New_York", ["closeoutHour"] = 4, ["managementGroupGuid"] = ToastVendor.Group.ToString(), ["currencyCode"] = "USD", ["firstBusinessDate"] = 20240101, ["archived"] = false },
        ["location"] = new JsonObject { ["address1"] = "100 Main Street", ["address2"] = "", ["city"] = "Springfield", ["stateCode"] = "NY", ["zipCode"] = "10001", ["country"] = "US", ["phone"] = "2125550120", ["latitude"] = 40.7, ["longitude"] = -74.0 },
    });

    private static Answer UpdateStock(Call call)
    {
        var changed = new List<StoredObject>();
        foreach (var wanted in (JsonNode.Parse(call.Raw) as JsonArray ?? []).OfType<JsonObject>())
        {
            if (call.Account["menuItems"].Find(wanted.Text("guid")) is not { } item || wanted.Text("status") is not ("IN_STOCK" or "OUT_OF_STOCK" or "QUANTITY"))
            {
                throw ToastVendor.Bad("Each entry names an item of the menu and a status.");
            }

            var body = new JsonObject { ["guid"] = item.Id, ["itemGuidValidity"] = "VALID", ["status"] = wanted.Text("status"), ["quantity"] = wanted["quantity"]?.DeepClone() };
            changed.Add(call.Account["stock"].Find(item.Id) is null ? call.Account["stock"].Add(item.Id, body) : call.Account["stock"].Change(item.Id, stock => stock.Merge(body)));
        }

        return Answer.Ok(changed.Select(item => item.Element));
    }
}
