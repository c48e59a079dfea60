using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Mapping;

/// <summary>A YAML mapping that is read key by key; what nobody asked for is a fault.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, (YamlScalarNode Key, YamlNode Value)> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly ProfileFaults _faults;

    public YamlMap(YamlMappingNode node, ProfileFaults faults)
    {
        _faults = faults;
        At = node.At();
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } scalar)
            {
                _entries[name] = (scalar, value);
            }
            else
            {
                faults.Add(key.At(), "A key must be a plain word.");
            }
        }
    }

    public Place At { get; }

    /// <summary>A value by key; null when absent.</summary>
    public YamlNode? Take(string key)
    {
        _known.Add(key);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    /// <summary>A plain text by key; null when absent or not a text, which is a fault.</summary>
    public string? Text(string key, bool required = false)
    {
        switch (Take(key))
        {
            case YamlScalarNode scalar:
                return scalar.Value;
            case null:
                if (required)
                {
                    _faults.Add(At, $"'{key}' is missing.", $"Add {key}: …");
                }

                return null;
            case var other:
                _faults.Add(other.At(), $"'{key}' is a plain text.");
                return null;
        }
    }

    /// <summary>A mapping by key; null when absent or no mapping, which is a fault.</summary>
    public YamlMap? Map(string key)
    {
        switch (Take(key))
        {
            case YamlMappingNode map:
                return new YamlMap(map, _faults);
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case var other:
                _faults.Add(other.At(), $"'{key}' is a mapping: one 'name: value' per line below it.");
                return null;
        }
    }

    /// <summary>Where a key's value stands.</summary>
    public Place PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value.At() : At;

    /// <summary>All keys with plain texts, for tables.</summary>
    public IReadOnlyDictionary<string, string> Texts()
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, (key, value)) in _entries)
        {
            _known.Add(name);
            if (value is not YamlScalarNode { Value: { } text })
            {
                _faults.Add(value.At(), $"The entry '{name}' of a table is a plain text.");
            }
            else if (!texts.TryAdd(name, text))
            {
                _faults.Add(key.At(), $"The entry '{name}' is there twice; capitals make no difference.");
            }
        }

        return texts;
    }

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>Faults for the keys that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var (name, (key, _)) in _entries.Where(entry => !_known.Contains(entry.Key)))
        {
            _faults.Add(key.At(), $"'{name}' is not known here.", ProfileFaults.Suggest(name, _known));
        }
    }
}
