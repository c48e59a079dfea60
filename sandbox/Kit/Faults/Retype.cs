using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>A field that the vendor changed without notice.</summary>
/// <param name="Field">The field's name, wherever it stands in an answer.</param>
/// <param name="Path">Only answers to calls whose path begins with this; null for all.</param>
internal sealed record Retype(string Field, string? Path)
{
    /// <summary>Its new name; null when it keeps it.</summary>
    public string? Rename { get; init; }

    /// <summary>It is gone.</summary>
    public bool Remove { get; init; }

    /// <summary>It is new: every object has it.</summary>
    public bool Add { get; init; }

    /// <summary>Its new type: <c>string</c>, <c>number</c>, <c>object</c>, <c>array</c> or <c>null</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Its new value, where it had a plain one; null when it keeps it.</summary>
    public JsonNode? Value { get; init; }
}
