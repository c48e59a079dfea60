using System.Globalization;
using BookedBarber.Storage;

namespace BookedBarber.Bench.Syncing;

/// <summary>Processor time used so far: by this process, and by its PostgreSQL. Unlike a rate it says much the same on a busy machine as on a quiet one.</summary>
internal readonly record struct ProcessorTime(TimeSpan Here, TimeSpan Database)
{
    private const double TicksPerSecond = 100; // USER_HZ, fixed on Linux

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) => new(later.Here - earlier.Here, later.Database - earlier.Database);

    /// <summary>Of this moment. A backend that has ended since is counted with the server that it was a child of.</summary>
    public static async Task<ProcessorTime> NowAsync(Workbench bench)
    {
        await using var command = bench.Get<DataSources>().Owner.CreateCommand("select pg_backend_pid()");
        var server = Parent((int)(await command.ExecuteScalarAsync())!);
        var ticks = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Sum(name => Ticks(int.Parse(name!, CultureInfo.InvariantCulture), server));
        return new ProcessorTime(Environment.CpuUsage.TotalTime, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    private static int Parent(int pid) => int.Parse(Fields(pid)![1], CultureInfo.InvariantCulture);

    private static double Ticks(int pid, int server) => Fields(pid) switch
    {
        { } fields when pid == server => Sum(fields[11..15]), // with its children that have ended
        { } fields when fields[1] == server.ToString(CultureInfo.InvariantCulture) => Sum(fields[11..13]),
        _ => 0,
    };

    private static double Sum(string[] fields) => fields.Sum(field => double.Parse(field, CultureInfo.InvariantCulture));

    /// <summary>Fields of the process's state behind its name; null: it has ended.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
