using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>Tries a rule on the conflicts of the past, by the same decision that conflicts to come will meet.</summary>
internal sealed class PreviewConflictRule(IDatabase database)
{
    private const int Most = 1_000;
    private const int MostExamples = 20;

    public async Task<ConflictRulePreview> RunAsync(Connection connection, string record, string field, ConflictRule rule, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        var past = await session.QueryAsync<PastConflict>(
            """
            select id, key, field, ours::text as ours, theirs::text as theirs, winner, ours_at, theirs_at from integrations.field_conflict c
            where network_id = @Network and connection_id = @Id and record = @record and (field = @field or (@field = '*' and not exists (
                select from integrations.field_rule r where r.network_id = c.network_id and r.connection_id = c.connection_id and r.record = c.record and r.field = c.field)))
            order by id desc limit @Most
            """,
            new { connection.Network, connection.Id, record, field, Most },
            cancellationToken);
        var known = past.Where(one => rule != ConflictRule.NewestWins || one is { OursAt: not null, TheirsAt: not null }).Select(one => (Past: one, Would: Name(FieldMerge.Winner(rule, one.OursAt, one.TheirsAt)))).ToList();
        var different = known.Where(one => one.Would != one.Past.Winner).ToList();
        return new ConflictRulePreview(
            past.Count,
            known.Count(one => one.Would == "ours"),
            known.Count(one => one.Would == "theirs"),
            known.Count(one => one.Would is null),
            past.Count - known.Count,
            different.Count,
            [.. different.Take(MostExamples).Select(one => new ConflictOutcome(one.Past.Id, one.Past.Key, one.Past.Field, Value(one.Past.Ours), Value(one.Past.Theirs), one.Past.Winner, one.Would))]);
    }

    private static string? Name(ConflictSide? side) => side switch { ConflictSide.Ours => "ours", ConflictSide.Theirs => "theirs", _ => null };

    private static JsonElement? Value(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    private sealed record PastConflict(Guid Id, string Key, string Field, string? Ours, string? Theirs, string? Winner, DateTimeOffset? OursAt, DateTimeOffset? TheirsAt);
}
