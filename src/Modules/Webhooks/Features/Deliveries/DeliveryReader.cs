using System.Globalization;
using System.Text.Json;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Features.Endpoints;

namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>Deliveries of a webhook, page by page and one by one.</summary>
internal sealed class DeliveryReader(IDatabase database, WebhookStore store)
{
    public async Task<Result<WebhookPage<DeliveryItem>>> ListAsync(Scope scope, Guid webhook, DeliveryQuery query, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var state = faults.OneOf("state", query.State, "unknown_state", "pending", "delivered", "dead");
        var types = faults.Types("type", string.IsNullOrEmpty(query.Type) ? null : [query.Type], isRequired: false);
        var order = faults.OneOf("sort", query.Sort, "unknown_sort", "created", "-created") ?? "-created";
        var size = faults.Limit(query.Limit);
        var after = faults.Place(query.Cursor);
        faults.Instant("from", query.From);
        faults.Instant("to", query.To);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (await store.FindAsync(scope, webhook, cancellationToken) is null)
        {
            return Problem.NotFound("webhook");
        }

        var down = order[0] == '-';
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<DeliveryRow>(
            $"""
            select {DeliveryRow.Columns} from webhooks.delivery
            where network_id = @Network and endpoint_id = @webhook
              and (@state::text is null or state = @state)
              and (cardinality(@types::text[]) = 0 or type = any(@types) or split_part(type, '.', 1) || '.*' = any(@types) or '*' = any(@types))
              and (@From::timestamptz is null or created_at >= @From) and (@To::timestamptz is null or created_at < @To)
              and (@after::bigint is null or seq {(down ? "<" : ">")} @after)
            order by seq {(down ? "desc" : "asc")}
            limit @Most
            """,
            new { scope.Network, webhook, state, types, query.From, query.To, after, Most = size + 1 },
            cancellationToken);
        var page = WebhookPage<DeliveryRow>.Of(rows, size, row => row.Seq.ToString(CultureInfo.InvariantCulture));
        return new WebhookPage<DeliveryItem>([.. page.Items.Select(row => row.ToItem())], page.NextCursor);
    }

    public async Task<DeliveryDetail?> FindAsync(Scope scope, Guid webhook, Guid delivery, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope, webhook, cancellationToken) is not { } item)
        {
            return null;
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var key = new { scope.Network, webhook, delivery, Full = item.Fields == "full" };
        var row = await session.FirstAsync<DeliveryRow>(
            $"select {DeliveryRow.Columns} from webhooks.delivery where network_id = @Network and endpoint_id = @webhook and event_id = @delivery", key, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var payload = await session.FirstAsync<byte[]>(
            "select case when @Full then coalesce(full_payload, payload) else payload end from webhooks.event where network_id = @Network and id = @delivery", key, cancellationToken);
        var failed = await session.QueryAsync<AttemptRow>(
            "select at, status, ms, cause, excerpt from webhooks.attempt where network_id = @Network and endpoint_id = @webhook and event_id = @delivery order by id limit 200", key, cancellationToken);
        var attempts = failed.Select(one => new AttemptItem(one.At, one.Status, one.Ms, one.Cause, Cause.Explain(one.Cause, one.Status), one.Excerpt)).ToList();
        if (row is { LastCause: null, LastAt: { } at })
        {
            attempts.Add(new AttemptItem(at, row.LastStatus, row.LastMs ?? 0, null, null, row.LastExcerpt));
        }

        return new DeliveryDetail(row.ToItem(), attempts, JsonSerializer.Deserialize<JsonElement>(payload));
    }

    private sealed record AttemptRow
    {
        public DateTimeOffset At { get; init; }

        public int? Status { get; init; }

        public int Ms { get; init; }

        public string Cause { get; init; } = string.Empty;

        public string? Excerpt { get; init; }
    }
}
