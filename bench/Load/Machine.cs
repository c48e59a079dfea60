using System.Globalization;
using System.Runtime.InteropServices;

namespace BookedBarber.Bench.Load;

/// <summary>What Linux says about a process.</summary>
internal static partial class Machine
{
    private const int Terminate = 15;
    private const double TicksPerSecond = 100; // USER_HZ, fixed on Linux

    /// <summary>Memory that is resident, in MB.</summary>
    public static double ResidentMegabytes(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>Processor time that a process has used so far, in seconds.</summary>
    public static double ProcessorSeconds(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    public static void AskToEnd(int pid) => _ = Kill(pid, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
