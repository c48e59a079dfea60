using System.Globalization;
using System.Text.Json;

namespace BookedBarber.Integrations.Mapping;

/// <summary>A plain path into JSON: <c>$.order.lines[0]['list price']</c>. No wildcards, no filters.</summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<Step> _steps;

    private JsonPath(IReadOnlyList<Step> steps) => _steps = steps;

    private readonly record struct Step(string? Name, int Index);

    /// <summary>Reads a path behind its <c>$</c> or <c>@</c>; null when it is not one.</summary>
    public static JsonPath? TryParse(ReadOnlySpan<char> text)
    {
        var steps = new List<Step>();
        while (!text.IsEmpty)
        {
            if (text is ['.', .. var rest])
            {
                var size = rest.IndexOfAny('.', '[');
                size = size < 0 ? rest.Length : size;
                if (size == 0)
                {
                    return null;
                }

                steps.Add(new Step(rest[..size].ToString(), 0));
                text = rest[size..];
            }
            else if (text is ['[', '\'', .. var quoted] && quoted.IndexOf("']") is > 0 and var end)
            {
                steps.Add(new Step(quoted[..end].ToString(), 0));
                text = quoted[(end + 2)..];
            }
            else if (text is ['[', .. var number] && number.IndexOf(']') is > 0 and var close
                && int.TryParse(number[..close], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                steps.Add(new Step(null, index));
                text = number[(close + 1)..];
            }
            else
            {
                return null;
            }
        }

        return new JsonPath(steps);
    }

    /// <summary>Names of the steps, where all are names.</summary>
    public IReadOnlyList<string>? Names => _steps.All(step => step.Name is not null) ? [.. _steps.Select(step => step.Name!)] : null;

    /// <summary>The steps; null stands for an entry of a list.</summary>
    public IEnumerable<string?> Steps => _steps.Select(step => step.Name);

    /// <summary>Name of the first step; null where it is a number, or there is none.</summary>
    public string? First => _steps is [var first, ..] ? first.Name : null;

    /// <summary>The element the path leads to.</summary>
    public bool TryFind(JsonElement from, out JsonElement found)
    {
        found = from;
        foreach (var step in _steps)
        {
            if (step.Name is not null)
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step.Name, out found))
                {
                    return false;
                }
            }
            else if (found.ValueKind != JsonValueKind.Array || step.Index >= found.GetArrayLength())
            {
                return false;
            }
            else
            {
                found = found[step.Index];
            }
        }

        return true;
    }
}
