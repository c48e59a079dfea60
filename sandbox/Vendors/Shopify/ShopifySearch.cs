using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>One term of Shopify's search syntax, such as <c>updated_at:>='2026-01-01T00:00:00Z'</c>; terms are joined by AND.</summary>
internal sealed partial record ShopifySearch(string Field, string Operator, string Value)
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["updated_at"] = "updatedAt", ["created_at"] = "createdAt", ["processed_at"] = "processedAt", ["source_name"] = "sourceName", ["email"] = "email", ["phone"] = "phone", ["name"] = "name", ["title"] = "title", ["sku"] = "sku", ["status"] = "status",
        ["financial_status"] = "displayFinancialStatus", ["fulfillment_status"] = "displayFulfillmentStatus", ["location_id"] = "retailLocation.id", ["customer_id"] = "customer.id", ["id"] = "id", ["product_type"] = "productType", ["vendor"] = "vendor",
    };

    public static List<ShopifySearch> Parse(string? query) => query is null ? [] : [.. Term().Matches(query).Select(match => new ShopifySearch(match.Groups["field"].Value, match.Groups["operator"].Value, match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["bare"].Value))];

    public bool Holds(StoredObject item)
    {
        if (Field == "tag")
        {
            return item.Body.Texts("tags").Contains(Value, StringComparer.OrdinalIgnoreCase);
        }

        // An unknown field is ignored, as Shopify does with a warning; an order's status 'any' means all.
        if (!Paths.TryGetValue(Field, out var path) || (Field == "status" && Value == "any"))
        {
            return true;
        }

        var text = item.Text(path);
        if (Field.EndsWith("_at", StringComparison.Ordinal) && Kit.State.Paths.ParseInstant(Value) is { } wanted && Kit.State.Paths.ParseInstant(text) is { } at)
        {
            return Operator switch { ">" => at > wanted, ">=" => at >= wanted, "<" => at < wanted, "<=" => at <= wanted, _ => at == wanted };
        }

        return text is not null && (string.Equals(text, Value, StringComparison.OrdinalIgnoreCase) || (path.EndsWith("id", StringComparison.Ordinal) && text.EndsWith($"/{Value}", StringComparison.Ordinal)));
    }

    [GeneratedRegex("""(?<field>\w+):(?<operator>>=|<=|>|<)?(['"](?<quoted>[^'"]*)['"]|(?<bare>[^\s()]+))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();
}
