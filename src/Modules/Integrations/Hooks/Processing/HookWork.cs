using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>What messages bring about, by stream.</summary>
internal sealed class HookWork
{
    /// <summary>Items to be taken.</summary>
    public Dictionary<string, List<JsonElement>> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys to be fetched.</summary>
    public Dictionary<string, List<string>> Fetches { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of deleted items.</summary>
    public Dictionary<string, List<string>> Deletes { get; } = new(StringComparer.Ordinal);

    /// <summary>Streams to be read from their cursors.</summary>
    public HashSet<string> Syncs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the vendor says that our access was withdrawn.</summary>
    public bool IsDisconnected { get; set; }

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsEmpty => Items.Count == 0 && Fetches.Count == 0 && Deletes.Count == 0 && Syncs.Count == 0 && !IsDisconnected;

    /// <summary>Adds items; what was to be deleted before is there again.</summary>
    public void Take(string stream, ItemPath key, IReadOnlyList<JsonElement> items)
    {
        if (Deletes.TryGetValue(stream, out var deleted))
        {
            var keys = items.Select(key.FindText).ToHashSet(StringComparer.Ordinal);
            deleted.RemoveAll(keys.Contains);
        }

        Add(Items, stream, items);
    }

    /// <summary>Adds keys of deleted items; what came of them before is passed over.</summary>
    public void Delete(string stream, ItemPath key, IReadOnlyList<string> keys)
    {
        if (Items.TryGetValue(stream, out var items))
        {
            items.RemoveAll(item => key.FindText(item) is { } own && keys.Contains(own, StringComparer.Ordinal));
        }

        Add(Deletes, stream, keys);
    }

    public static void Add<T>(Dictionary<string, List<T>> to, string stream, IEnumerable<T> values)
    {
        if (!to.TryGetValue(stream, out var list))
        {
            to[stream] = list = [];
        }

        list.AddRange(values);
    }
}
