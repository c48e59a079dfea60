namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>A field that the vendor changed without notice.</summary>
/// <param name="Field">The field's name, wherever it stands in an answer.</param>
/// <param name="Rename">Its new name; null when it keeps it.</param>
/// <param name="Remove">It is gone.</param>
/// <param name="Type">Its new type: <c>string</c>, <c>number</c>, <c>object</c>, <c>array</c> or <c>null</c>.</param>
/// <param name="Path">Only answers to calls whose path begins with this; null for all.</param>
internal sealed record Retype(string Field, string? Rename, bool Remove, string? Type, string? Path);
