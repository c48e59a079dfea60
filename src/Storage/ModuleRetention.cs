namespace BookedBarber.Storage;

/// <summary>What a module forgets; registered as a service, and followed once an hour by one node at a time.</summary>
/// <param name="What">What it is, for the log: "old deliveries".</param>
/// <param name="Rules">Its rules, in the order in which they are followed.</param>
public sealed record ModuleRetention(string What, IReadOnlyList<RetentionRule> Rules);
