using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Connections;

/// <summary>Goes round what is due: tokens that end soon are renewed although nobody calls, keys of the vault that are old are rotated, unusual use is noticed.</summary>
internal sealed partial class CredentialRounds(
    CredentialStore store, CredentialKeeper keeper, ConnectionStore connections, VaultRotation rotation, UnusualUse unusual, TimeProvider clock, ILogger<CredentialRounds> logger) : BackgroundService
{
    /// <summary>How old a network's key becomes.</summary>
    public static readonly TimeSpan KeyAge = TimeSpan.FromDays(90);

    private const int AtOnce = 50;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);

    /// <summary>One round.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = await store.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (one, stop) =>
        {
            if (await connections.FindAsync(one.Network, one.Connection, stop) is { } connection)
            {
                await keeper.RenewAheadAsync(connection, stop);
            }
        });
        await unusual.LookAsync(cancellationToken);
        foreach (var network in await rotation.DueAsync(KeyAge, cancellationToken))
        {
            await rotation.BeginAsync(network, Caller.System, cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Between, clock, RunOnceAsync, fault => Log.Failed(logger, fault), stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(5231, LogLevel.Warning, "A round of renewals failed; the next one is in a quarter of a minute.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
