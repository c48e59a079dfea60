using BookedBarber.Integrations.Connections;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>The network's own rules for conflicts.</summary>
internal sealed class RuleStore
{
    public async Task<ConflictRules> ReadAsync(Session session, Connection connection, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Record, string Field, string Rule)>(
            "select record, field, rule from integrations.field_rule where network_id = @Network and connection_id = @Id",
            new { connection.Network, connection.Id },
            cancellationToken);
        return new ConflictRules(rows.ToDictionary(row => (row.Record, row.Field), row => ConflictRules.Parse(row.Rule)!.Value));
    }

    public Task SaveAsync(Session session, Connection connection, string record, string field, ConflictRule rule, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        insert into integrations.field_rule (network_id, connection_id, record, field, rule) values (@Network, @Id, @record, @field, @Rule)
        on conflict (network_id, connection_id, record, field) do update set rule = excluded.rule
        """,
        new { connection.Network, connection.Id, record, field, Rule = ConflictRules.NameOf(rule) },
        cancellationToken);

    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(Session session, Connection connection, string record, string field, CancellationToken cancellationToken) => await session.ExecuteAsync(
        "delete from integrations.field_rule where network_id = @Network and connection_id = @Id and record = @record and field = @field", new { connection.Network, connection.Id, record, field }, cancellationToken) > 0;
}
