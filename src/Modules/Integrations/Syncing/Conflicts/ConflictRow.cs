namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>A row of integrations.field_conflict.</summary>
internal sealed record ConflictRow(
    Guid Id, string Stream, string Key, string Record, Guid? RecordId, Guid LocationId, string Field, string? Base, string? Ours, string? Theirs, string Rule, string? Winner, string State,
    DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt, string? DecidedByName);
