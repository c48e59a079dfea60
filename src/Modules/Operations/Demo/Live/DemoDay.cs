using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Operations.Demo;

/// <summary>
/// Lets demo networks go on living while the server runs: bookings come in, clients are served, sales are rung up, at the pace of the clock.
/// One node does it: the one that holds the advisory lock on its own connection, which is proved at every step.
/// </summary>
internal sealed partial class DemoDay(
    IConfiguration configuration,
    DataSources sources,
    IDatabase database,
    DemoLedger ledger,
    DemoMaker maker,
    DemoWriter writer,
    TotalsLoader totals,
    TimeProvider clock,
    ILogger<DemoDay> logger) : BackgroundService
{
    private const long Lock = 7233211;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // Between looks at which networks there are, and between tries to become the one that does it.
    private const int StepsPerLook = 10;

    private readonly Dictionary<Guid, LiveNetwork> _networks = [];
    private NpgsqlConnection? _lock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["BOOKEDBARBER_DEMO"] == "off")
        {
            return;
        }

        using var timer = new PeriodicTimer(Step, clock);
        try
        {
            for (var step = 0; await timer.WaitForNextTickAsync(stoppingToken); step++)
            {
                await TryStepAsync(looks: step % StepsPerLook == 4, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(logger);
        }
        finally
        {
            await ResignAsync();
        }
    }

    private async Task TryStepAsync(bool looks, CancellationToken cancellationToken)
    {
        try
        {
            if (_lock is null && !(looks && await LeadAsync(cancellationToken)))
            {
                return;
            }

            if (looks)
            {
                await LookAsync(cancellationToken);
            }

            await using (var proof = new NpgsqlCommand("select 1", _lock))
            {
                await proof.ExecuteScalarAsync(cancellationToken);
            }

            foreach (var network in _networks.Values)
            {
                await network.StepAsync(clock.GetUtcNow(), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
        {
            // What was not written is written by the next step that succeeds: the story is the same whenever it is told.
            Log.StepFailed(logger, fault);
            await ResignAsync();
        }
    }

    /// <summary>Finds demo networks whose last days are loaded; earlier they have no present to go on from.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await ledger.ListAsync(cancellationToken))
        {
            if (row is { IsLive: true, HasTree: true } && !_networks.ContainsKey(row.NetworkId.Value) && await maker.HasRecentAsync(row, cancellationToken))
            {
                _networks.Add(row.NetworkId.Value, new LiveNetwork(await maker.EnsureTreeAsync(row, cancellationToken), database, writer, totals));
                Log.Living(logger, row.Slug);
            }
        }
    }

    private async Task<bool> LeadAsync(CancellationToken cancellationToken)
    {
        var connection = await sources.System.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Lock})", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            _lock = connection;
            return true;
        }

        await connection.DisposeAsync();
        return false;
    }

    private async Task ResignAsync()
    {
        _networks.Clear();
        if (_lock is not { } held)
        {
            return;
        }

        _lock = null;
        try
        {
            await using var command = new NpgsqlCommand($"select pg_advisory_unlock({Lock})", held);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException or IOException)
        {
            Log.StepFailed(logger, fault); // the connection is gone, and the lock with it
        }

        await held.DisposeAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(8011, LogLevel.Information, "The demo network {Slug} goes on living on this node.")]
        public static partial void Living(ILogger logger, string slug);

        [LoggerMessage(8012, LogLevel.Warning, "A step of the demo network's life failed; it is made up for.")]
        public static partial void StepFailed(ILogger logger, Exception fault);

        [LoggerMessage(8013, LogLevel.Debug, "The demo networks pause until the next start.")]
        public static partial void Stopped(ILogger logger);
    }
}
