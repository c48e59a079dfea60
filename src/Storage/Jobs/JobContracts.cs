using BookedBarber.Shared;

namespace BookedBarber.Storage;

/// <summary>Does one kind of durable job.</summary>
public interface IJobHandler
{
    /// <summary>The kind, such as <c>integrations.import</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// How many jobs of this kind run at once on a node, in places of their own; null: they share the node's two general places. Default null.
    /// </summary>
    /// <remarks>A kind that mostly waits for somebody else (a vendor, say) needs places of its own: it would else keep imports waiting, and they it.</remarks>
    int? Places => null;

    /// <summary>
    /// Runs the job or goes on with it after a crash: the same job may be handed over again, so progress that matters is kept in tables,
    /// in the transactions of the work itself.
    /// </summary>
    /// <param name="job">The job, with its lease.</param>
    /// <param name="cancellationToken">Set when somebody cancels the job, the lease is lost or the node stops.</param>
    Task RunAsync(JobLease job, CancellationToken cancellationToken);
}

/// <summary>A job that this node holds.</summary>
/// <param name="Id">The job.</param>
/// <param name="Network">Its network; null for the platform's own work.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Payload">JSON given when it was queued.</param>
/// <param name="Attempt">1 for the first run.</param>
/// <param name="CreatedBy">Who queued it.</param>
/// <param name="Report">Stores progress (any JSON-serializable value) for screens; cheap to call, written at most every half second.</param>
public sealed record JobLease(Guid Id, NetworkId? Network, string Kind, string Payload, int Attempt, PersonId? CreatedBy, Action<object> Report);

/// <summary>A job to be queued.</summary>
/// <param name="Network">Its network; null for the platform's own work.</param>
/// <param name="Kind">Kind of an <see cref="IJobHandler"/>.</param>
/// <param name="Payload">Serialized as JSON.</param>
/// <param name="Id">Its id, where the caller has one; else a new one.</param>
/// <param name="RunAt">Not before; null for now.</param>
/// <param name="MaxAttempts">How often it may be started before it fails for good. Default 10.</param>
/// <param name="UniqueKey">While a job with this key is queued or running, another is not queued.</param>
public sealed record NewJob(NetworkId? Network, string Kind, object Payload, Guid? Id = null, DateTimeOffset? RunAt = null, int MaxAttempts = 10, string? UniqueKey = null);

/// <summary>State of a job.</summary>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">JSON last reported.</param>
/// <param name="Error">Why it failed, for users.</param>
public sealed record JobState(Guid Id, string Kind, string State, string? Progress, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

/// <summary>The durable job queue: at least once, leased, fair between networks.</summary>
public interface IJobQueue
{
    /// <summary>Queues a job in the caller's transaction (system session) or in its own when <paramref name="session"/> is null.</summary>
    /// <returns>The job's id; the existing one's when <see cref="NewJob.UniqueKey"/> is taken.</returns>
    Task<Guid> EnqueueAsync(NewJob job, Caller createdBy, Session? session, CancellationToken cancellationToken);

    /// <summary>Asks a job to stop; a queued one is cancelled at once.</summary>
    Task CancelAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The state of a job of a network; null when there is none.</summary>
    Task<JobState?> FindAsync(Guid id, NetworkId? network, CancellationToken cancellationToken);
}

/// <summary>A failure that trying again cannot cure: the job fails at once with this message for the user.</summary>
public sealed class JobFailedException(string message) : Exception(message);
