namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>A row of integrations.record_link: which record of ours an item of the vendor is.</summary>
/// <remarks>Properties and no constructor: Dapper cannot hand an array to a constructor.</remarks>
internal sealed record RecordLink
{
    public required string Key { get; init; }

    public required string Record { get; init; }

    public required string RecordKey { get; init; }

    public Guid? RecordId { get; init; }

    public Guid LocationId { get; init; }

    public string? Version { get; init; }

    public required byte[] Content { get; init; }

    public string? Base { get; init; }

    public DateTimeOffset? VendorAt { get; init; }

    public required string[] ChangedFields { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Whether we made the item at the vendor: then its home is here, and what comes back is an echo.</summary>
    public bool IsPushed { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }
}
