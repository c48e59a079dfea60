using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BookedBarber.Storage.Server;

/// <summary>The few system calls which .NET does not offer. Only calls whose signature is the same on Linux and macOS.</summary>
internal static class Native
{
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNoWait = 4;
    public const int LockRelease = 8;
    public const int SignalInterrupt = 2;
    public const int SignalKill = 9;
    public const int NoSuchProcess = 3;
    public const int Interrupted = 4;

    private const int PidfdOpenNumber = 434;
    private const short PollIn = 1;

    /// <summary>.NET's own open takes a shared lock on each file, which is why the lock files are opened here.</summary>
    public static SafeFileHandle OpenReadWrite(string path) => Open(path, access: 2);

    public static void SyncFolder(string path)
    {
        using var folder = Open(path, access: 0);
        _ = Fsync(folder);
    }

    public static bool Lock(SafeFileHandle file, int operation)
    {
        while (Flock(file, operation) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends a signal; false when there is no such process.</summary>
    public static bool Signal(int pid, int signal) => Kill(pid, signal) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    public static bool GiveTo(string path, uint user, uint group) => Chown(Text(path), user, group) == 0;

    public static string RealPath(string path)
    {
        var resolved = Realpath(Text(path), 0);
        if (resolved == 0)
        {
            return path;
        }

        try
        {
            return Marshal.PtrToStringUTF8(resolved) ?? path;
        }
        finally
        {
            Free(resolved);
        }
    }

    public static (uint User, uint Group) Self => (Geteuid(), Getegid());

    /// <summary>A handle that becomes readable when the process ends, or null where the kernel has none (macOS, Linux before 5.3).</summary>
    public static SafeFileHandle? OpenProcess(int pid)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var descriptor = Syscall(PidfdOpenNumber, pid, 0);
        return descriptor < 0 ? null : new SafeFileHandle((nint)descriptor, ownsHandle: true);
    }

    /// <summary>Blocks until one of the two is readable.</summary>
    public static void WaitReadable(SafeHandle first, SafeHandle second)
    {
        var both = new[]
        {
            new PollEntry { Descriptor = (int)first.DangerousGetHandle(), Events = PollIn },
            new PollEntry { Descriptor = (int)second.DangerousGetHandle(), Events = PollIn },
        };
        while (Poll(both, (nuint)both.Length, -1) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }
    }

    private static SafeFileHandle Open(string path, int access)
    {
        var closeOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
        var descriptor = OpenFile(Text(path), access | closeOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + (char)0);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flock(SafeFileHandle file, int operation);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    // lchown: a link put in the way is given away itself, never what it points to.
    [DllImport("libc", EntryPoint = "lchown", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown(byte[] path, uint user, uint group);

    [DllImport("libc", EntryPoint = "geteuid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Geteuid();

    [DllImport("libc", EntryPoint = "getegid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Getegid();

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Realpath(byte[] path, nint buffer);

    [DllImport("libc", EntryPoint = "free"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(nint memory);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Syscall(long number, long first, long second);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll([In, Out] PollEntry[] entries, nuint count, int timeoutMilliseconds);
}
