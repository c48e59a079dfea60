using System.Globalization;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A mapping of the manifest that is read key by key into typed values; what is wrong becomes a fault at its place.</summary>
internal sealed partial class ManifestSection(YamlMap map, ManifestScope scope)
{
    public ManifestScope Scope => scope;

    public Place At => map.At;

    public Place PlaceOf(string key) => map.PlaceOf(key);

    public bool Has(string key) => map.Keys.Contains(key);

    public IEnumerable<string> Keys => map.Keys;

    public YamlNode? Node(string key) => map.Take(key);

    public string? Text(string key, bool required = false) => map.Text(key, required);

    /// <summary>Faults for keys that nobody asked for.</summary>
    public void Close() => map.RefuseUnknown();

    public void Fault(string key, string cause, string? suggestion = null) => scope.Faults.Add(map.PlaceOf(key), cause, suggestion);

    /// <summary>A mapping by key; null when absent.</summary>
    public ManifestSection? Section(string key) => map.Map(key) is { } inner ? new ManifestSection(inner, scope) : null;

    /// <summary>The mappings under a key, by name, in order.</summary>
    public IEnumerable<(string Name, ManifestSection Section)> Sections(string key)
    {
        if (map.Map(key) is not { } inner)
        {
            yield break;
        }

        foreach (var name in inner.Keys.ToList())
        {
            if (inner.Map(name) is { } section)
            {
                yield return (name, new ManifestSection(section, scope));
            }
            else
            {
                scope.Faults.Add(inner.PlaceOf(name), $"'{name}' is a mapping: one 'name: value' per line below it.");
            }
        }
    }

    /// <summary>The mappings in the list under a key.</summary>
    public IEnumerable<ManifestSection> Entries(string key)
    {
        switch (map.Take(key))
        {
            case null:
                yield break;
            case YamlSequenceNode list:
                foreach (var entry in list)
                {
                    if (entry is YamlMappingNode mapping)
                    {
                        yield return new ManifestSection(new YamlMap(mapping, scope.Faults), scope);
                    }
                    else
                    {
                        scope.Faults.Add(entry.At(), $"An entry of '{key}' is a mapping.", "Write: - { name: … }");
                    }
                }

                break;
            case YamlMappingNode single:
                yield return new ManifestSection(new YamlMap(single, scope.Faults), scope);
                break;
            case var other:
                scope.Faults.Add(other.At(), $"'{key}' is a list of mappings.", "Begin each entry with a dash.");
                break;
        }
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> List(string key)
    {
        switch (map.Take(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.All(entry => entry is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Select(entry => ((YamlScalarNode)entry).Value!)];
            case var other:
                scope.Faults.Add(other.At(), $"'{key}' is a list of texts.", $"Write: {key}: [a, b]");
                return [];
        }
    }

    /// <summary>The texts of a mapping, in order.</summary>
    public IReadOnlyDictionary<string, string> Texts(string key) => map.Map(key)?.Texts() ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A word of an enumeration.</summary>
    public T Choice<T>(string key, T otherwise, bool required = false)
        where T : struct, Enum
    {
        if (map.Text(key, required) is not { } word)
        {
            return otherwise;
        }

        if (ManifestWords<T>.All.TryGetValue(word, out var member))
        {
            return member;
        }

        Fault(key, $"'{word}' is not known here.", ProfileFaults.Suggest(word, ManifestWords<T>.All.Keys));
        return otherwise;
    }

    public bool Flag(string key, bool otherwise = false)
    {
        if (map.Text(key) is not { } text)
        {
            return otherwise;
        }

        if (text is not "true" and not "false")
        {
            Fault(key, $"'{text}' is neither true nor false.", "Write true or false.");
        }

        return text == "true";
    }

    public int? Number(string key, int least, int most)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(key, $"'{text}' is not a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A span such as 30s, 10m, 24h, 90d, 2w, 24mo (of 30 days) or 1y (of 365).</summary>
    public TimeSpan? Span(string key, bool required = false)
    {
        if (map.Text(key, required) is not { } text)
        {
            return null;
        }

        if (SpanForm().Match(text) is { Success: true } match && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return match.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                "d" => TimeSpan.FromDays(number),
                "w" => TimeSpan.FromDays(7L * number),
                "mo" => TimeSpan.FromDays(30L * number),
                _ => TimeSpan.FromDays(365L * number),
            };
        }

        Fault(key, $"'{text}' is not a span of time.", "Write for example 30s, 10m, 24h, 90d, 24mo or 1y.");
        return null;
    }

    /// <summary>A path into an answer or item.</summary>
    public ItemPath? Path(string key, bool required = false)
    {
        if (map.Text(key, required) is not { } text)
        {
            return null;
        }

        if (ItemPath.TryParse(text) is { } path)
        {
            return path;
        }

        Fault(key, $"'{text}' is not a path.", "Write names joined by points, such as data.orders, or $ for the whole.");
        return null;
    }

    /// <summary>A value in an answer: <c>header:NAME</c> or <c>body:PATH</c>; without either it is what is usual at the key.</summary>
    public AnswerSource? Source(string key, bool bareIsHeader)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var isHeader = text.StartsWith("header:", StringComparison.Ordinal) || (bareIsHeader && !text.StartsWith("body:", StringComparison.Ordinal));
        var name = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        if (isHeader && HeaderForm().IsMatch(name))
        {
            return new AnswerSource(name, null);
        }

        if (!isHeader && ItemPath.TryParse(name) is { } path)
        {
            return new AnswerSource(null, path);
        }

        Fault(key, $"'{text}' names no place in an answer.", "Write header:NAME or body:PATH.");
        return null;
    }

    public Template? Template(string key, IReadOnlyCollection<string> known) => map.Text(key) is { } text ? scope.Template(text, map.PlaceOf(key), known) : null;

    /// <summary>The fields that a user types, in the list under a key.</summary>
    public IReadOnlyList<ConnectorField> Fields(string key)
    {
        var fields = new List<ConnectorField>();
        foreach (var entry in Entries(key))
        {
            var name = entry.Text("name", required: true) ?? string.Empty;
            var field = new ConnectorField(
                name,
                entry.Text("title", required: true) ?? name,
                entry.Text("help"),
                entry.Flag("secret"),
                entry.Flag("required", otherwise: true),
                entry.Text("default"),
                entry.Pattern("pattern"),
                entry.List("choices"));
            entry.Close();
            if (!NameForm().IsMatch(name))
            {
                scope.Faults.Add(entry.PlaceOf("name"), $"'{name}' cannot be the name of a field.", "Use small letters, digits and underscores, beginning with a letter.");
            }
            else if (!scope.Settings.Add(name))
            {
                scope.Faults.Add(entry.PlaceOf("name"), $"There are two fields or settings '{name}'.");
            }

            fields.Add(field);
        }

        return fields;
    }

    private string? Pattern(string key)
    {
        if (map.Text(key) is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return pattern;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            Fault(key, $"'{pattern}' is not a regular expression that can be used here.", "Leave out references back and look-arounds.");
            return null;
        }
    }

    /// <summary>JSON with places, from any node.</summary>
    public JsonTemplate? Json(YamlNode node, IReadOnlyCollection<string> known)
    {
        switch (node)
        {
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } when plain is "true" or "false" or "null" || NumberForm().IsMatch(plain):
                return new JsonTemplate.Constant(plain);
            case YamlScalarNode scalar:
                return scope.Template(scalar.Value ?? string.Empty, node.At(), known) is { } template ? new JsonTemplate.Text(template) : null;
            case YamlSequenceNode list:
                return new JsonTemplate.List([.. list.Select(entry => Json(entry, known)).OfType<JsonTemplate>()]);
            case YamlMappingNode mapping:
                ItemPath? each = null;
                var properties = new List<KeyValuePair<string, JsonTemplate>>();
                var inner = known;
                if (mapping.Children.TryGetValue(new YamlScalarNode("$each"), out var list2))
                {
                    each = ItemPath.TryParse(((list2 as YamlScalarNode)?.Value) ?? string.Empty);
                    inner = [.. known, "each."];
                    if (each is null || !known.Any(name => each.Text == name || (name.EndsWith('.') && each.Text.StartsWith(name, StringComparison.Ordinal))))
                    {
                        scope.Faults.Add(list2.At(), $"'{list2}' is not a path to a list that is known here.", ProfileFaults.Suggest(list2.ToString(), known));
                    }
                }

                foreach (var (key, value) in mapping.Children)
                {
                    if (key is YamlScalarNode { Value: { } name } && name != "$each" && Json(value, inner) is { } property)
                    {
                        properties.Add(KeyValuePair.Create(name, property));
                    }
                }

                return new JsonTemplate.Object(properties, each);
            default:
                scope.Faults.Add(node.At(), "This cannot be part of a request.");
                return null;
        }
    }

    [GeneratedRegex("^(?<number>[0-9]{1,4})(?<unit>s|m|h|d|w|mo|y)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpanForm();

    [GeneratedRegex("^[A-Za-z0-9-]{1,80}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderForm();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberForm();
}
