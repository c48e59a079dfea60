using System.Text;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Compiles templates.</summary>
internal sealed partial class TemplateParser(IReadOnlyDictionary<string, Lookup> lookups, ProfileFaults faults)
{
    /// <summary>Compiles a text; null after a fault.</summary>
    public Template? Parse(string text, Place at) => Parts(text, at, nested: false) is { } parts ? new Template(text, parts) : null;

    private List<Template.Part>? Parts(string text, Place at, bool nested)
    {
        var parts = new List<Template.Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!nested && string.CompareOrdinal(text, i, "[[", 0, 2) == 0)
            {
                var end = text.IndexOf("]]", i, StringComparison.Ordinal);
                if (end < 0)
                {
                    faults.Add(at, "An optional part [[ is not closed.", "Close it with ]].");
                    return null;
                }

                if (Parts(text[(i + 2)..end], at, nested: true) is not { } inner)
                {
                    return null;
                }

                Add(parts, literal, new Template.Part(null, null, inner));
                i = end + 1;
            }
            else if (text[i] == '{' && PlaceIn().Match(text, i) is { Success: true } match)
            {
                if (PlaceOf(match.Groups["path"].Value, match.Groups["pipes"].Value, match.Groups["raw"].Success, at) is not { } place)
                {
                    return null;
                }

                Add(parts, literal, new Template.Part(null, place, null));
                i += match.Length - 1;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        if (literal.Length > 0 || parts.Count == 0)
        {
            parts.Add(new Template.Part(literal.ToString(), null, null));
        }

        return parts;
    }

    private static void Add(List<Template.Part> parts, StringBuilder literal, Template.Part part)
    {
        if (literal.Length > 0)
        {
            parts.Add(new Template.Part(literal.ToString(), null, null));
            literal.Clear();
        }

        parts.Add(part);
    }

    private TemplatePlace? PlaceOf(string name, string functions, bool keepsSlashes, Place at)
    {
        var path = ItemPath.TryParse(name)!;
        if (functions.Length == 0)
        {
            return new TemplatePlace(path, null, null, keepsSlashes);
        }

        var fields = new FieldTable();
        return new ExpressionParser(fields, hasElement: false, lookups, faults).Expression($"$.{name}{functions}", at) is { } compiled
            ? new TemplatePlace(path, compiled, fields, keepsSlashes)
            : null;
    }

    [GeneratedRegex(@"\G\{(?<raw>\+)?(?<path>[A-Za-z_][\w-]*(\.[\w*-]+)*)(?<pipes>( \| [^{}|]+)*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceIn();
}
