using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Webhooks as they are stored, within what a caller may see.</summary>
internal sealed class WebhookStore(IDatabase database, INetworkTree tree, TimeProvider clock)
{
    private const string Select =
        """
        select e.id, e.node_id, e.url, e.description, e.types, e.fields, e.scheme, e.public_key, case when e.previous_until > @Now then e.previous_until end as previous_until, e.state,
               e.pause_reason, e.paused_at, coalesce(h.failures, 0) as failures, h.failing_since, h.last_success_at, h.last_failure_at, e.created_at, e.changed_at, e.version
        from webhooks.endpoint e left join webhooks.health h on h.network_id = e.network_id and h.endpoint_id = e.id
        where e.network_id = @Network
        """;

    /// <summary>All that the caller may see, in no order. There are few: see <see cref="MakeWebhook.Most"/>.</summary>
    public async Task<IReadOnlyList<WebhookItem>> AllAsync(Scope scope, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(Select, new { scope.Network, Now = clock.GetUtcNow() }, cancellationToken);
        return [.. rows.Where(row => Sees(scope, row.NodeId)).Select(row => row.ToItem())];
    }

    /// <summary>One; null when it does not exist or lies outside of what the caller may see.</summary>
    public async Task<WebhookItem?> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await FindAsync(session, scope, id, cancellationToken);
    }

    public async Task<WebhookItem?> FindAsync(Session session, Scope scope, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FirstAsync<Row>($"{Select} and e.id = @id", new { scope.Network, Now = clock.GetUtcNow(), id }, cancellationToken);
        return row is not null && Sees(scope, row.NodeId) ? row.ToItem() : null;
    }

    private bool Sees(Scope scope, Guid node) => scope.SeesWholeNetwork || (tree.Find(new NodeId(node)) is { } found && scope.Sees(found.Ref));

    private sealed record Row
    {
        public Guid Id { get; init; }

        public Guid NodeId { get; init; }

        public string Url { get; init; } = string.Empty;

        public string? Description { get; init; }

        public string[] Types { get; init; } = [];

        public string Fields { get; init; } = string.Empty;

        public string Scheme { get; init; } = string.Empty;

        public string? PublicKey { get; init; }

        public DateTimeOffset? PreviousUntil { get; init; }

        public string State { get; init; } = string.Empty;

        public string? PauseReason { get; init; }

        public DateTimeOffset? PausedAt { get; init; }

        public int Failures { get; init; }

        public DateTimeOffset? FailingSince { get; init; }

        public DateTimeOffset? LastSuccessAt { get; init; }

        public DateTimeOffset? LastFailureAt { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset ChangedAt { get; init; }

        public long Version { get; init; }

        public WebhookItem ToItem() => new(
            Id, NodeId, Url, Description, Types, Fields, Scheme, PublicKey, PreviousUntil, State, PauseReason, PausedAt, Failures, FailingSince, LastSuccessAt, LastFailureAt, CreatedAt, ChangedAt, Version);
    }
}
