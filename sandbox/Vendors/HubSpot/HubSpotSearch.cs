using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>HubSpot's search: groups of filters (any group, all filters in it), one order, and no page beyond 10,000 results.</summary>
internal static class HubSpotSearch
{
    public static Answer Run(Call call, string type, HubSpotVendor vendor, int window)
    {
        var limit = call.Body.At("limit") is null ? 10 : (int)call.Body.Number("limit");
        if (limit is < 1 or > 200 || !int.TryParse(call.Body.Text("after") ?? "0", CultureInfo.InvariantCulture, out var after) || after < 0)
        {
            throw HubSpotVendor.Bad("limit must be from 1 to 200, and after a number.");
        }

        if (after + limit > window)
        {
            throw HubSpotVendor.Bad($"There are no results beyond {window}: narrow the search.");
        }

        var groups = call.Body.Objects("filterGroups").Select(group => group.Objects("filters").ToList()).ToList();
        if (groups.Count > 6)
        {
            throw HubSpotVendor.Bad("At most 6 filter groups.");
        }

        var found = call.Account[type].Live.Where(item => groups.Count == 0 || groups.Exists(group => group.TrueForAll(filter => Holds(filter, item))));
        var sort = call.Body.Objects("sorts").FirstOrDefault();
        var by = sort.Text("propertyName") ?? "createdate";
        var ordered = found.OrderBy(item => Comparable(item.Text($"properties.{by}")), Comparer<object>.Create(Compare)).ThenBy(item => item.Sequence).ToList();
        if (sort.Text("direction") == "DESCENDING")
        {
            ordered.Reverse();
        }

        var page = vendor.Simulation.Pager.At(ordered, after, limit);
        return Answer.Ok(new
        {
            total = ordered.Count,
            results = page.Items.Select(item => HubSpotObjectsApi.Shape(call, item, call.Body.Texts("properties"))),
            paging = page.Next is null ? null : new { next = new { after = page.Next } },
        });
    }

    private static bool Holds(JsonObject filter, StoredObject item)
    {
        var text = item.Text($"properties.{filter.Text("propertyName")}");
        var (value, high) = (filter.Text("value"), filter.Text("highValue"));
        int Against(string? other) => Compare(Comparable(text), Comparable(other));
        return filter.Text("operator") switch
        {
            "HAS_PROPERTY" => !string.IsNullOrEmpty(text),
            "NOT_HAS_PROPERTY" => string.IsNullOrEmpty(text),
            "IN" => text is not null && filter.Texts("values").Contains(text, StringComparer.OrdinalIgnoreCase),
            "NOT_IN" => text is null || !filter.Texts("values").Contains(text, StringComparer.OrdinalIgnoreCase),
            "NEQ" => !string.Equals(text, value, StringComparison.OrdinalIgnoreCase),
            _ when text is null => false,
            "EQ" => string.Equals(text, value, StringComparison.OrdinalIgnoreCase) || Against(value) == 0,
            "LT" => Against(value) < 0,
            "LTE" => Against(value) <= 0,
            "GT" => Against(value) > 0,
            "GTE" => Against(value) >= 0,
            "BETWEEN" => Against(value) >= 0 && Against(high) <= 0,
            "CONTAINS_TOKEN" => text.Contains((value ?? "").Trim('*'), StringComparison.OrdinalIgnoreCase),
            "NOT_CONTAINS_TOKEN" => !text.Contains((value ?? "").Trim('*'), StringComparison.OrdinalIgnoreCase),
            var other => throw HubSpotVendor.Bad($"There is no operator '{other}'."),
        };
    }

    /// <summary>Times are compared as milliseconds, in which filters give them.</summary>
    private static object Comparable(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number
        : text is { Length: > 9 } && Paths.ParseInstant(text) is { } at ? (decimal)at.ToUnixTimeMilliseconds()
        : text ?? "";

    private static int Compare(object? left, object? right) => left is decimal first && right is decimal second ? first.CompareTo(second) : string.Compare(left?.ToString(), right?.ToString(), StringComparison.OrdinalIgnoreCase);
}
