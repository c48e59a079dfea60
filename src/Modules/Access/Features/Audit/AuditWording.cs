using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Access.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Features.Audit;

/// <summary>Turns a change of the feed into an event that a person can read.</summary>
internal static class AuditWording
{
    private const int MostIds = 50;

    /// <summary>A statement of more rows is told by its number of rows only; the rows themselves carry where they came from.</summary>
    private const int MostRowsTold = 20;

    private static readonly string[] SecretWords = ["password", "secret", "token", "hash"];

    /// <summary>Sums that follow the records: nobody did anything, several times a second.</summary>
    private const string Settled = "measures.settled";

    /// <summary>Null when the change says nothing: a person's sign-in bookkeeping, whose columns are all hidden, or sums that settled.</summary>
    public static AuditEvent? Of(Change change, long sequence)
    {
        if (change is { Entity: Settled, Op: ChangeOp.Action })
        {
            return null;
        }

        if (change is { Entity: "person", Op: ChangeOp.Changed } && change.Before is not null && change.Before == change.After)
        {
            return null;
        }

        var before = Rows(change.Before);
        var after = Rows(change.After);
        var changes = change.Op == ChangeOp.Action ? Redacted(change.After) : Differences(before, after);
        return new AuditEvent(
            change.Network,
            sequence,
            change.WrittenAt,
            change.ActorId?.Value,
            change.ActorName,
            KindOf(change),
            ActionOf(change),
            EntityOf(change),
            [.. change.Ids.Take(MostIds)],
            change.Rows,
            NodeOf(change, before, after),
            change.Cause,
            Summary(change, before, after),
            changes,
            change.Position);
    }

    private static string KindOf(Change change) =>
        change.ActorId is not { } id || id.Value == Guid.Empty ? "system" : KeyCallerName.Is(change.ActorName) ? "api_key" : "person";

    private static string ActionOf(Change change) => change.Op switch
    {
        ChangeOp.Created => "created",
        ChangeOp.Changed => "changed",
        ChangeOp.Deleted => "deleted",
        _ => change.Entity,
    };

    private static string EntityOf(Change change) =>
        change.Op == ChangeOp.Action ? AuditActions.EntityOf(change.Entity) ?? change.Entity.Split('.')[0] : change.Entity;

    private static Guid? NodeOf(Change change, List<JsonObject> before, List<JsonObject> after)
    {
        if (change.Location is { } location)
        {
            return location.Value;
        }

        if (change.Rows != 1)
        {
            return null;
        }

        var row = after.Count == 1 ? after[0] : before.Count == 1 ? before[0] : null;
        return change.Entity switch
        {
            "node" => change.Ids is [var id] ? id : null,
            _ when row?["node_id"]?.GetValueKind() == JsonValueKind.String && Guid.TryParse(row["node_id"]!.GetValue<string>(), out var node) => node,
            _ => null,
        };
    }

    private static string Summary(Change change, List<JsonObject> before, List<JsonObject> after)
    {
        if (change.Op == ChangeOp.Action)
        {
            var words = change.Entity.Replace('_', ' ').Replace('.', ' ');
            return $"{char.ToUpper(words[0], CultureInfo.InvariantCulture)}{words[1..]}";
        }

        var verb = change.Op switch { ChangeOp.Created => "Created", ChangeOp.Changed => "Changed", _ => "Deleted" };
        var what = change.Entity.Replace('_', ' ');
        var row = after.Count > 0 ? after[0] : before.Count > 0 ? before[0] : null;
        var subject = change.Rows != 1 ? $"{change.Rows} rows of {what}"
            : row?["role"]?.ToString() is { Length: > 0 } role && change.Entity == "grant" ? $"grant of the role {role}"
            : row?["name"]?.ToString() is { Length: > 0 } name ? $"{what} '{name}'"
            : what;
        var days = change.FirstDay is not { } first ? string.Empty
            : change.LastDay is { } last && last != first ? $", {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"
            : $", {first:yyyy-MM-dd}";
        return $"{verb} {subject}{days}";
    }

    private static List<JsonObject> Rows(string? rows) =>
        rows is not null && JsonNode.Parse(rows) is JsonArray { Count: <= MostRowsTold } array ? [.. array.OfType<JsonObject>()] : [];

    /// <summary>Per changed column what it was and what it is; of several rows each with its id.</summary>
    private static string? Differences(List<JsonObject> before, List<JsonObject> after)
    {
        var pairs = Pair(before, after);
        return pairs.Count switch
        {
            0 => null,
            1 => Fields(pairs[0].Before, pairs[0].After).ToJsonString(),
            _ => new JsonObject { ["rows"] = new JsonArray([.. pairs.Select(pair => (JsonNode)new JsonObject { ["id"] = IdOf(pair.After ?? pair.Before!), ["fields"] = Fields(pair.Before, pair.After) })]) }.ToJsonString(),
        };
    }

    // The feed gives both sides of an update in the same order.
    private static List<(JsonObject? Before, JsonObject? After)> Pair(List<JsonObject> before, List<JsonObject> after) =>
        [.. Enumerable.Range(0, Math.Max(before.Count, after.Count)).Select(i => (before.ElementAtOrDefault(i), after.ElementAtOrDefault(i)))];

    private static JsonNode? IdOf(JsonObject row) => row["id"]?.DeepClone();

    private static JsonObject Fields(JsonObject? before, JsonObject? after)
    {
        var fields = new JsonObject();
        foreach (var name in (after ?? before!).Select(property => property.Key).Where(name => name != "network_id"))
        {
            var (was, now) = (before?[name], after?[name]);
            if (!JsonNode.DeepEquals(was, now))
            {
                fields[name] = IsSecret(name) ? "[hidden]" : FromTo(before is not null, was, after is not null, now);
            }
        }

        return fields;
    }

    private static JsonObject FromTo(bool hadRow, JsonNode? was, bool hasRow, JsonNode? now)
    {
        var change = new JsonObject();
        if (hadRow)
        {
            change["from"] = was?.DeepClone();
        }

        if (hasRow)
        {
            change["to"] = now?.DeepClone();
        }

        return change;
    }

    private static string? Redacted(string? details)
    {
        if (details is null || JsonNode.Parse(details) is not JsonObject json)
        {
            return null;
        }

        foreach (var name in json.Where(property => property.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String && IsSecret(property.Key)).Select(property => property.Key).ToList())
        {
            json[name] = "[hidden]";
        }

        return json.ToJsonString();
    }

    // The triggers leave secrets out; this is for whoever forgets to hide a new column.
    private static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
