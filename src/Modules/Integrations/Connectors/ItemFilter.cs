using System.Text.Json;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Leaves items out of streams that make no records: those that name deleted items, and those that others are read over. Belongs to one caller: not for two threads at a time.</summary>
internal sealed class ItemFilter
{
    private readonly Get<bool> _isLeftOut;
    private readonly Row _row;

    private ItemFilter(FieldTable fields, Get<bool> isLeftOut) => (_row, _isLeftOut) = (new Row(fields), isLeftOut);

    /// <summary>Compiles a stream's condition; null where it has none, or with the faults told.</summary>
    public static ItemFilter? Of(VendorStream stream, ProfileFaults faults)
    {
        if (stream.Skip is not { } skip)
        {
            return null;
        }

        var fields = new FieldTable();
        var lookups = skip.Lookups is null ? new Dictionary<string, Lookup>() : ProfileReader.Lookups(new YamlMap(skip.Lookups, faults), faults);
        return new ValueCompiler(fields, hasElement: false, lookups, faults).Condition(skip.Condition) is { } condition ? new ItemFilter(fields, condition) : null;
    }

    /// <summary>The items of a page that a stream's condition does not leave out.</summary>
    public static IReadOnlyList<JsonElement> Apply(VendorStream stream, IReadOnlyList<JsonElement> items) =>
        Of(stream, new ProfileFaults()) is { } filter ? [.. items.Where(filter.Keeps)] : items;

    /// <summary>Whether an item stays. One whose values cannot be read is left out: what cannot be told to be deleted is not deleted.</summary>
    public bool Keeps(JsonElement item)
    {
        _row.Clear();
        JsonFields.Fill(_row, item, item);
        return _row.Fault is null && !(_isLeftOut(_row, out var isLeftOut) && isLeftOut) && _row.Fault is null;
    }
}

/// <summary>The condition for items that are left out, where there is no map to hold it.</summary>
/// <param name="Condition">As written.</param>
/// <param name="Lookups">The tables that it may name; null: none.</param>
internal sealed record StreamSkip(YamlNode Condition, YamlMappingNode? Lookups);
