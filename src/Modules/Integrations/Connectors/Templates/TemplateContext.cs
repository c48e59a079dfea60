using System.Text.Json;

namespace BookedBarber.Integrations.Connectors;

/// <summary>What templates are filled in from: named values, of which paths take parts.</summary>
/// <remarks>Names: settings by their own name, <c>account</c>, <c>cursor</c>, <c>page</c>, <c>over</c>, <c>item</c>, <c>key</c>, <c>record</c>, <c>refs</c>, <c>versions</c>, <c>place</c>, <c>input</c>, <c>hook</c>, <c>client</c>, <c>token</c>. A later value of a name takes the place of the earlier.</remarks>
internal sealed class TemplateContext
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly TemplateContext? _outer;

    public TemplateContext()
    {
    }

    private TemplateContext(TemplateContext outer) => _outer = outer;

    /// <summary>A context that knows all of this one, and can be given more without changing it.</summary>
    public TemplateContext Inner() => new(this);

    /// <summary>Adds a value; a null is no value.</summary>
    public TemplateContext With(string name, string? value) => value is null ? this : With(name, JsonSerializer.SerializeToElement(value));

    /// <summary>Adds a value that templates take parts of.</summary>
    public TemplateContext With(string name, JsonElement value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>Adds values under their own names, such as a connection's settings.</summary>
    public TemplateContext With(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values)
        {
            With(name, value);
        }

        return this;
    }

    /// <summary>The value at a path whose first step is a name.</summary>
    public bool TryFind(ItemPath path, out JsonElement found)
    {
        if (_values.TryGetValue(path.Steps[0], out found))
        {
            return path.Steps.Count == 1 ? found.ValueKind != JsonValueKind.Null : path.Behind.TryFind(found, out found);
        }

        return _outer is not null && _outer.TryFind(path, out found);
    }
}
