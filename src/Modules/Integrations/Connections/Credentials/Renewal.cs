using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>
/// Renews a connection's tokens: exactly one request over all processes. Before the vendor is asked it is noted which generation is about to be renewed; the note goes with the answer.
/// A note that is found without its answer means that somebody died, or never heard, in between.
/// </summary>
internal sealed partial class Renewal(
    CredentialStore store, SecretVault vault, TokenEndpoint endpoint, CredentialNews news, TimeProvider clock, ILogger<Renewal> logger)
{
    /// <summary>Between looks at another process's renewal where no news of it comes: the feed wakes sooner. Nothing is held open meanwhile.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>After a renewal that did not come about nobody tries again for this long: a thousand callers must not become a thousand requests.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>How long tokens that cannot be stored are held on to; a database that restarts is back by then.</summary>
    private static readonly TimeSpan StoringTime = TimeSpan.FromMinutes(2);

    private readonly string _holder = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Renews what is of this generation, or waits until somebody else has.</summary>
    /// <returns>Null when tokens of a newer generation are stored; else why not.</returns>
    public async Task<Problem?> RunAsync(Connection connection, Manifest manifest, long generation, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + CredentialStore.Lease + TokenEndpoint.Timeout;
        while (true)
        {
            var next = news.NextAsync(connection.Id);
            if (await store.TryBeginAsync(connection.Network, connection.Id, generation, _holder, cancellationToken) is { } turn)
            {
                return await RenewAsync(connection, manifest, turn, cancellationToken);
            }

            var row = await store.FindAsync(connection.Network, connection.Id, cancellationToken);
            if (row is null || row.RefusedAt is not null)
            {
                return new Problem("reconnect_needed", $"{manifest.Title} no longer accepts this connection's authorisation. Connect it again; what it brought in stays.", ProblemKind.Refused);
            }

            if (row.Generation > generation)
            {
                return null;
            }

            if ((row.IsLeased && row.LeaseHolder is null) || clock.GetUtcNow() > until)
            {
                return NotNow(manifest); // somebody tried a moment ago
            }

            await NewsOrLookAsync(next, cancellationToken);
        }
    }

    /// <summary>What a connection is told when a person has to connect again.</summary>
    public static ConnectionTrouble NeedsReconnect(Manifest manifest, string code) => new(
        ConnectionTroubleKind.NeedsReconnect,
        code,
        code == "renewal_interrupted"
            ? $"The renewal of the authorisation at {manifest.Title} was interrupted, and {manifest.Title} takes each renewal once only. Connect it again; what it brought in stays."
            : $"{manifest.Title} no longer accepts this connection's authorisation. Connect it again; what it brought in stays.");

    private async Task NewsOrLookAsync(Task next, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await await Task.WhenAny(next, Task.Delay(Look, clock, stop.Token));
        await stop.CancelAsync();
    }

    private async Task<Problem?> RenewAsync(Connection connection, Manifest manifest, RenewalTurn turn, CancellationToken cancellationToken)
    {
        var secrets = await vault.ReadAsync(connection.Network, connection.Id, cancellationToken);
        var before = secrets.TryGetValue(SecretFields.Tokens, out var kept) ? TokenSet.From(kept) : null;
        if (turn.InterruptedAt is { } interrupted && !MayAskAgain(manifest, interrupted))
        {
            // The token may be used up. Vendors take a second use for theft and revoke everything that came from it: better to ask a person than to do that.
            Log.Interrupted(logger, connection.Id, connection.Vendor);
            return await RefuseAsync(connection, manifest, turn, "renewal_interrupted", cancellationToken);
        }

        var answer = await endpoint.RenewAsync(connection, manifest, SecretFields.Unpack(secrets.GetValueOrDefault(SecretFields.Typed)), before, cancellationToken);
        switch (answer.Outcome)
        {
            case TokenOutcome.Granted:
                var now = clock.GetUtcNow();
                await KeepAsync(connection, turn, answer.Tokens!, TokenTimes.Of(now, answer.ExpiresAt, answer.RefreshExpiresAt, Random.Shared.NextDouble()), cancellationToken);
                return null;
            case TokenOutcome.Refused:
                return await RefuseAsync(connection, manifest, turn, answer.Problem!.Code == "reconnect_needed" ? "refresh_refused" : answer.Problem.Code, cancellationToken);
            default:
                await store.ReleaseAsync(connection.Network, connection.Id, turn, Pause, isCertain: answer.Outcome == TokenOutcome.NotNow, cancellationToken);
                return answer.Problem;
        }
    }

    // A refresh token that does not change can be used any number of times, and schemes without one get their tokens anew each time.
    private bool MayAskAgain(Manifest manifest, DateTimeOffset interrupted) =>
        manifest.Auth.Kind != AuthKind.OAuth2Code || !manifest.Auth.Refresh.Rotates || clock.GetUtcNow() < interrupted + manifest.Auth.Refresh.Grace;

    private async Task<Problem?> RefuseAsync(Connection connection, Manifest manifest, RenewalTurn turn, string code, CancellationToken cancellationToken)
    {
        var trouble = NeedsReconnect(manifest, code);
        return await store.RefuseAsync(connection.Network, connection.Id, turn.Generation, trouble, cancellationToken)
            ? new Problem("reconnect_needed", trouble.Detail, ProblemKind.Refused)
            : null; // somebody stored newer tokens meanwhile
    }

    // The tokens before are used up: these are held on to until the database takes them.
    private async Task KeepAsync(Connection connection, RenewalTurn turn, TokenSet tokens, TokenTimes times, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + StoringTime;
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = wait < TimeSpan.FromSeconds(5) ? wait * 2 : wait)
        {
            try
            {
                if (!await store.CompleteAsync(connection.Network, connection.Id, turn.Generation, tokens, times, cancellationToken))
                {
                    Log.Late(logger, connection.Id, connection.Vendor);
                }

                return;
            }
            catch (NpgsqlException fault) when (clock.GetUtcNow() < until)
            {
                Log.NotStored(logger, fault, connection.Id, connection.Vendor);
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
    }

    private static Problem NotNow(Manifest manifest) =>
        new("renewal_unavailable", $"The authorisation at {manifest.Title} cannot be renewed at the moment. It is tried again by itself in a few seconds.", ProblemKind.Unavailable);

    private static partial class Log
    {
        [LoggerMessage(5211, LogLevel.Warning, "A renewal of connection {Connection} to {Vendor} began and nobody knows how it ended; the vendor allows no second one, so its owner has to connect again.")]
        public static partial void Interrupted(ILogger logger, Guid connection, string vendor);

        [LoggerMessage(5212, LogLevel.Warning, "New tokens of connection {Connection} to {Vendor} could not be stored yet; trying again.")]
        public static partial void NotStored(ILogger logger, Exception fault, Guid connection, string vendor);

        [LoggerMessage(5213, LogLevel.Warning, "New tokens of connection {Connection} to {Vendor} came after others had been stored; they were let go.")]
        public static partial void Late(ILogger logger, Guid connection, string vendor);
    }
}
