using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.Bench.RecordWriter;

internal static class Report
{
    /// <summary>Rows per second, and this process's own processor time per row.</summary>
    public static double Rate(string what, int rows, Stopwatch watch, TimeSpan processorTimeBefore)
    {
        var rate = rows / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-40}{rate,12:N0} rows/s{(Environment.CpuUsage.TotalTime - processorTimeBefore).TotalMicroseconds / rows,10:N1} µs client"));
        return rate;
    }

    public static void Ratio(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40}{value,12:N2}"));
}
