namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A GraphQL schema as far as checking queries needs it: types with their fields and arguments.</summary>
internal sealed class GraphSchema
{
    private readonly Dictionary<string, Dictionary<string, GraphField>> _types = new(StringComparer.Ordinal);

    /// <summary>The fields of a type by name; null: there is no such type with fields.</summary>
    public IReadOnlyDictionary<string, GraphField>? FieldsOf(string type) => _types.GetValueOrDefault(type);

    /// <summary>Type of queries.</summary>
    public string Query { get; private set; } = "Query";

    /// <summary>Type of mutations.</summary>
    public string Mutation { get; private set; } = "Mutation";

    /// <summary>Reads a schema in the schema definition language.</summary>
    public static GraphSchema Read(string text)
    {
        var schema = new GraphSchema();
        var tokens = GraphTokens.Of(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i])
            {
                case "schema":
                    for (i += 2; i < tokens.Count && tokens[i] != "}"; i += 3)
                    {
                        (schema.Query, schema.Mutation) = (tokens[i] == "query" ? tokens[i + 2] : schema.Query, tokens[i] == "mutation" ? tokens[i + 2] : schema.Mutation);
                    }

                    break;
                case "type" or "interface" or "input":
                    var fields = schema._types.TryGetValue(tokens[i + 1], out var known) ? known : schema._types[tokens[i + 1]] = new(StringComparer.Ordinal);
                    i = tokens.IndexOf("{", i);
                    i = i < 0 ? tokens.Count : Fields(tokens, i + 1, fields);
                    break;
                case "{" or "(":
                    i = Closing(tokens, i);
                    break;
            }
        }

        return schema;
    }

    /// <summary>Where the bracket that opens here is closed.</summary>
    public static int Closing(List<string> tokens, int i)
    {
        var depth = 0;
        for (; i < tokens.Count; i++)
        {
            depth += tokens[i] switch { "{" or "(" or "[" => 1, "}" or ")" or "]" => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return tokens.Count - 1;
    }

    // Stands on the closing brace when it returns.
    private static int Fields(List<string> tokens, int i, Dictionary<string, GraphField> fields)
    {
        while (i < tokens.Count && tokens[i] != "}")
        {
            var name = tokens[i++];
            var arguments = new HashSet<string>(StringComparer.Ordinal);
            if (tokens[i] == "(")
            {
                var end = Closing(tokens, i);
                for (var j = i + 1; j < end; j++)
                {
                    if (tokens[j + 1] == ":")
                    {
                        arguments.Add(tokens[j]);
                        j++;
                    }
                }

                i = end + 1;
            }

            i++; // the colon
            var isList = false;
            while (tokens[i] is "[" or "!" or "]")
            {
                isList |= tokens[i] == "[";
                i++;
            }

            fields[name] = new GraphField(tokens[i], isList, arguments);
            i = Behind(tokens, i + 1);
        }

        return i;
    }

    // Past marks, default values and directives, to the next field.
    private static int Behind(List<string> tokens, int i)
    {
        while (i < tokens.Count)
        {
            switch (tokens[i])
            {
                case "!" or "]":
                    i++;
                    break;
                case "=":
                    i = tokens[i + 1] is "[" or "{" ? Closing(tokens, i + 1) + 1 : i + 2;
                    break;
                case "@":
                    i += 2;
                    i = i < tokens.Count && tokens[i] == "(" ? Closing(tokens, i) + 1 : i;
                    break;
                default:
                    return i;
            }
        }

        return i;
    }
}

/// <summary>A field of a type.</summary>
/// <param name="Type">Its type, without lists and marks.</param>
/// <param name="IsList">Whether there are several.</param>
/// <param name="Arguments">Names of its arguments.</param>
internal sealed record GraphField(string Type, bool IsList, IReadOnlySet<string> Arguments);
