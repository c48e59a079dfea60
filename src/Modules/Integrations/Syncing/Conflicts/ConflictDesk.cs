using System.Text.Json.Nodes;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>Puts the vendor's items together with what was changed here since, and writes down what both sides changed.</summary>
internal sealed class ConflictDesk(RecordsHere here, TimeProvider clock)
{
    /// <summary>Stands for "some of the fields that the feed does not show".</summary>
    public const string AnyField = "*";

    /// <summary>Replaces the records of items that were changed here meanwhile by both sides' put together.</summary>
    public async Task MergeAsync(Session session, IntakeTarget target, IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        var edited = items.Where(item => item.Link is { ChangedFields.Length: > 0, Base: not null, RecordId: not null, RemovedAt: null }).ToList();
        if (edited.Count == 0)
        {
            return;
        }

        var record = target.Mapper!.Record;
        var stored = await here.ReadAsync(session, target.Connection, record, [.. edited.Select(item => (item.Link!.RecordId!.Value, item.Link.LocationId))], cancellationToken);
        var conflicts = new List<(WriteItem Item, FieldConflict Conflict)>();
        var open = new List<(string Key, Guid Location, string[] Fields)>();
        foreach (var item in edited)
        {
            if (!stored.TryGetValue((item.Link!.LocationId, item.Link.RecordKey), out var ours))
            {
                continue;
            }

            var (agreed, oursJson, theirs) = ((JsonObject)JsonNode.Parse(item.Link.Base!)!, CanonicalJson.ToObject(ours), CanonicalJson.ToObject(item.Record));
            var changed = ChangedFields(item.Link.ChangedFields, agreed, oursJson);
            var (merged, found) = FieldMerge.Merge(record, agreed, oursJson, theirs, changed, target.Rules, item.Link.ChangedAt, item.Item.VendorAt);
            item.Record = CanonicalJson.Read(merged, item.Record.GetType());
            conflicts.AddRange(found.Select(conflict => (item, conflict)));
            open.Add((item.Item.Key, item.Link.LocationId, [.. changed.Where(field => !JsonNode.DeepEquals(merged[field], theirs[field]))]));
        }

        await KeepAsync(session, target, conflicts, cancellationToken);
        await MarkAsync(session, target, open, cancellationToken);
    }

    // Contact data is hidden in the feed: there the comparison with what both sides last had says what was changed.
    private static IReadOnlyCollection<string> ChangedFields(string[] noted, JsonObject agreed, JsonObject ours) =>
        noted.Contains(AnyField)
            ? [.. noted.Where(field => field != AnyField).Union(ours.Where(field => !JsonNode.DeepEquals(field.Value, agreed[field.Key])).Select(field => field.Key), StringComparer.Ordinal)]
            : noted;

    private Task KeepAsync(Session session, IntakeTarget target, List<(WriteItem Item, FieldConflict Conflict)> conflicts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return conflicts.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into integrations.field_conflict as c (network_id, id, connection_id, stream, key, record, record_id, location_id, field, base, ours, theirs, rule, winner, state, cause, created_at, decided_at, ours_at, theirs_at)
            select @Network, n.id, @Connection, @Stream, n.key, @Record, n.record_id, n.location_id, n.field, n.base::jsonb, n.ours::jsonb, n.theirs::jsonb, n.rule, n.winner,
                   case when n.winner is null then 'open' else 'decided' end, @Cause, @now, case when n.winner is not null then @now end, n.ours_at, n.theirs_at
            from unnest(@Ids::uuid[], @Keys::text[], @RecordIds::uuid[], @Locations::uuid[], @Fields::text[], @Bases::text[], @Ours::text[], @Theirs::text[], @RuleNames::text[], @Winners::text[], @OursAt::timestamptz[], @TheirsAt::timestamptz[])
                as n (id, key, record_id, location_id, field, base, ours, theirs, rule, winner, ours_at, theirs_at)
            on conflict (network_id, connection_id, stream, key, location_id, field) where state = 'open' do update set ours = excluded.ours, theirs = excluded.theirs, cause = excluded.cause, ours_at = excluded.ours_at, theirs_at = excluded.theirs_at
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                target.Mapper!.Record,
                target.Cause,
                now,
                Ids = conflicts.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                Keys = conflicts.Select(one => one.Item.Item.Key).ToArray(),
                RecordIds = conflicts.Select(one => one.Item.Link!.RecordId).ToArray(),
                Locations = conflicts.Select(one => one.Item.Link!.LocationId).ToArray(),
                Fields = conflicts.Select(one => one.Conflict.Field).ToArray(),
                Bases = conflicts.Select(one => Text(one.Conflict.Agreed)).ToArray(),
                Ours = conflicts.Select(one => Text(one.Conflict.Ours)).ToArray(),
                Theirs = conflicts.Select(one => Text(one.Conflict.Theirs)).ToArray(),
                RuleNames = conflicts.Select(one => ConflictRules.NameOf(one.Conflict.Rule)).ToArray(),
                Winners = conflicts.Select(one => one.Conflict.Winner switch { ConflictSide.Ours => "ours", ConflictSide.Theirs => "theirs", _ => null }).ToArray(),
                OursAt = conflicts.Select(one => one.Conflict.OursAt?.UtcDateTime).ToArray(),
                TheirsAt = conflicts.Select(one => one.Conflict.TheirsAt?.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }

    private static Task MarkAsync(Session session, IntakeTarget target, List<(string Key, Guid Location, string[] Fields)> open, CancellationToken cancellationToken) =>
        open.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            update integrations.record_link l set changed_fields = coalesce(string_to_array(nullif(o.fields, ''), ','), '{}'), changed_at = case when o.fields <> '' then l.changed_at end
            from unnest(@Keys::text[], @Locations::uuid[], @Fields::text[]) as o (key, location_id, fields)
            where l.network_id = @Network and l.connection_id = @Connection and l.stream = @Stream and l.key = o.key and l.location_id = o.location_id
            """,
            new
            {
                target.Connection.Network,
                Connection = target.Connection.Id,
                Stream = target.Stream.Name,
                Keys = open.Select(one => one.Key).ToArray(),
                Locations = open.Select(one => one.Location).ToArray(),
                Fields = open.Select(one => string.Join(',', one.Fields)).ToArray(),
            },
            cancellationToken);

    private static string? Text(JsonNode? value) => value?.ToJsonString();
}
