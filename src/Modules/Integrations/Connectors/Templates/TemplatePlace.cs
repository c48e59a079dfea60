using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A place in a template: a path, and functions that the value goes through.</summary>
/// <param name="Path">Where the value stands in the context.</param>
/// <param name="Functions">The functions compiled; null: none.</param>
/// <param name="Fields">What the functions read; null with <paramref name="Functions"/>.</param>
/// <param name="KeepsSlashes">Whether slashes of the value stay slashes in an address: <c>{+name}</c>, for vendors whose names are paths.</param>
internal sealed record TemplatePlace(ItemPath Path, Expr? Functions, FieldTable? Fields, bool KeepsSlashes)
{
    /// <summary>The value as text; false when there is none.</summary>
    public bool TryText(TemplateContext context, out string text)
    {
        text = string.Empty;
        if (!TryValue(context, out var value) || ItemPath.TextOf(value) is not { } found)
        {
            return false;
        }

        text = found;
        return true;
    }

    /// <summary>The value with its type; false when there is none.</summary>
    public bool TryValue(TemplateContext context, out JsonElement value)
    {
        if (Functions is null)
        {
            return context.TryFind(Path, out value);
        }

        var row = new Row(Fields!);
        for (var i = 0; i < Fields!.Count; i++)
        {
            if (ItemPath.TryParse(Fields[i].Name) is { } path && context.TryFind(path, out var found) && ItemPath.TextOf(found) is { } text)
            {
                row[i] = text.AsMemory();
            }
        }

        value = default;
        return Functions switch
        {
            Expr<ReadOnlyMemory<char>> e when e.Get(row, out var text) => Found(text.ToString(), out value),
            Expr<decimal> e when e.Get(row, out var number) => Found(number, out value),
            Expr<int> e when e.Get(row, out var number) => Found(number, out value),
            Expr<bool> e when e.Get(row, out var flag) => Found(flag, out value),
            Expr<DateOnly> e when e.Get(row, out var day) => Found(Values.Write(day), out value),
            Expr<TimeOnly> e when e.Get(row, out var time) => Found(Values.Write(time), out value),
            Expr<DateTimeOffset> e when e.Get(row, out var instant) => Found(Values.Write(instant), out value),
            _ => false,
        };
    }

    private static bool Found<T>(T found, out JsonElement value)
    {
        value = JsonSerializer.SerializeToElement(found);
        return true;
    }
}
