namespace BookedBarber.Integrations.Transport.Usage;

/// <summary>Calls of one hour, class and outcome.</summary>
/// <param name="Hour">Its beginning, UTC.</param>
/// <param name="Class">interactive, webhook, push, incremental, backfill or comparison; renewal for renewals of tokens.</param>
/// <param name="Outcome">ok, or the kind of fault.</param>
/// <param name="Calls">Calls, each with all its attempts.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="Bytes">Size of the answers, decompressed.</param>
/// <param name="TookMs">Time of all of them in sum, waiting included.</param>
internal sealed record UsageRow(DateTimeOffset Hour, string Class, string Outcome, long Calls, long Retries, long Bytes, long TookMs);
