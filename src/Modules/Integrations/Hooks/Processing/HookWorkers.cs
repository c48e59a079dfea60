using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>Runs a few workers on this node. A message wakes its own node at once; the others look every second.</summary>
internal sealed partial class HookWorkers(HookWorker worker, HookSignal signal, TimeProvider clock, ILogger<HookWorkers> logger) : BackgroundService
{
    private const int Workers = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await worker.StepAsync(cancellationToken) == 0)
                {
                    await signal.WaitAsync(Idle, cancellationToken);
                }
                else
                {
                    signal.Wake(); // there may be more, also for the neighbour
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the workers outlive every fault; it is logged, and messages stay in their table
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.Failed(logger, fault);
                await Task.Delay(Idle, clock, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5303, LogLevel.Warning, "Waiting messages could not be looked at; trying again in a second.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
