using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Integrations.Connectors;

/// <summary>JSON with places to be filled in. Properties and entries without a value are left out.</summary>
internal abstract record JsonTemplate
{
    /// <summary>The JSON; null: no value, so it is left out.</summary>
    public abstract JsonNode? Render(TemplateContext context);

    /// <summary>All templates of texts inside.</summary>
    public abstract IEnumerable<Template> Texts { get; }

    /// <summary>A number, a truth value or null, as written.</summary>
    internal sealed record Constant(string Json) : JsonTemplate
    {
        public override IEnumerable<Template> Texts => [];

        public override JsonNode? Render(TemplateContext context) => JsonNode.Parse(Json);
    }

    /// <summary>A text; one that is a single place keeps the type of its value.</summary>
    internal sealed record Text(Template Template) : JsonTemplate
    {
        public override IEnumerable<Template> Texts => [Template];

        public override JsonNode? Render(TemplateContext context)
        {
            if (Template.IsOnePlace)
            {
                return Template.TryValue(context, out var value) ? JsonNode.Parse(value.GetRawText()) : null;
            }

            return Template.Render(context) is { } text ? JsonValue.Create(text) : null;
        }
    }

    /// <summary>A list; entries with <c>$each</c> stand for many.</summary>
    internal sealed record List(IReadOnlyList<JsonTemplate> Entries) : JsonTemplate
    {
        public override IEnumerable<Template> Texts => Entries.SelectMany(entry => entry.Texts);

        public override JsonNode? Render(TemplateContext context)
        {
            var list = new JsonArray();
            foreach (var entry in Entries)
            {
                foreach (var inner in entry is Object { Each: { } each } ? Elements(each, context) : [context])
                {
                    if (entry.Render(inner) is { } rendered)
                    {
                        list.Add(rendered);
                    }
                }
            }

            return list.Count == 0 && Entries.Count > 0 ? null : list;
        }

        private static IEnumerable<TemplateContext> Elements(ItemPath each, TemplateContext context) =>
            context.TryFind(each, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(element => context.Inner().With("each", element)) : [];
    }

    /// <summary>An object.</summary>
    /// <param name="Properties">By name.</param>
    /// <param name="Each">As an entry of a list: one object for every element found there, which is then known as <c>each</c>; null: one.</param>
    internal sealed record Object(IReadOnlyList<KeyValuePair<string, JsonTemplate>> Properties, ItemPath? Each) : JsonTemplate
    {
        public override IEnumerable<Template> Texts => Properties.SelectMany(property => property.Value.Texts);

        public override JsonNode? Render(TemplateContext context)
        {
            var rendered = new JsonObject();
            foreach (var (name, template) in Properties)
            {
                if (template.Render(context) is { } value)
                {
                    rendered[name] = value;
                }
            }

            return rendered.Count == 0 && Properties.Count > 0 ? null : rendered;
        }
    }
}
