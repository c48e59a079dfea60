using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BookedBarber.Storage.Server;

/// <summary>A lock that all processes of the machine see and that the kernel drops when its holder ends, kill -9 included (flock).</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    public static FileLock Open(string path)
    {
        Create(path);
        return new FileLock(Native.OpenReadWrite(path));
    }

    public Task ExclusiveAsync(CancellationToken cancellationToken) => WaitAsync(Native.LockExclusive, cancellationToken);

    public Task SharedAsync(CancellationToken cancellationToken) => WaitAsync(Native.LockShared, cancellationToken);

    public bool TryExclusive() => Native.Lock(_file, Native.LockExclusive | Native.LockNoWait);

    public bool TryShared() => Native.Lock(_file, Native.LockShared | Native.LockNoWait);

    public void Release() => Native.Lock(_file, Native.LockRelease);

    public void Dispose() => _file.Dispose();

    /// <summary>A wait fails only where the file system knows no locks. To go on without one would let two processes start or stop the server at once.</summary>
    private void Lock(int operation)
    {
        if (!Native.Lock(_file, operation))
        {
            throw new IOException($"this file system cannot lock files ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}); choose a folder on a local disk");
        }
    }

    private static void Create(string path)
    {
        try
        {
            using var created = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
            File.SetUnixFileMode(path, Modes.PublicFile);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it first.
        }
    }

    /// <summary>
    /// A waiting flock cannot be called back. When the wait is given up, its thread is left behind: the handle counts its callers, so the
    /// file closes, and with it the lock goes, as soon as that thread gets it after Dispose.
    /// </summary>
    private Task WaitAsync(int operation, CancellationToken cancellationToken)
    {
        if (Native.Lock(_file, operation | Native.LockNoWait))
        {
            return Task.CompletedTask;
        }

        var waiting = Task.Factory.StartNew(
            () => Lock(operation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return waiting.WaitAsync(cancellationToken);
    }
}
