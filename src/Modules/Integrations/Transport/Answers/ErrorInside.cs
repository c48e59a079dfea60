using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>Finds what a vendor's answer says to be wrong, whatever its status says.</summary>
internal static class ErrorInside
{
    /// <summary>The first fault that an answer names; undefined: it names none.</summary>
    public static JsonElement First(ErrorShape errors, JsonElement root) => errors.Items is { } items ? items.All(root).FirstOrDefault(Says) : default;

    /// <summary>The code of a fault; null: it has none.</summary>
    public static string? CodeOf(ErrorShape errors, JsonElement fault) =>
        fault.ValueKind == JsonValueKind.Undefined ? null : errors.Code is { } path && fault.ValueKind == JsonValueKind.Object ? path.FindText(fault) : ItemPath.TextOf(fault);

    /// <summary>Whether an answer that should hold data holds a fault in its place. Where faults lie at the top of an answer, only their code tells them from data.</summary>
    public static bool IsThere(ErrorShape errors, JsonElement root, out string? code)
    {
        var first = First(errors, root);
        code = CodeOf(errors, first);
        return first.ValueKind != JsonValueKind.Undefined && (code is not null || errors.Items is { Steps.Count: > 0 });
    }

    // An error list that is empty, or an error that is null or false, says that there is none.
    private static bool Says(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => false,
        JsonValueKind.String => element.GetString()!.Length > 0,
        JsonValueKind.Object => element.EnumerateObject().Any(),
        JsonValueKind.Array => element.GetArrayLength() > 0,
        _ => true,
    };
}
