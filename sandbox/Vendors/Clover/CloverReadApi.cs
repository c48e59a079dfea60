using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Clover;

/// <summary>Lists with offset and filters, and single objects. What is not expanded is left out or shown by id.</summary>
internal static partial class CloverReadApi
{
    private const string Root = "/v3/merchants/{mId}";

    /// <summary>A filter on one of these silently limits the list to the last 90 days.</summary>
    private static readonly string[] Short = ["createdTime", "deletedTime", "total", "payType", "title", "note", "state", "externalReferenceId", "testMode"];

    private static readonly Dictionary<string, string[]> Expandable = new(StringComparer.Ordinal)
    {
        ["orders"] = ["lineItems", "payments", "customers", "refunds", "discounts"], ["payments"] = ["refunds", "order", "employee"], ["customers"] = ["emailAddresses", "phoneNumbers", "addresses"], ["items"] = ["categories", "itemStock"], ["employees"] = [], ["shifts"] = [], ["categories"] = [], ["refunds"] = [],
        ["tenders"] = [], ["devices"] = [],
    };

    public static void Map(Api api, CloverVendor vendor)
    {
        api.Get(Root, call => Answer.Ok(new { id = call.Account.Id, name = call.Account.Name, address = new { address1 = "100 Main Street", city = "Springfield", state = "NY", zip = "10001", country = "US" }, owner = new { id = call.Account["employees"].Live[0].Id } }));
        api.Get($"{Root}/properties", _ => Answer.Ok(new { defaultCurrency = "USD", timezone = "America/New_York", locale = "en_US" }));
        foreach (var (name, _) in Expandable)
        {
            api.Get($"{Root}/{name}", call => List(call, name, vendor));
            api.Get($"{Root}/{name}/{{id}}", call => Answer.Ok(Shape(call, name, call.Account[name].Find(call.Route("id")) ?? throw CloverVendor.Missing())));
        }

        api.Get($"{Root}/item_stocks", call => Answer.Ok(new { elements = call.Account["items"].Live.Skip(call.QueryNumber("offset", 0)).Take(call.QueryNumber("limit", 100)).Select(item => item.Body["itemStock"]) }));
        api.Get($"{Root}/orders/{{id}}/line_items", call => Answer.Ok((call.Account["orders"].Find(call.Route("id")) ?? throw CloverVendor.Missing()).Body["lineItems"]!));
    }

    private static Answer List(Call call, string name, CloverVendor vendor)
    {
        var (limit, offset) = (call.QueryNumber("limit", 100), call.QueryNumber("offset", 0));
        if (limit is < 1 or > 1000 || offset < 0)
        {
            throw CloverVendor.Bad("limit is from 1 to 1000, offset at least 0.");
        }

        var filters = call.QueryAll("filter").Select(text => Filter().Match(text)).Select(match => match.Success ? (Field: match.Groups["field"].Value, Operator: match.Groups["operator"].Value, Value: match.Groups["value"].Value) : throw CloverVendor.Bad("A filter is field, operator and value.")).ToList();
        var oldest = name == "orders" && filters.Exists(filter => Short.Contains(filter.Field)) ? call.Now.AddDays(-90) : DateTimeOffset.MinValue;
        var found = call.Account[name].Ordered((call.Query("orderBy") ?? "").StartsWith("modifiedTime", StringComparison.Ordinal) ? SortBy.Updated : SortBy.Sequence)
            .Where(item => !item.Deleted && item.Created >= oldest && filters.TrueForAll(filter => Holds(item, filter.Field, filter.Operator, filter.Value)));
        var ordered = (call.Query("orderBy") ?? "").EndsWith("DESC", StringComparison.Ordinal) ? found.Reverse() : found;
        var page = vendor.Simulation.Pager.At([.. ordered], offset, limit);
        return Answer.Ok(new { elements = page.Items.Select(item => Shape(call, name, item)), href = $"{call.Origin}{call.Request.Path}?limit={limit}&offset={offset}" }).With("X-Clover-Allowed-Filter-Fields", "modifiedTime, clientCreatedTime, createdTime, id, employee.id");
    }

    /// <summary>Collections within come only when they are asked for; references keep their id.</summary>
    private static JsonObject Shape(Call call, string name, StoredObject item)
    {
        var asked = (call.Query("expand") ?? "").Split(',', StringSplitOptions.TrimEntries);
        var body = item.Copy();
        foreach (var part in Expandable[name].Where(part => !asked.Contains(part) && body[part] is JsonObject inner && inner.ContainsKey("elements")))
        {
            body.Remove(part);
        }

        foreach (var (part, collection) in new[] { ("payments", "payments"), ("customers", "customers") })
        {
            if (name == "orders" && asked.Contains(part) && body[part] is JsonObject list)
            {
                body[part] = CloverData.Elements(list.Objects("elements").Select(link => (JsonNode?)call.Account[collection].Find(link.Text("id"))?.Copy()));
            }
        }

        return body;
    }

    private static bool Holds(StoredObject item, string field, string comparison, string value)
    {
        var text = field switch
        {
            "in_time" => item.Text("inTime"),
            "out_time" => item.Text("outTime"),
            "emailAddress" => item.Text("emailAddresses.elements.0.emailAddress"),
            "phoneNumber" => item.Text("phoneNumbers.elements.0.phoneNumber"),
            _ => item.Text(field),
        };
        var compared = decimal.TryParse(text, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(value, CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : string.CompareOrdinal(text, value);
        return comparison switch { "=" => compared == 0, "!=" => compared != 0, ">" => compared > 0, ">=" => compared >= 0, "<" => compared < 0, _ => compared <= 0 };
    }

    [GeneratedRegex(@"^(?<field>[\w.]+)(?<operator>>=|<=|!=|=|>|<)(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Filter();
}
