using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Measures.Cells;

/// <summary>Settles pending sums four times a second, or less often when settling takes long: at most a quarter of the time goes into it.</summary>
internal sealed partial class RollUpLoop(RollUp rollUp, TimeProvider clock, ILogger<RollUpLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pace;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
                var start = clock.GetTimestamp();
                await rollUp.RunOnceAsync(waitForTurn: false, stoppingToken);
                var spent = clock.GetElapsedTime(start) * 3;
                pause = spent < Pace ? Pace : spent > Longest ? Longest : spent;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is DbException or TimeoutException or InvalidOperationException)
            {
                // What was pending is still pending; the next round takes it.
                Log.Failed(logger, fault);
                pause = Longest;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Warning, "Sums of cells could not be settled; trying again.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
