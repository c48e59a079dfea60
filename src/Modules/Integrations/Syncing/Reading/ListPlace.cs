using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>What stands where a page should have its items.</summary>
internal enum ListPlace
{
    /// <summary>The list, which may be empty.</summary>
    List,

    /// <summary>Nothing, as some vendors answer in place of an empty list.</summary>
    Nothing,

    /// <summary>A list of another name.</summary>
    OtherList,
}

/// <summary>Tells an empty page from one that cannot be read.</summary>
internal static class ListPlaces
{
    /// <summary>What stands at the end of a path.</summary>
    public static ListPlace Of(ItemPath items, JsonElement root) => At(items.Steps, 0, root);

    private static ListPlace At(IReadOnlyList<string> steps, int step, JsonElement at)
    {
        if (step == steps.Count)
        {
            return at.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null ? ListPlace.List : ListPlace.Nothing;
        }

        switch (at.ValueKind)
        {
            case JsonValueKind.Null:
                return ListPlace.Nothing;
            case JsonValueKind.Array when at.GetArrayLength() == 0:
                return ListPlace.List;
            case JsonValueKind.Array:
                var places = at.EnumerateArray().Select(entry => At(steps, steps[step] == "*" || char.IsAsciiDigit(steps[step][0]) ? step + 1 : step, entry)).ToList();
                return places.Contains(ListPlace.List) ? ListPlace.List : places.Contains(ListPlace.OtherList) ? ListPlace.OtherList : ListPlace.Nothing;
            case JsonValueKind.Object when steps[step] == "*":
                return ListPlace.List;
            case JsonValueKind.Object when at.TryGetProperty(steps[step], out var found):
                return At(steps, step + 1, found);
            case JsonValueKind.Object:
                return at.EnumerateObject().Any(property => property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0) ? ListPlace.OtherList : ListPlace.Nothing;
            default:
                return ListPlace.Nothing;
        }
    }
}
