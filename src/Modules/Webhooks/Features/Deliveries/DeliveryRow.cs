using BookedBarber.Webhooks.Domain;

namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>A delivery as it is stored.</summary>
internal sealed record DeliveryRow
{
    public const string Columns = "event_id, seq, entity_id, type, state, attempts, repeats, next_at, created_at, finished_at, last_at, last_status, last_ms, last_cause, last_excerpt";

    public Guid EventId { get; init; }

    public long Seq { get; init; }

    public Guid EntityId { get; init; }

    public string Type { get; init; } = string.Empty;

    public string State { get; init; } = string.Empty;

    public int Attempts { get; init; }

    public int Repeats { get; init; }

    public DateTimeOffset NextAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public int? LastStatus { get; init; }

    public int? LastMs { get; init; }

    public string? LastCause { get; init; }

    public string? LastExcerpt { get; init; }

    public DeliveryItem ToItem() => new(
        EventId, Type, State, EntityId, Attempts, Repeats, CreatedAt, State == "pending" ? NextAt : null, FinishedAt, LastAt, LastStatus, LastMs, LastCause,
        LastCause is null ? null : Cause.Explain(LastCause, LastStatus), LastExcerpt);
}
