using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>A text with places to be filled in: <c>/v2/bookings/{key}</c>, <c>updated_at:&gt;={cursor.from}</c>.</summary>
/// <remarks>
/// <code>
/// place    = "{" ["+"] path { " | " function [argument] } "}"     functions of the mapping language; + keeps slashes in addresses
/// optional = "[[" text "]]"                                  left out where one of its places has no value
/// </code>
/// A brace that is followed by a space, or by anything but a path, stands for itself. A template one of whose places outside <c>[[ ]]</c> has no value has no value.
/// </remarks>
internal sealed class Template
{
    private readonly IReadOnlyList<Part> _parts;

    internal Template(string text, IReadOnlyList<Part> parts) => (Text, _parts) = (text, parts);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The paths that it is filled in from.</summary>
    public IEnumerable<ItemPath> Paths => _parts.SelectMany(part => part.Inner ?? [part]).Select(part => part.Place?.Path).OfType<ItemPath>();

    /// <summary>Whether it is one place and nothing else, so that a number stays a number.</summary>
    public bool IsOnePlace => _parts is [{ Place: not null }];

    /// <summary>Text, or a place, or an optional run of both.</summary>
    internal sealed record Part(string? Literal, TemplatePlace? Place, IReadOnlyList<Part>? Inner);

    /// <summary>The text filled in; null when a place has no value.</summary>
    /// <param name="context">Values.</param>
    /// <param name="escape">Applied to every value, not to the text around it, such as <see cref="Uri.EscapeDataString(string)"/>; null: as it is.</param>
    public string? Render(TemplateContext context, Func<string, string>? escape = null) => Render(_parts, context, escape);

    /// <summary>The value of the one place with its type; false when there is none.</summary>
    public bool TryValue(TemplateContext context, out JsonElement value) => _parts[0].Place!.TryValue(context, out value);

    public override string ToString() => Text;

    private static string? Render(IReadOnlyList<Part> parts, TemplateContext context, Func<string, string>? escape)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Literal is not null)
            {
                text.Append(part.Literal);
            }
            else if (part.Inner is not null)
            {
                text.Append(Render(part.Inner, context, escape));
            }
            else if (part.Place!.TryText(context, out var value))
            {
                text.Append(escape is null ? value : part.Place.KeepsSlashes ? string.Join('/', value.Split('/').Select(escape)) : escape(value));
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }
}
