using YamlDotNet.RepresentationModel;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Hands a record builder the compiled fields it asks for, and remembers what it asked for.</summary>
internal sealed class FieldReader(YamlMap map, ValueCompiler compiler)
{
    private readonly List<FieldShape> _shapes = [];

    /// <summary>The fields asked for, for the schema and the guide.</summary>
    public IReadOnlyList<FieldShape> Shapes => _shapes;

    /// <summary>Field of the row that a field of the record is taken from first.</summary>
    public Dictionary<string, int> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the item's own properties that lists of the record are made of.</summary>
    public HashSet<string> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>What lists made of a list inside the item read of its elements, for checks against a description.</summary>
    public List<(JsonPath Each, FieldTable Fields)> Elements { get; } = [];

    public Get<Text> Text(string name, bool required = false) => Get<Text>(name, ValueKind.Text, required);

    public Get<decimal> Decimal(string name, bool required = false) => Get<decimal>(name, ValueKind.Decimal, required);

    public Get<int> Integer(string name, bool required = false) => Get<int>(name, ValueKind.Integer, required);

    public Get<bool> Boolean(string name) => Get<bool>(name, ValueKind.Boolean, required: false);

    public Get<DateOnly> Date(string name, bool required = false) => Get<DateOnly>(name, ValueKind.Date, required);

    public Get<TimeOnly> Time(string name, bool required = false) => Get<TimeOnly>(name, ValueKind.Time, required);

    public Get<DateTimeOffset> Instant(string name, bool required = false) => Get<DateTimeOffset>(name, ValueKind.Instant, required);

    /// <summary>A list inside the record: entries below a key, each with its fields.</summary>
    public ListBuilder<T> List<T>(string name, Func<FieldReader, Func<Row, T?>> entry, bool required = false)
        where T : class
    {
        var node = map.Take(name);
        var inner = new List<FieldShape>();
        var parts = new List<ListPart<T>>();
        foreach (var part in Parts(name, node, required))
        {
            parts.Add(Part(part, entry, inner));
        }

        if (parts.Count == 0)
        {
            var probe = new FieldReader(new YamlMap(new YamlMappingNode(), new ProfileFaults()), new ValueCompiler(new FieldTable(), false, compiler.Lookups, new ProfileFaults()));
            entry(probe);
            inner.AddRange(probe.Shapes);
        }

        _shapes.Add(new FieldShape(name, null, required, inner));
        return new ListBuilder<T>(parts);
    }

    /// <summary>Faults for the fields that the record does not have.</summary>
    public void RefuseUnknown() => map.RefuseUnknown();

    private IEnumerable<YamlMappingNode> Parts(string name, YamlNode? node, bool required)
    {
        if (node is null)
        {
            if (required)
            {
                compiler.Faults.Add(map.At, $"'{name}' is missing.", $"Add {name}: with a list below it.");
            }

            yield break;
        }

        if (node is not YamlSequenceNode list)
        {
            compiler.Faults.Add(node.At(), $"'{name}' is a list.", "Begin each entry with a dash.");
            yield break;
        }

        foreach (var child in list)
        {
            if (child is YamlMappingNode entry)
            {
                yield return entry;
            }
            else
            {
                compiler.Faults.Add(child.At(), $"An entry of '{name}' is a mapping of fields.");
            }
        }
    }

    private ListPart<T> Part<T>(YamlMappingNode node, Func<FieldReader, Func<Row, T?>> entry, List<FieldShape> shapes)
        where T : class
    {
        var fields = new YamlMap(node, compiler.Faults);
        JsonPath? path = null;
        if (fields.Text("each") is { } each)
        {
            path = each.StartsWith('$') ? JsonPath.TryParse(each.AsSpan(1)) : null;
            if (path?.First is { } first && !compiler.HasElement)
            {
                Lists.Add(first);
            }

            if (path is null)
            {
                compiler.Faults.Add(fields.PlaceOf("each"), $"'{each}' is not a path.", "Write for example: each: $.lines");
            }
        }

        var inner = path is null ? compiler : new ValueCompiler(new FieldTable(), hasElement: true, compiler.Lookups, compiler.Faults);
        var condition = fields.Take("if") is { } test ? inner.Condition(test) : null;
        var sum = fields.Text("sum") is "true";
        var reader = new FieldReader(fields, inner);
        var build = entry(reader);
        reader.RefuseUnknown();
        if (path is not null)
        {
            Elements.Add((path, inner.Fields));
        }

        shapes.Clear();
        shapes.AddRange(reader.Shapes);
        return new ListPart<T>(condition, path, path is null ? null : inner.Fields, build, sum);
    }

    private Get<T> Get<T>(string name, ValueKind kind, bool required)
    {
        _shapes.Add(new FieldShape(name, kind, required, null));
        var node = map.Take(name);
        if (node is null)
        {
            if (required)
            {
                compiler.Faults.Add(map.At, $"The field '{name}' is missing.", $"Add {name}: with a {Expr.Name(kind)}.");
            }

            return Nothing<T>.Get;
        }

        if (compiler.Compile(node, kind) is not Expr<T> value)
        {
            return Nothing<T>.Get;
        }

        Sources[name] = value.Field;
        return value.Get;
    }

    private static class Nothing<T>
    {
        public static readonly Get<T> Get = (Row _, out T value) =>
        {
            value = default!;
            return false;
        };
    }
}

/// <summary>A field of a record type.</summary>
/// <param name="Kind">Its type; null for a list.</param>
/// <param name="Inner">The fields of a list's entries.</param>
internal sealed record FieldShape(string Name, ValueKind? Kind, bool Required, IReadOnlyList<FieldShape>? Inner);
