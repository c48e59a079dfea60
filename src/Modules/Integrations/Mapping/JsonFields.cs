using System.Text.Json;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Fills the fields of a row from JSON.</summary>
internal static class JsonFields
{
    /// <summary>Takes each field from the item, or from an element of a list inside it. Values that are no single values mark the row.</summary>
    public static void Fill(Row row, JsonElement item, JsonElement element)
    {
        row.Json = item;
        for (var i = 0; i < row.Table.Count; i++)
        {
            var field = row.Table[i];
            row[i] = default;
            var found = field.Root switch
            {
                FieldRoot.Column => (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field.Name, out var value)) ? value : default,
                FieldRoot.Item => field.Path!.TryFind(item, out var value) ? value : default,
                _ => field.Path!.TryFind(element, out var value) ? value : default,
            };
            switch (found.ValueKind)
            {
                case JsonValueKind.String:
                    row[i] = Read(row, i, found);
                    break;
                case JsonValueKind.Number:
                    row[i] = found.GetRawText().AsMemory();
                    break;
                case JsonValueKind.True:
                    row[i] = "true".AsMemory();
                    break;
                case JsonValueKind.False:
                    row[i] = "false".AsMemory();
                    break;
                case JsonValueKind.Object or JsonValueKind.Array:
                    row.FailAs(new Fault("not_a_value", $"{field.Name}: a single value is needed, and the file has a list or an object here.", i));
                    break;
            }
        }
    }

    /// <summary>A name that an object of the item has twice; null: none. Readers differ in which of the two they take, so neither is taken.</summary>
    public static string? RepeatedName(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(RepeatedName).FirstOrDefault(name => name is not null);
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    if (!names.Add(property.Name))
                    {
                        return property.Name;
                    }

                    if (RepeatedName(property.Value) is { } name)
                    {
                        return name;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static ReadOnlyMemory<char> Read(Row row, int field, JsonElement text)
    {
        try
        {
            var value = text.GetString()!;
            if (!value.Contains('\0', StringComparison.Ordinal))
            {
                return value.AsMemory();
            }

            row.FailAs(new Fault("invalid_character", $"{row.Table[field].Name}: the text holds a zero character, which no text may.", field));
        }
        catch (InvalidOperationException)
        {
            // half of a surrogate pair: valid JSON, but no text
            row.FailAs(new Fault("invalid_character", $"{row.Table[field].Name}: the text holds half of a character (a lone surrogate).", field));
        }

        return default;
    }
}
