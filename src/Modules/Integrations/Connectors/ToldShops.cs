using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>At which of the vendor's places an item says it is.</summary>
/// <param name="At">The vendor's keys of the places; not read where <paramref name="IsEverywhere"/>.</param>
/// <param name="IsEverywhere">At all of them.</param>
/// <param name="Except">But not at these.</param>
internal sealed record ToldShops(IReadOnlyList<string> At, bool IsEverywhere, IReadOnlyList<string> Except);

/// <summary>Reads it from items.</summary>
/// <param name="shops">Where it stands.</param>
/// <param name="everywhere">The compiled condition; null: there is none.</param>
internal sealed class ToldShopsReader(StreamShops shops, Get<bool>? everywhere)
{
    /// <summary>Names of the item's own properties that are read.</summary>
    public IEnumerable<string> Read => new[] { shops.At, shops.Except }.OfType<ItemPath>().Where(path => path.Steps.Count > 0).Select(path => path.Steps[0]);

    /// <summary>What an item says; null: nothing.</summary>
    public ToldShops? Find(Row row, JsonElement item) =>
        everywhere is not null && everywhere(row, out var isEverywhere) && isEverywhere ? new ToldShops([], true, Texts(shops.Except, item))
        : shops.At.HasList(item) ? new ToldShops(Texts(shops.At, item), false, [])
        : null;

    private static IReadOnlyList<string> Texts(ItemPath? path, JsonElement item) => path is null ? [] : [.. path.All(item).Select(ItemPath.TextOf).OfType<string>()];
}
