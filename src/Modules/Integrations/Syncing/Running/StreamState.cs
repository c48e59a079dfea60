namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>A row of integrations.stream_state.</summary>
internal sealed record StreamState(
    Guid NetworkId,
    Guid ConnectionId,
    string Stream,
    string? Cursor,
    long Pass,
    string? PassKind,
    string? PassFrom,
    string? PassTo,
    DateTimeOffset? PassStartedAt,
    long WholePass,
    DateTimeOffset? LookedBackAt,
    DateTimeOffset? ReadWholeAt,
    string State,
    int Failures,
    string? Code,
    string? Detail,
    DateTimeOffset NextAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? SucceededAt,
    DateTimeOffset? NewestAt)
{
    public const string Columns =
        """
        network_id, connection_id, stream, cursor, pass, pass_kind, pass_from, pass_to, pass_started_at, whole_pass, looked_back_at, read_whole_at, state, failures, code, detail, next_at,
        started_at, succeeded_at, newest_at
        """;
}
