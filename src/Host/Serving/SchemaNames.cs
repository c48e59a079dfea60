using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace BookedBarber.Host.Serving;

/// <summary>Names of the document's schemas: two types of one name would silently share the first one's schema.</summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>Name of a type's schema; null for what is written in place.</summary>
    public string? Of(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is not { } name)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var known = _types.GetOrAdd(name, type);
        return known == type ? name : throw new InvalidOperationException($"{known} and {type} would both be called {name} in the document; rename one.");
    }
}
