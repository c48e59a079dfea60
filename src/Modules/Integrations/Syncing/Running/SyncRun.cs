namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>A row of integrations.sync_run.</summary>
internal sealed record SyncRun
{
    public const string Columns =
        """
        network_id, id, connection_id, stream, reason, from_at, to_at, state, pages, read, created, changed, unchanged, refused, held, removed, skipped, slices, slices_done, code, detail,
        asked_by, asked_by_name, created_at, started_at, finished_at
        """;

    public required Guid NetworkId { get; init; }

    public required Guid Id { get; init; }

    public required Guid ConnectionId { get; init; }

    public required string Stream { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset? FromAt { get; init; }

    public DateTimeOffset? ToAt { get; init; }

    public required string State { get; init; }

    public long Pages { get; init; }

    public long Read { get; init; }

    public long Created { get; init; }

    public long Changed { get; init; }

    public long Unchanged { get; init; }

    public long Refused { get; init; }

    public long Held { get; init; }

    public long Removed { get; init; }

    public long Skipped { get; init; }

    public int Slices { get; init; }

    public int SlicesDone { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    public Guid? AskedBy { get; init; }

    public string? AskedByName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
