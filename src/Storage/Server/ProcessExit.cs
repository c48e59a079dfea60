using System.Diagnostics;
using System.IO.Pipes;

namespace BookedBarber.Storage.Server;

/// <summary>Awaits the end of a process that is not our child.</summary>
internal static class ProcessExit
{
    public static async Task WaitAsync(int pid, CancellationToken cancellationToken)
    {
        using var process = Native.OpenProcess(pid);
        if (process is null)
        {
            await WaitPortablyAsync(pid, cancellationToken);
            return;
        }

        using var wakeUp = new AnonymousPipeServerStream(PipeDirection.Out);
        var waiting = Task.Factory.StartNew(
            () => Native.WaitReadable(process, wakeUp.ClientSafePipeHandle),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await using (cancellationToken.Register(() => wakeUp.WriteByte(1)))
        {
            await waiting;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WaitPortablyAsync(int pid, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // Already gone: GetProcessById says so this way.
        }
    }
}
