using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A path into an answer: <c>data.orders.nodes</c>, <c>merchant.0.id</c>, <c>employees.*</c>, <c>['odd name'].x</c>, or <c>$</c> for the whole.</summary>
/// <remarks>Several paths joined by <c> + </c> make a text of several values, such as a key of <c>employee.id + date</c>; they have no other use. Equal when written alike.</remarks>
internal sealed class ItemPath : IEquatable<ItemPath>
{
    /// <summary>The whole.</summary>
    public static readonly ItemPath Root = new("$", []);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" \t{}|$@");
    private readonly string[] _steps;

    private ItemPath(string text, string[] steps, IReadOnlyList<ItemPath>? parts = null)
    {
        (Text, _steps) = (text, steps);
        Parts = parts ?? [this];
    }

    /// <summary>The paths that are joined; a path of its own has itself only.</summary>
    public IReadOnlyList<ItemPath> Parts { get; }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The names, numbers and stars that lead to the value.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>The path behind the first step.</summary>
    public ItemPath Behind => new(Text, _steps[1..]);

    /// <summary>Reads a path; null when it is none.</summary>
    public static ItemPath? TryParse(string text)
    {
        if (text.Contains(" + ", StringComparison.Ordinal))
        {
            var parts = text.Split(" + ").Select(TryParse).OfType<ItemPath>().ToList();
            return parts.Count == text.Split(" + ").Length ? new ItemPath(text.Trim(), [], parts) : null;
        }

        var rest = text.AsSpan().Trim();
        if (rest is "$")
        {
            return Root;
        }

        if (rest is ['$', '.', .. var behind])
        {
            rest = behind;
        }

        var steps = new List<string>();
        while (!rest.IsEmpty)
        {
            if (rest is ['[', '\'', .. var quoted] && quoted.IndexOf("']") is > 0 and var end)
            {
                steps.Add(quoted[..end].ToString());
                rest = quoted[(end + 2)..];
            }
            else
            {
                var size = rest.IndexOfAny('.', '[');
                size = size < 0 ? rest.Length : size;
                if (size == 0 || rest[..size].ContainsAny(Forbidden))
                {
                    return null;
                }

                steps.Add(rest[..size].ToString());
                rest = rest[size..];
            }

            if (rest is ['.', .. var next])
            {
                if (next.IsEmpty)
                {
                    return null;
                }

                rest = next;
            }
        }

        return steps.Count == 0 ? null : new ItemPath(text.Trim(), [.. steps]);
    }

    /// <summary>The one value that the path leads to; lists are entered by number only.</summary>
    public bool TryFind(JsonElement from, out JsonElement found)
    {
        found = from;
        if (Parts.Count > 1)
        {
            return false;
        }

        foreach (var step in _steps)
        {
            if (found.ValueKind == JsonValueKind.Object)
            {
                if (!found.TryGetProperty(step, out found))
                {
                    return false;
                }
            }
            else if (found.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else
            {
                return false;
            }
        }

        return found.ValueKind is not JsonValueKind.Null and not JsonValueKind.Undefined;
    }

    /// <summary>The single value as text; null when there is none or it is no single value.</summary>
    public string? FindText(JsonElement from)
    {
        if (Parts.Count == 1)
        {
            return TryFind(from, out var found) ? TextOf(found) : null;
        }

        var texts = Parts.Select(part => part.FindText(from)).ToList();
        return texts.Contains(null) ? null : string.Join('/', texts);
    }

    /// <summary>All values that the path leads to: lists on the way are walked through, a list at the end gives its entries.</summary>
    public IEnumerable<JsonElement> All(JsonElement from) => Parts.Count > 1 ? [] : Walk(from, 0);

    /// <summary>Whether there is a list, or an object under a star, at the end of the path: tells an empty list from a missing one.</summary>
    public bool HasList(JsonElement from)
    {
        var at = from;
        foreach (var step in _steps)
        {
            if (step == "*" || at.ValueKind == JsonValueKind.Array)
            {
                return at.ValueKind is JsonValueKind.Array or JsonValueKind.Object;
            }

            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return false;
            }
        }

        return at.ValueKind is JsonValueKind.Array or JsonValueKind.Object;
    }

    /// <summary>A single value as text; null for lists, objects and null.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public override string ToString() => Text;

    public bool Equals([NotNullWhen(true)] ItemPath? other) => other?.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as ItemPath);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private IEnumerable<JsonElement> Walk(JsonElement at, int step)
    {
        if (at.ValueKind == JsonValueKind.Array && !(step < _steps.Length && char.IsAsciiDigit(_steps[step][0])))
        {
            return at.EnumerateArray().SelectMany(entry => Walk(entry, step < _steps.Length && _steps[step] == "*" ? step + 1 : step));
        }

        if (step == _steps.Length)
        {
            return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? [] : [at];
        }

        if (at.ValueKind == JsonValueKind.Array)
        {
            return int.TryParse(_steps[step], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength() ? Walk(at[index], step + 1) : [];
        }

        if (at.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return _steps[step] == "*"
            ? at.EnumerateObject().SelectMany(property => Walk(property.Value, step + 1))
            : at.TryGetProperty(_steps[step], out var value) ? Walk(value, step + 1) : [];
    }
}
