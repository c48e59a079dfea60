using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Compiles the mapping of a stream.</summary>
internal static class MapCompiler
{
    /// <summary>Compiles a map; null with the faults told.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The stream's key, for records whose map names none; null where the map must name it.</param>
    /// <param name="version">The stream's version: read, too, so that it is not listed as unmapped.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static CompiledMap? Compile(StreamMap map, ItemPath? key, ItemPath? version, ProfileFaults faults)
    {
        var before = faults.All.Count;
        if (!ProfileReader.Records.TryGetValue(map.Record, out var build))
        {
            faults.Add(map.Fields.At(), $"'{map.Record}' is not a type of record.", ProfileFaults.Suggest(map.Record, ProfileReader.Records.Keys));
            return null;
        }

        var lookups = map.Lookups is null ? new Dictionary<string, Lookup>() : ProfileReader.Lookups(new YamlMap(map.Lookups, faults), faults);
        var fields = new FieldTable();
        var compiler = new ValueCompiler(fields, hasElement: false, lookups, faults);
        var location = map.Location is null ? null : (compiler.Compile(map.Location, ValueKind.Text) as Expr<ReadOnlyMemory<char>>)?.Get;
        var skip = map.Skip is null ? null : compiler.Condition(map.Skip);
        var deleted = map.Deleted is null ? null : compiler.Condition(map.Deleted);
        var shops = map.Shops is { } told ? new ToldShopsReader(told, told.Everywhere is null ? null : compiler.Condition(told.Everywhere)) : null;
        var reader = new FieldReader(new YamlMap(WithKey(map, key), faults), compiler);
        var builder = build(reader);
        reader.RefuseUnknown();
        if (faults.All.Count > before)
        {
            return null;
        }

        var read = new HashSet<string>(reader.Lists, StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            read.Add(fields[i].Path is { } path ? path.First ?? string.Empty : fields[i].Name);
        }

        read.UnionWith(key?.Parts.Select(part => part.Steps is [var first, ..] ? first : string.Empty) ?? []);
        read.UnionWith(shops?.Read ?? []);
        if (version?.Steps is [var second, ..])
        {
            read.Add(second);
        }

        return new CompiledMap(map.Record, fields, location, skip, deleted, builder, read, reader.Elements) { Shops = shops };
    }

    // Records without a key of their own (units of the tree, day totals) are known by something else.
    private static YamlMappingNode WithKey(StreamMap map, ItemPath? key)
    {
        var named = new YamlScalarNode("key");
        if (key is null || map.Fields.Children.ContainsKey(named) || !ProfileReader.ShapeOf(map.Record).Any(shape => shape.Name == "key"))
        {
            return map.Fields;
        }

        var text = key.Parts is { Count: > 1 } parts ? $"={string.Join('/', parts.Select(part => $"{{{PathOf(part)}}}"))}" : PathOf(key);
        return new YamlMappingNode([KeyValuePair.Create<YamlNode, YamlNode>(named, new YamlScalarNode(text)), .. map.Fields.Children]);
    }

    private static string PathOf(ItemPath path) => "$" + string.Concat(path.Steps.Select(step => char.IsAsciiDigit(step[0]) ? $"[{step}]" : $"['{step}']"));
}
