using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads items of which only the keys are known: many in one request where the vendor has one for that, the others one by one.</summary>
internal sealed class ItemsByKey(IStreamPages pages)
{
    /// <summary>Reads the items of these keys. A fault: nothing of it may be used.</summary>
    public async Task<ItemsOfKeys> ReadAsync(Connection connection, Manifest manifest, VendorStream stream, IReadOnlyCollection<string> keys, CallPriority priority, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var missing = new List<string>();
        IReadOnlyCollection<string> single = keys;
        if (stream.Many is { } many && keys.Count > 1)
        {
            foreach (var some in keys.Chunk(many.Most))
            {
                var result = await pages.ReadManyAsync(connection, manifest, stream, some, priority, cancellationToken);
                if (result.Fault is { } fault)
                {
                    return new ItemsOfKeys([], [], fault);
                }

                items.AddRange(result.Page!.Items);
            }

            // That an item is not in such an answer proves nothing; only the question for it alone does.
            single = keys.Except(items.Select(stream.Key.FindText).OfType<string>(), StringComparer.Ordinal).ToList();
        }

        foreach (var key in single)
        {
            var result = await pages.ReadOneAsync(connection, manifest, stream, key, priority, cancellationToken);
            switch (result)
            {
                case { Fault: { } fault }:
                    return new ItemsOfKeys([], [], fault);
                case { Page.Items: { Count: > 0 } found }:
                    items.AddRange(found);
                    break;
                default:
                    missing.Add(key);
                    break;
            }
        }

        return new ItemsOfKeys(items, missing, null);
    }
}

/// <summary>What a vendor has of the keys it was asked for.</summary>
/// <param name="Items">The items.</param>
/// <param name="Missing">Keys of which it has none.</param>
/// <param name="Fault">Why it could not be asked; null: it answered.</param>
internal readonly record struct ItemsOfKeys(IReadOnlyList<JsonElement> Items, IReadOnlyList<string> Missing, VendorFault? Fault);
