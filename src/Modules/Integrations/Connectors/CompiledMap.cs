using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A mapping ready to run. Belongs to one mapper: its builder keeps rows of its own.</summary>
/// <param name="Record">Type of canonical record.</param>
/// <param name="Fields">What is read of an item.</param>
/// <param name="Location">The vendor's key of the place.</param>
/// <param name="Skip">Whether an item is left out.</param>
/// <param name="Deleted">Whether an item says that it is deleted.</param>
/// <param name="Builder">Makes the record.</param>
/// <param name="Read">Names of the item's own properties that the map reads.</param>
/// <param name="Elements">What is read of the elements of lists inside an item.</param>
internal sealed record CompiledMap(
    string Record,
    FieldTable Fields,
    Get<ReadOnlyMemory<char>>? Location,
    Get<bool>? Skip,
    Get<bool>? Deleted,
    IRecordBuilder Builder,
    IReadOnlySet<string> Read,
    IReadOnlyList<(JsonPath Each, FieldTable Fields)> Elements)
{
    /// <summary>At which of the vendor's places an item is; null: the vendor does not say.</summary>
    public ToldShopsReader? Shops { get; init; }

    /// <summary>The item's own properties that have a value and are not read.</summary>
    public IReadOnlyList<string> Unread(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        List<string>? names = null;
        foreach (var property in item.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !Read.Contains(property.Name))
            {
                (names ??= []).Add(property.Name);
            }
        }

        return names ?? (IReadOnlyList<string>)[];
    }
}
