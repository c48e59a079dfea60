using System.Threading.Channels;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Makes the outcomes of all endpoints of this node durable, as many in one transaction as have come while the one before was written.</summary>
internal sealed partial class OutcomeWriter(IDatabase database, OutcomeBatch batch, ILogger<OutcomeWriter> logger) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(500);

    // Not bounded by itself: every endpoint has a window of its own, and waits here for what it handed in.
    private readonly Channel<(Outcome Outcome, TaskCompletionSource<Stored> Done)> _incoming = Channel.CreateUnbounded<(Outcome, TaskCompletionSource<Stored>)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Returns when the outcome is durable.</summary>
    /// <exception cref="OutcomeLostException">It could not be stored; the delivery is made again.</exception>
    public Task<Stored> WriteAsync(Outcome outcome)
    {
        var done = new TaskCompletionSource<Stored>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_incoming.Writer.TryWrite((outcome, done)))
        {
            done.SetException(new OutcomeLostException());
        }

        return done.Task;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _incoming.Writer.TryComplete(); // the endpoints have been let go of by then: what they handed in is still written
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<(Outcome Outcome, TaskCompletionSource<Stored> Done)>(MostAtOnce);
        while (await _incoming.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (taken.Count < MostAtOnce && _incoming.Reader.TryRead(out var one))
            {
                taken.Add(one);
            }

            await WriteAsync(taken, stoppingToken);
            taken.Clear();
        }
    }

    private async Task WriteAsync(IReadOnlyList<(Outcome Outcome, TaskCompletionSource<Stored> Done)> taken, CancellationToken stoppingToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = await database.SystemAsync("webhooks", CancellationToken.None);
                var stored = await batch.WriteAsync(session, [.. taken.Select(one => one.Outcome)], CancellationToken.None);
                await session.CommitAsync(CancellationToken.None);
                foreach (var (outcome, done) in taken)
                {
                    done.SetResult(stored.GetValueOrDefault((outcome.Endpoint, outcome.Delivery.EventId)));
                }

                return;
            }
            catch (PostgresException fault) when (!fault.IsTransient && taken.Count > 1)
            {
                // One of them is refused, and must not take the others with it.
                Log.Refused(logger, fault, taken.Count);
                foreach (var one in taken)
                {
                    await WriteAsync([one], stoppingToken);
                }

                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
            {
                if (attempt < 10 && !stoppingToken.IsCancellationRequested && fault is not PostgresException { IsTransient: false })
                {
                    Log.Retried(logger, fault, attempt);
                    await Task.Delay(BeforeRetry, CancellationToken.None);
                    continue;
                }

                Log.Lost(logger, fault, taken.Count);
                foreach (var (_, done) in taken)
                {
                    done.SetException(new OutcomeLostException());
                }

                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7001, LogLevel.Warning, "Outcomes of deliveries could not be stored in attempt {Attempt}; trying again.")]
        public static partial void Retried(ILogger logger, Exception fault, int attempt);

        [LoggerMessage(7002, LogLevel.Error, "Outcomes of {Count} deliveries could not be stored; they will be made again.")]
        public static partial void Lost(ILogger logger, Exception fault, int count);

        [LoggerMessage(7003, LogLevel.Error, "One of {Count} outcomes was refused; storing each by itself.")]
        public static partial void Refused(ILogger logger, Exception fault, int count);
    }
}
