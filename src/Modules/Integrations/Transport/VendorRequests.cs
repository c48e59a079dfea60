using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Transport;

/// <summary>Fills in the requests that manifests describe.</summary>
internal static class VendorRequests
{
    /// <summary>A request.</summary>
    /// <param name="connection">On whose behalf; its settings and account are known to the templates.</param>
    /// <param name="manifest">The vendor.</param>
    /// <param name="template">What the manifest says.</param>
    /// <param name="context">Further values.</param>
    /// <param name="priority">Its class.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="idempotencyKey">As in <see cref="VendorRequest.IdempotencyKey"/>.</param>
    /// <returns>The request; <c>value_missing</c> when its path has a place without a value.</returns>
    public static Result<VendorRequest> Fill(
        Connection connection, Manifest manifest, RequestTemplate template, TemplateContext context, CallPriority priority, string purpose, string? idempotencyKey = null)
    {
        var values = context.Inner();
        foreach (var (name, value) in connection.Settings)
        {
            if (!values.TryFind(ItemPath.TryParse(name) ?? ItemPath.Root, out _))
            {
                values.With(name, value);
            }
        }

        values.With("account", connection.AccountId);
        if (template.Address.Path.Render(values, Uri.EscapeDataString) is not { } path)
        {
            return new Problem("value_missing", $"A request to {manifest.Title} ('{template.Address.Path}') lacks a value; it was not sent.", ProblemKind.Refused);
        }

        var query = Query(template, values);
        if (query.Length > 0)
        {
            path += (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
        }

        var (body, type) = Body(template, values);
        return new VendorRequest(connection, manifest, template.Method, path, body, type, priority, purpose, idempotencyKey)
        {
            Host = template.Address.Host,
            Headers = template.Headers.Select(header => (header.Key, Value: header.Value.Render(values))).Where(header => header.Value is not null).ToDictionary(header => header.Key, header => header.Value!, StringComparer.OrdinalIgnoreCase),
        };
    }

    private static string Query(RequestTemplate template, TemplateContext values)
    {
        var query = new StringBuilder();
        foreach (var (name, part) in template.Query)
        {
            foreach (var value in part.Render(values) switch { null => [], JsonArray list => list.OfType<JsonValue>(), JsonValue single => [single], _ => Array.Empty<JsonValue>() })
            {
                query.Append(query.Length > 0 ? "&" : string.Empty).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Text(value)));
            }
        }

        return query.ToString();
    }

    private static (ReadOnlyMemory<byte>? Body, string? Type) Body(RequestTemplate template, TemplateContext values)
    {
        if (template.Body is null)
        {
            return (null, null);
        }

        var body = template.Body.Render(values) ?? new JsonObject();
        if (template.Encoding == BodyEncoding.Json)
        {
            return (Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");
        }

        var form = new StringBuilder();
        Write(form, string.Empty, body);
        return (Encoding.UTF8.GetBytes(form.ToString()), "application/x-www-form-urlencoded");
    }

    // metadata[key]=value, items[0][price]=…
    private static void Write(StringBuilder form, string name, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (key, value) in properties)
                {
                    Write(form, name.Length == 0 ? key : $"{name}[{key}]", value);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Write(form, string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"), list[i]);
                }

                break;
            case JsonValue value:
                form.Append(form.Length > 0 ? "&" : string.Empty).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Text(value)));
                break;
        }
    }

    private static string Text(JsonValue value) => value.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}
