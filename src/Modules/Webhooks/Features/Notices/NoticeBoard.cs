using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Features.Notices;

/// <summary>Notices for the owners of webhooks that were paused.</summary>
internal sealed class NoticeBoard(IDatabase database, INetworkTree tree, TimeProvider clock)
{
    private const string Select = "select id, endpoint_id, node_id, kind, url, created_at, read_at from webhooks.notice where network_id = @Network";

    public async Task<Result<WebhookPage<NoticeItem>>> ListAsync(Scope scope, bool? unread, int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var size = faults.Limit(limit);
        var skip = faults.Place(cursor) ?? 0;
        if (skip > int.MaxValue)
        {
            faults.Add("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
        }

        if (faults.Any)
        {
            return faults.ToProblem();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>($"{Select} and (not @unread or read_at is null) order by created_at desc, id desc limit 2000", new { scope.Network, unread = unread == true }, cancellationToken);
        var seen = rows.Where(row => Sees(scope, row)).Skip((int)skip).Take(size + 1).Select(row => row.ToItem()).ToList();
        return WebhookPage<NoticeItem>.Of(seen, size, _ => (skip + size).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Marks one as read; null when there is none.</summary>
    public async Task<NoticeItem?> ReadAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var row = await session.FirstAsync<Row>($"{Select} and id = @id", new { scope.Network, id }, cancellationToken);
        if (row is null || !Sees(scope, row))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await session.ExecuteAsync("update webhooks.notice set read_at = @now where network_id = @Network and id = @id and read_at is null", new { scope.Network, id, now }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return row.ToItem() with { ReadAt = row.ReadAt ?? now };
    }

    private bool Sees(Scope scope, Row row) => scope.SeesWholeNetwork || (tree.Find(new NodeId(row.NodeId)) is { } node && scope.Sees(node.Ref));

    private sealed record Row
    {
        public Guid Id { get; init; }

        public Guid EndpointId { get; init; }

        public Guid NodeId { get; init; }

        public string Kind { get; init; } = string.Empty;

        public string Url { get; init; } = string.Empty;

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ReadAt { get; init; }

        public NoticeItem ToItem() => new(Id, EndpointId, Kind, Text(), CreatedAt, ReadAt);

        private string Text() => Kind == "gone"
            ? $"The webhook to {Url} was paused: the endpoint answered 410, it is gone. Events are held in line; correct the address and resume it, or delete it."
            : $"The webhook to {Url} was paused: not one delivery succeeded in five days. Events are held in line; mend the endpoint and resume it.";
    }
}

/// <summary>A notice.</summary>
/// <param name="Kind"><c>gone</c> or <c>failing</c>.</param>
/// <param name="Text">What happened and what to do.</param>
/// <param name="ReadAt">When somebody marked it as read; null: nobody yet.</param>
internal sealed record NoticeItem(Guid Id, Guid WebhookId, string Kind, string Text, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);
