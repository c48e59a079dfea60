using System.Text.Json;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Tracing;

/// <summary>Which fields of a record a change in the feed touched, in the names of the canonical record.</summary>
internal static class ChangedFields
{
    private static readonly HashSet<string> NotContent = new(StringComparer.Ordinal) { "version", "recorded_at", "service_name" };

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["client_id"] = "clientKey", ["staff_id"] = "staffKey", ["service_id"] = "serviceKey", ["ends_at"] = "durationMinutes", ["price"] = "price",
    };

    /// <summary>Fields by record; <see cref="ConflictDesk.AnyField"/> where the feed does not show which.</summary>
    public static Dictionary<Guid, HashSet<string>> Of(Change change)
    {
        var fields = change.Ids.Distinct().ToDictionary(id => id, _ => new HashSet<string>(StringComparer.Ordinal));
        if (change.Before is null || change.After is null)
        {
            return fields.ToDictionary(pair => pair.Key, _ => new HashSet<string>(StringComparer.Ordinal) { ConflictDesk.AnyField });
        }

        using var before = JsonDocument.Parse(change.Before);
        using var after = JsonDocument.Parse(change.After);
        var old = before.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("id").GetGuid());
        foreach (var row in after.RootElement.EnumerateArray())
        {
            var id = row.GetProperty("id").GetGuid();
            if (!fields.TryGetValue(id, out var own) || !old.TryGetValue(id, out var was))
            {
                continue;
            }

            foreach (var property in row.EnumerateObject())
            {
                if (!NotContent.Contains(property.Name) && !(was.TryGetProperty(property.Name, out var value) && JsonElement.DeepEquals(value, property.Value)))
                {
                    own.Add(Renamed.GetValueOrDefault(property.Name) ?? JsonNamingPolicy.CamelCase.ConvertName(Pascal(property.Name)));
                }
            }

            if (own.Count == 0)
            {
                own.Add(ConflictDesk.AnyField); // only what the feed hides was changed
            }
        }

        return fields;
    }

    private static string Pascal(string column) => string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
