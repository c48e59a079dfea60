using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Answers one GraphQL request over the stored objects. What a body does not have is a field that does not exist.</summary>
internal sealed class ShopifyGraph(Call call, ShopifyVendor vendor)
{
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["orders"] = "orders", ["customers"] = "customers", ["products"] = "products", ["productVariants"] = "variants", ["locations"] = "locations", ["inventoryItems"] = "inventoryItems",
    };

    private static readonly Dictionary<string, string> Singles = new(StringComparer.Ordinal)
    {
        ["order"] = "orders", ["customer"] = "customers", ["product"] = "products", ["productVariant"] = "variants", ["location"] = "locations", ["inventoryItem"] = "inventoryItems",
    };

    private readonly ShopifyArguments _arguments = new(call.Body["variables"] as JsonObject ?? []);
    private GraphQLDocument? _document;
    private int _cost = 1;

    public Answer Run()
    {
        try
        {
            _document = Parser.Parse(call.Body.Text("query") ?? "");
            var wanted = call.Body.Text("operationName");
            var operation = _document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault(item => wanted is null || item.Name?.StringValue == wanted) ?? throw new ShopifyGraphFault($"No operation named \"{wanted}\"");
            _arguments.TakeDefaults(operation);
            var data = new JsonObject();
            foreach (var field in Fields(operation.SelectionSet))
            {
                data[field.Alias?.Name.StringValue ?? field.Name.StringValue] = operation.Operation == OperationType.Mutation ? Mutate(field) : Root(field);
            }

            return Answer.Ok(new JsonObject { ["data"] = data, ["extensions"] = Extensions() });
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            return Errors(fault.Description, "PARSE_ERROR");
        }
        catch (ShopifyGraphFault fault)
        {
            return Errors(fault.Message, fault.Code);
        }
    }

    private JsonNode? Root(GraphQLField field)
    {
        var name = field.Name.StringValue;
        if (name == "shop")
        {
            return Select(field, Shop());
        }

        if (Lists.TryGetValue(name, out var list))
        {
            return Connection(field, list);
        }

        if (name == "webhookSubscriptions")
        {
            return Connection(field, [.. ShopifyWebhooks.Own(vendor, call.Account).Select(ShopifyWebhooks.Body)]);
        }

        if (Singles.TryGetValue(name, out var single) || name == "node")
        {
            var id = _arguments.Text(field, "id");
            var found = single is null ? Singles.Values.Select(collection => call.Account[collection].Find(id)).FirstOrDefault(item => item is not null) : call.Account[single].Find(id);
            return found is null ? null : Select(field, found.Body);
        }

        return name == "__typename" ? "QueryRoot" : throw new ShopifyGraphFault($"Field '{name}' doesn't exist on type 'QueryRoot'", "undefinedField");
    }

    private JsonObject? Mutate(GraphQLField field)
    {
        _cost += 10;
        return Select(field, ShopifyMutations.Run(field.Name.StringValue, _arguments.All(field), call, vendor) ?? throw new ShopifyGraphFault($"Field '{field.Name.StringValue}' doesn't exist on type 'Mutation'", "undefinedField"));
    }

    private JsonObject Shop() => new()
    {
        ["id"] = $"gid://shopify/Shop/{Secrets.DeriveDigits(call.Account.Id, 10)}", ["name"] = call.Account.Name, ["myshopifyDomain"] = call.Account.Id, ["currencyCode"] = "USD", ["ianaTimezone"] = "America/New_York", ["email"] = "shop@example.com", ["plan"] = new JsonObject { ["displayName"] = "Basic", ["partnerDevelopment"] = true },
        ["url"] = $"https://{call.Account.Id}",
    };

    /// <summary>A connection over a whole collection: searched, sorted, cut by cursor.</summary>
    private JsonObject Connection(GraphQLField field, string collection)
    {
        var first = _arguments.Number(field, "first") ?? _arguments.Number(field, "last") ?? throw new ShopifyGraphFault($"you must provide one of first or last", "BAD_REQUEST");
        if (first is < 1 or > 250)
        {
            throw new ShopifyGraphFault("first must be from 1 to 250", "BAD_REQUEST");
        }

        _cost += 2 + first;
        var search = ShopifySearch.Parse(_arguments.Text(field, "query"));
        var by = _arguments.Text(field, "sortKey") switch { "UPDATED_AT" => SortBy.Updated, "CREATED_AT" or "PROCESSED_AT" => SortBy.Created, _ => SortBy.Sequence };
        var page = vendor.Simulation.Pager.After(call.Account[collection], by, _arguments.Flag(field, "reverse"), _arguments.Text(field, "after"), first, item => !item.Deleted && search.TrueForAll(term => term.Holds(item)), () => Errors("Invalid cursor for current pagination sort.", "INVALID_CURSOR"));
        return Shape(field, [.. page.Items.Select(item => (Pager.CursorAfter(item, by), item.Body))], page.Next is not null, page.Items.Count > 0 ? page.Next ?? Pager.CursorAfter(page.Items[^1], by) : null);
    }

    /// <summary>A connection over what an object holds itself.</summary>
    private JsonObject Connection(GraphQLField field, IReadOnlyList<JsonObject> items)
    {
        var first = _arguments.Number(field, "first") ?? items.Count;
        var from = int.TryParse(_arguments.Text(field, "after"), out var after) ? after : 0;
        _cost += 1 + (Math.Min(first, 250) / 10);
        var cut = items.Skip(from).Take(first).Select((item, index) => ((from + index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), item)).ToList();
        return Shape(field, cut, from + cut.Count < items.Count, cut.Count > 0 ? cut[^1].Item1 : null);
    }

    private JsonObject Shape(GraphQLField field, IReadOnlyList<(string Cursor, JsonObject Node)> items, bool more, string? end)
    {
        var result = new JsonObject();
        foreach (var part in Fields(field.SelectionSet))
        {
            var name = part.Alias?.Name.StringValue ?? part.Name.StringValue;
            result[name] = part.Name.StringValue switch
            {
                "nodes" => Paths.Array(items.Select(item => (JsonNode?)Select(part, item.Node))),
                "edges" => Paths.Array(items.Select(item => (JsonNode?)Edge(part, item.Cursor, item.Node))),
                "pageInfo" => Select(part, new JsonObject { ["hasNextPage"] = more, ["hasPreviousPage"] = false, ["startCursor"] = items.Count > 0 ? items[0].Cursor : null, ["endCursor"] = end }),
                "__typename" => "Connection",
                var other => throw new ShopifyGraphFault($"Field '{other}' doesn't exist on a connection", "undefinedField"),
            };
        }

        return result;
    }

    private JsonObject Edge(GraphQLField field, string cursor, JsonObject node)
    {
        var edge = new JsonObject();
        foreach (var part in Fields(field.SelectionSet))
        {
            edge[part.Alias?.Name.StringValue ?? part.Name.StringValue] = part.Name.StringValue == "cursor" ? cursor : Select(part, node);
        }

        return edge;
    }

    private JsonObject? Select(GraphQLField field, JsonObject source)
    {
        if (field.SelectionSet is null)
        {
            throw new ShopifyGraphFault($"Field must have selections (field '{field.Name.StringValue}' returns an object but has no selections)", "selectionMismatch");
        }

        // A reference is followed to the object as it is now.
        if (source.Text("$ref") is { } collection)
        {
            source = call.Account[collection].Find(source.Text("id"))?.Body ?? source;
        }

        var result = new JsonObject();
        foreach (var part in Fields(field.SelectionSet))
        {
            result[part.Alias?.Name.StringValue ?? part.Name.StringValue] = Value(part, source);
        }

        return result;
    }

    private JsonNode? Value(GraphQLField field, JsonObject source)
    {
        var name = field.Name.StringValue;
        if (name == "__typename")
        {
            return source.Text("id")?.Split('/') is [_, _, _, var type, ..] ? type : "Object";
        }

        if (!source.TryGetPropertyValue(name, out var value))
        {
            throw new ShopifyGraphFault($"Field '{name}' doesn't exist on type '{(source.Text("id")?.Split('/') is [_, _, _, var owner, ..] ? owner : "Object")}'", "undefinedField");
        }

        return value switch
        {
            JsonArray list when list.All(item => item is JsonObject) && field.SelectionSet is not null => IsConnection(field) ? Connection(field, [.. list.OfType<JsonObject>()]) : Paths.Array(Narrow(field, list).Select(item => (JsonNode?)Select(field, item))),
            JsonObject body => Select(field, body),
            _ => value?.DeepClone(),
        };
    }

    private IEnumerable<JsonObject> Narrow(GraphQLField field, JsonArray list)
    {
        var names = _arguments.All(field).Texts("names");
        return list.OfType<JsonObject>().Where(item => names.Count == 0 || names.Contains(item.Text("name") ?? "")).Take(_arguments.Number(field, "first") ?? int.MaxValue);
    }

    private bool IsConnection(GraphQLField field) => Fields(field.SelectionSet).Any(part => part.Name.StringValue is "nodes" or "edges" or "pageInfo");

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? selections)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    yield return field;
                    break;
                case GraphQLInlineFragment inline:
                    foreach (var field in Fields(inline.SelectionSet))
                    {
                        yield return field;
                    }

                    break;
                case GraphQLFragmentSpread spread:
                    var fragment = _document!.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(item => item.FragmentName.Name.StringValue == spread.FragmentName.Name.StringValue) ?? throw new ShopifyGraphFault($"Fragment {spread.FragmentName.Name.StringValue} was used, but not defined", "useAndDefineFragment");
                    foreach (var field in Fields(fragment.SelectionSet))
                    {
                        yield return field;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private JsonObject Extensions() => new() { ["cost"] = new JsonObject { ["requestedQueryCost"] = _cost, ["actualQueryCost"] = _cost, ["throttleStatus"] = new JsonObject { ["maximumAvailable"] = 2000.0, ["currentlyAvailable"] = Math.Max(0, 2000 - _cost), ["restoreRate"] = 100.0 } } };

    private static Answer Errors(string message, string code) => Answer.Ok(new { errors = new[] { new { message, extensions = new { code } } } });
}
