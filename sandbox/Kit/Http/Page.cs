using System.Text.Json;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>A part of a list, and how to ask for the rest: null when there is none.</summary>
internal sealed record Page(IReadOnlyList<StoredObject> Items, string? Next)
{
    /// <summary>The items ready to be written.</summary>
    public IReadOnlyList<JsonElement> Elements => [.. Items.Select(item => item.Element)];
}
