using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Turns items into records and finds where they belong. Touches no table, so it can run while others are written.</summary>
internal static class ItemMapping
{
    /// <summary>Maps items of a stream; of several with one key the newest is kept, the last one where they cannot be told apart.</summary>
    public static IReadOnlyList<IntakeItem> Map(IntakeTarget target, IReadOnlyList<JsonElement> items)
    {
        var mapper = target.Mapper ?? throw new ArgumentException($"Stream {target.Stream.Name} has no map.", nameof(target));
        var zone = target.Places.Zone;
        var mapped = new List<IntakeItem>(items.Count);
        foreach (var raw in items)
        {
            mapped.Add(MapOne(target, mapper, raw, ref zone));
        }

        return Newest(mapped);
    }

    /// <summary>One item of each key: the newest, the last one where they cannot be told apart.</summary>
    public static IReadOnlyList<IntakeItem> Newest(IEnumerable<IntakeItem> items)
    {
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var mapped = new List<IntakeItem>();
        foreach (var item in items)
        {
            if (item.Key.Length > 0 && !byKey.TryAdd(item.Key, mapped.Count))
            {
                var before = byKey[item.Key];
                mapped[before] = VendorVersion.IsOlder(item.Version, mapped[before].Version) ? mapped[before] : item;
                continue;
            }

            mapped.Add(item);
        }

        return mapped;
    }

    // Most neighbours are of one place: its zone is tried first, and the item is mapped again only where that was wrong.
    private static IntakeItem MapOne(IntakeTarget target, StreamMapper mapper, JsonElement raw, ref TimeZoneInfo zone)
    {
        var mapped = mapper.Map(raw, new MapContext(zone));
        var mayBeAnywhere = RecordTypes.Find(mapper.Record)?.IsPlacedAnywhere == true;
        var placement = target.Places.PlaceOf(mapped, mapper.Record, mayBeAnywhere);
        if (placement.Units is [var unit, ..] && !unit.Zone.Equals(zone))
        {
            zone = unit.Zone;
            mapped = mapper.Map(raw, new MapContext(zone));
        }

        if (mapped.Record is LocationRecord location)
        {
            target.Places.Learn(mapped.Key, location.Node.Name, location.Node.Code);
            return new IntakeItem(raw, mapped with { Record = null, IsSkipped = true }, Placement.At(target.Places.Home), [], [], null);
        }

        var json = mapped.Record is { } record ? CanonicalJson.Write(record) : [];
        return new IntakeItem(raw, mapped, placement, json, CanonicalJson.HashOf(json), CursorValue.InstantOf(target.Stream.Cursor, raw));
    }
}
