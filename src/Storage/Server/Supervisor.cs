using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>Waits for the death of PostgreSQL and starts it again, with growing pauses while that fails.</summary>
internal sealed partial class Supervisor(Func<CancellationToken, Task<int>> ensureRunning, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private volatile PrivateServerException? _fault;
    private int _recoveries;

    public PrivateServerException? Fault => _fault;

    public int Recoveries => Volatile.Read(ref _recoveries);

    /// <summary>Ends when cancelled, or with a fault that no further attempt can cure.</summary>
    public async Task RunAsync(int pid, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await ProcessExit.WaitAsync(pid, stopping);
                Log.Gone(logger, pid);
                pid = await RecoverAsync(stopping);
                Interlocked.Increment(ref _recoveries);
                Log.Back(logger, pid);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private async Task<int> RecoverAsync(CancellationToken stopping)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var pid = await ensureRunning(stopping);
                _fault = null;
                return pid;
            }
            catch (PrivateServerException failed)
            {
                _fault = failed;
                Log.Failed(logger, failed, failed.Code, pause.TotalSeconds);
                if (failed.Code is PrivateServerCodes.DataMissing or PrivateServerCodes.DataVersionMismatch or PrivateServerCodes.AccountMissing)
                {
                    throw;
                }
            }
#pragma warning disable CA1031 // whoever supervises must not end by a fault of the supervision; it is logged and tried again
            catch (Exception failed) when (failed is not OperationCanceledException || !stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _fault = new PrivateServerException(PrivateServerCodes.StartFailed, $"PostgreSQL could not be started again: {failed.Message}", failed);
                Log.Failed(logger, failed, _fault.Code, pause.TotalSeconds);
            }

            await Task.Delay(pause, clock, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1107, LogLevel.Warning, "PostgreSQL (process {Pid}) has ended; starting it again")]
        public static partial void Gone(ILogger logger, int pid);

        [LoggerMessage(1108, LogLevel.Information, "PostgreSQL is back (process {Pid})")]
        public static partial void Back(ILogger logger, int pid);

        [LoggerMessage(1109, LogLevel.Error, "PostgreSQL could not be started again ({Code}); next attempt in {Seconds} s")]
        public static partial void Failed(ILogger logger, Exception failure, string code, double seconds);
    }
}
