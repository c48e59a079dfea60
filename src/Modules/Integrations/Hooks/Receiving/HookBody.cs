using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Signatures;

namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>What a message holds: its events, and what tells them apart.</summary>
internal static class HookBody
{
    /// <summary>The body as JSON, whatever it came as; null when it cannot be read.</summary>
    public static JsonElement? Read(HookShape shape, HookRequest request) => shape.Format switch
    {
        HookFormat.Json => request.Json,
        HookFormat.Form => JsonSerializer.SerializeToElement(Nest(FormText.Read(Encoding.UTF8.GetString(request.Body.Span)))),
        _ => JsonSerializer.SerializeToElement(new JsonObject()),
    };

    /// <summary>The events of a body.</summary>
    public static IReadOnlyList<JsonElement> Events(HookShape shape, JsonElement body) => shape.Format == HookFormat.Empty ? [body] : [.. shape.Items.All(body)];

    /// <summary>What an event is about, as its templates see it.</summary>
    public static TemplateContext Context(HookShape shape, HookRequest request, JsonElement item)
    {
        var context = new TemplateContext();
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in item.EnumerateObject())
            {
                context.With(property.Name, property.Value);
            }
        }

        // Names of headers compare without case, names in templates with it: each is given as the template writes it.
        var headers = new JsonObject();
        foreach (var name in new[] { shape.Id, shape.Type, shape.Account }.OfType<Template>().SelectMany(template => template.Paths).Where(path => path.Steps is ["header", _, ..]).Select(path => path.Steps[1]))
        {
            if (request.Header(name) is { } value)
            {
                headers[name] = value;
            }
        }

        return context.With("header", JsonSerializer.SerializeToElement(headers));
    }

    /// <summary>The kind of an event; null where the vendor tells none.</summary>
    public static string? TypeOf(HookShape shape, TemplateContext context) => shape.Type?.Render(context);

    /// <summary>What tells the message from others: the ids of its events where the vendor gives any, else the body, byte for byte.</summary>
    public static byte[] Fingerprint(HookShape shape, HookRequest request, IReadOnlyList<JsonElement> events)
    {
        var ids = shape.Id is null ? [] : events.Select(item => shape.Id.Render(Context(shape, request, item))).ToList();
        return ids.Count > 0 && ids.TrueForAll(id => id is { Length: > 0 })
            ? SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Select(id => $"{id!.Length.ToString(CultureInfo.InvariantCulture)}:{id}"))))
            : SHA256.HashData(request.Body.Span);
    }

    /// <summary><c>data[list][0]=x</c> as nested JSON; a name without brackets is a property of its own. Lists become objects with numbers for names.</summary>
    internal static JsonObject Nest(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var root = new JsonObject();
        foreach (var (name, value) in form)
        {
            var steps = name.Split('[', ']').Where(step => step.Length > 0).ToList();
            var at = root;
            foreach (var step in steps.SkipLast(1))
            {
                at = at[step] is JsonObject inner ? inner : (JsonObject)(at[step] = new JsonObject());
            }

            if (steps.Count > 0)
            {
                at[steps[^1]] = value;
            }
        }

        return root;
    }
}
