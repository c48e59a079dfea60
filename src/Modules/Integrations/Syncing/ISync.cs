using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Syncing;

/// <summary>Brings what is at the vendors into the records.</summary>
internal interface ISync
{
    /// <summary>Reads streams of a connection as soon as possible: one, or all in the manifest's order.</summary>
    /// <param name="connection">The connection; it has to be callable.</param>
    /// <param name="stream">One stream; null: all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="range">A span of the vendor's time; null: what is due.</param>
    /// <param name="anew">Whether everything is read from the very beginning.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="cancellationToken">Cancels asking, not the reading.</param>
    /// <returns>
    /// The runs, one for each stream; the run under way where there is one. Or <c>connection_not_ready</c>, <c>unknown_stream</c>, <c>not_readable</c> (a stream that
    /// only comes by message), <c>already_running</c> (a span was asked for while another reading is under way).
    /// </returns>
    Task<Result<IReadOnlyList<Guid>>> StartAsync(Connection connection, string? stream, SyncReason reason, TimeWindow? range, bool anew, Caller by, CancellationToken cancellationToken);

    /// <summary>Stops a run. What it has read stays; the stream goes on by its schedule. False: there is no such run, or it has ended.</summary>
    Task<bool> CancelAsync(Scope scope, Guid run, CancellationToken cancellationToken);
}
