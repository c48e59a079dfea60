using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using GraphQLParser.AST;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>A field's arguments as JSON, variables filled in.</summary>
internal sealed class ShopifyArguments(JsonObject variables)
{
    private readonly JsonObject _defaults = [];

    public void TakeDefaults(GraphQLOperationDefinition operation)
    {
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            if (variable.DefaultValue is { } value)
            {
                _defaults[variable.Variable.Name.StringValue] = Read(value);
            }
        }
    }

    public JsonObject All(GraphQLField field) => new((field.Arguments?.Items ?? []).Select(argument => KeyValuePair.Create(argument.Name.StringValue, Read(argument.Value))));

    public string? Text(GraphQLField field, string name) => All(field).Text(name);

    public int? Number(GraphQLField field, string name) => int.TryParse(Text(field, name), CultureInfo.InvariantCulture, out var value) ? value : null;

    public bool Flag(GraphQLField field, string name) => All(field).Flag(name);

    private JsonNode? Read(GraphQLValue value) => value switch
    {
        GraphQLVariable variable => (variables[variable.Name.StringValue] ?? _defaults[variable.Name.StringValue])?.DeepClone(),
        GraphQLIntValue number => long.Parse(number.Value.Span, CultureInfo.InvariantCulture),
        GraphQLFloatValue number => decimal.Parse(number.Value.Span, CultureInfo.InvariantCulture),
        GraphQLStringValue text => text.Value.ToString(),
        GraphQLBooleanValue flag => flag.Value.Span is "true",
        GraphQLEnumValue name => name.Name.StringValue,
        GraphQLListValue list => Paths.Array((list.Values ?? []).Select(Read)),
        GraphQLObjectValue body => new JsonObject((body.Fields ?? []).Select(field => KeyValuePair.Create(field.Name.StringValue, Read(field.Value)))),
        _ => null,
    };
}
