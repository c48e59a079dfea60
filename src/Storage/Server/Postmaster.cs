using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>Starts, finds and stops the one PostgreSQL of a cluster. Every call happens under the start lock.</summary>
internal sealed partial class Postmaster(
    PrivateServerOptions options, ServerPlace place, ServerAccount account, ServerBinaries binaries, TimeProvider clock, ILogger logger)
{
    private const int Attempts = 4;
    private const int RecoverySeconds = 1800;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);
    private readonly ServerProcesses _processes = new(place, account);
    private readonly ServerDoor _door = new(place);

    /// <returns>The process, which accepts connections.</returns>
    public async Task<int> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        // Left before anything is started, so that a start which is killed half-way leaves no server that nobody stops; and beside a server
        // that runs already, whose first caretaker may have been killed.
        await Caretaker.LeaveAsync(place, account, binaries, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (await _processes.FindPostmasterAsync(cancellationToken) is not { } pid)
            {
                var report = await StartAsync(cancellationToken);
                if (report is not null && attempt == Attempts)
                {
                    throw Failure.Of(PrivateServerCodes.StartFailed, $"PostgreSQL {binaries.Version} did not start in {place.Cluster}", report);
                }
            }
            else if (await AnswersAsync(pid, cancellationToken))
            {
                return pid;
            }
        }
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is checkpointed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await _processes.FindPostmasterAsync(cancellationToken) is not { } pid)
        {
            return;
        }

        Native.Signal(pid, Native.SignalInterrupt);
        using var patience = new CancellationTokenSource(LongestStop, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await ProcessExit.WaitAsync(pid, either.Token);
            Log.Stopped(logger, pid);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It goes on writing its checkpoint without us; the next start waits for it.
            Log.StillStopping(logger, pid);
        }
    }

    /// <returns>Null when it was started, else what it reported. Another starter that was killed may have left a server which is about to run.</returns>
    private async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        await RefuseUnseenServerAsync(cancellationToken);
        await _processes.ClearLeftoversAsync(cancellationToken);
        File.Delete(place.StartLog);
        var settings = ServerSettings.Text(options, place, MachineSize.OfThisMachine(place.Home));
        await account.WriteFileAsync(Path.Combine(place.Cluster, "postgresql.conf"), settings, cancellationToken);

        // pg_ctl puts the server into a session of its own, so that Ctrl-C in a terminal reaches us and not it. It hands its arguments to a
        // shell, hence relative paths: the data folder's name may hold anything. What we inherited is closed: the server may outlive us beside
        // other users, and must not hold on to a lock or a pipe of whoever called us.
        const string CloseInherited = """exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec "$0" "$@" """;
        var start = account.Command("sh", "-c", CloseInherited, binaries.PgCtl, "start", "-D", ".", "-l", "../log/start.log", "-w", "-s", "-t", $"{RecoverySeconds}") with { Folder = place.Cluster };
        var before = clock.GetTimestamp();
        var result = await start.RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            return result.Errors + await LogTail.ReadAsync(place, cancellationToken);
        }

        Log.Started(logger, binaries.Version, place.Cluster, (long)clock.GetElapsedTime(before).TotalMilliseconds);
        await Caretaker.LeaveAsync(place, account, binaries, cancellationToken);
        return null;
    }

    /// <summary>
    /// What answers although no process of it can be seen runs in another container that shares the folder. PostgreSQL's own guards (process
    /// numbers, shared memory) end at that wall: a second server would destroy the data.
    /// </summary>
    private async Task RefuseUnseenServerAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (await _door.KnockAsync(cancellationToken) is Answer.Ready or Answer.NoDatabase or Answer.NotYet)
        {
            if (clock.GetElapsedTime(begun) > LongestFarewell)
            {
                throw new PrivateServerException(
                    PrivateServerCodes.InUse,
                    $"The database in {place.Cluster} is run by a PostgreSQL whose process cannot be seen from here, such as another container's. "
                    + "Let one container use this data folder, or give the others a PostgreSQL of their own in ConnectionStrings__Postgres.");
            }

            await Task.Delay(BetweenQuestions, clock, cancellationToken);
        }
    }

    /// <returns>False when that process is gone or useless, so that a new one is to be started.</returns>
    private async Task<bool> AnswersAsync(int pid, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (await _door.KnockAsync(cancellationToken))
            {
                case Answer.Ready:
                    return true;
                case Answer.NoDatabase:
                    await _door.MakeDatabaseAsync(cancellationToken);
                    break;
                case Answer.NoSocket when ReadinessClaimed():
                    // Somebody swept away the socket's folder, as cleaners of /tmp do; only a new start makes it again.
                    await StopAsync(cancellationToken);
                    return false;
                default:
                    if (await _processes.FindPostmasterAsync(cancellationToken) != pid)
                    {
                        return false;
                    }

                    await Task.Delay(BetweenQuestions, clock, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Line 8 of the pid file, which PostgreSQL keeps for pg_ctl.</summary>
    private bool ReadinessClaimed() =>
        File.Exists(place.PidFile) && File.ReadAllLines(place.PidFile) is [_, _, _, _, _, _, _, var status, ..] && status.Trim() == "ready";

    private static partial class Log
    {
        [LoggerMessage(1104, LogLevel.Information, "PostgreSQL {Version} runs in {Cluster} (started in {Milliseconds} ms)")]
        public static partial void Started(ILogger logger, Version version, string cluster, long milliseconds);

        [LoggerMessage(1105, LogLevel.Information, "PostgreSQL (process {Pid}) was stopped")]
        public static partial void Stopped(ILogger logger, int pid);

        [LoggerMessage(1106, LogLevel.Warning, "PostgreSQL (process {Pid}) is still writing its last checkpoint; it will end by itself")]
        public static partial void StillStopping(ILogger logger, int pid);
    }
}
