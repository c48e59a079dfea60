using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>Runs two workers on this node, so that one slow vendor does not hold up the others.</summary>
internal sealed partial class PushWorkers(PushWork work, PushSignal signal, TimeProvider clock, ILogger<PushWorkers> logger) : BackgroundService
{
    private const int Workers = 2;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await work.StepAsync(cancellationToken) == 0)
                {
                    await signal.WaitAsync(Idle, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the workers outlive every fault; it is logged, and what is to be written stays in its table
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
        [LoggerMessage(5204, LogLevel.Warning, "What is to be written to vendors could not be worked on; trying again in a second.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
