using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A GraphQL query checked against a schema; what it selects is the type of its answer.</summary>
internal sealed class GraphQuery : ApiShape
{
    private readonly Dictionary<string, GraphQuery> _fields = new(StringComparer.Ordinal);
    private readonly bool _isList;

    private GraphQuery(bool isList) => _isList = isList;

    public override bool IsOpen => false;

    public override IReadOnlyCollection<string> Names => _fields.Keys;

    public override ApiShape? Element => _isList ? AsOne() : null;

    public override bool IsList => _isList;

    public override ApiShape? Property(string name) => _fields.GetValueOrDefault(name);

    /// <summary>Reads a query; every name that the schema does not have is a fault.</summary>
    /// <param name="text">The query.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="fault">Takes cause and suggestion.</param>
    /// <returns>The type of <c>data</c> in the answer.</returns>
    public static GraphQuery Read(string text, GraphSchema schema, Action<string, string?> fault)
    {
        var tokens = GraphTokens.Of(text);
        var root = tokens.Count > 0 && tokens[0] == "mutation" ? schema.Mutation : schema.Query;
        var query = new GraphQuery(isList: false);
        var i = 0;
        while (i < tokens.Count && tokens[i] != "{")
        {
            i = tokens[i] == "(" ? GraphSchema.Closing(tokens, i) + 1 : i + 1;
        }

        if (i >= tokens.Count)
        {
            fault("The query selects nothing.", "Write { field { … } }.");
            return query;
        }

        query.Select(tokens, i + 1, root, schema, fault);
        return query;
    }

    private GraphQuery AsOne()
    {
        var one = new GraphQuery(isList: false);
        foreach (var (name, field) in _fields)
        {
            one._fields[name] = field;
        }

        return one;
    }

    // Stands behind the closing brace when it returns.
    private int Select(List<string> tokens, int i, string type, GraphSchema schema, Action<string, string?> fault)
    {
        var known = schema.FieldsOf(type);
        while (i < tokens.Count && tokens[i] != "}")
        {
            var alias = tokens[i++];
            var name = alias;
            if (i < tokens.Count && tokens[i] == ":")
            {
                name = tokens[i + 1];
                i += 2;
            }

            GraphField? field = null;
            if (known is not null && !known.TryGetValue(name, out field) && name != "__typename")
            {
                fault($"'{type}' has no field '{name}'.", ProfileFaults.Suggest(name, known.Keys));
            }

            if (i < tokens.Count && tokens[i] == "(")
            {
                var end = GraphSchema.Closing(tokens, i);
                for (var j = i + 1; j < end; j++)
                {
                    if (tokens[j + 1] == ":")
                    {
                        if (field is not null && !field.Arguments.Contains(tokens[j]))
                        {
                            fault($"'{type}.{name}' has no argument '{tokens[j]}'.", ProfileFaults.Suggest(tokens[j], field.Arguments));
                        }

                        j = tokens[j + 2] is "{" or "[" ? GraphSchema.Closing(tokens, j + 2) : j + 2;
                    }
                }

                i = end + 1;
            }

            var selected = new GraphQuery(field?.IsList ?? false);
            _fields[alias] = selected;
            if (i < tokens.Count && tokens[i] == "{")
            {
                i = field is null ? GraphSchema.Closing(tokens, i) + 1 : selected.Select(tokens, i + 1, field.Type, schema, fault);
            }
        }

        return i + 1;
    }
}
