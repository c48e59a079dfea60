using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.Bench.Predictions;

/// <summary>The built product, asked from outside as an analyst would.</summary>
internal sealed class Product(string host, string folder)
{
    /// <summary>What the product last printed on standard output.</summary>
    public string LastLine { get; private set; } = string.Empty;

    /// <summary>Runs a forecast and reads its answer.</summary>
    public Answer Ask(string name, params string[] words)
    {
        var (answer, seconds) = Rows(name, words);
        var rows = new Dictionary<(string Id, string At), double[]>();
        foreach (var cells in answer)
        {
            rows[(cells[0], cells[1])] = [.. cells[2..6].Select(cell => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture))];
        }

        return new Answer(rows, seconds);
    }

    /// <summary>Runs any prediction and reads the cells of its answer, without the header; sentences in the last column may be split at their commas.</summary>
    public (IReadOnlyList<string[]> Rows, double Seconds) Rows(string name, string[] words)
    {
        var output = Path.Combine(folder, name + ".out.csv");
        var start = new ProcessStartInfo("dotnet", [host, "predict", .. words, "--out", output]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var said = process.StandardError.ReadToEnd();
        LastLine = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"predict {string.Join(' ', words)}: {said}");
        }

        return ([.. File.ReadLines(output).Skip(1).Select(line => line.Split(','))], watch.Elapsed.TotalSeconds);
    }

    /// <summary>Writes a file for the product to read.</summary>
    public string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}

/// <summary>What the product answered.</summary>
/// <param name="Rows">Mean, p05, p50 and p95 by id and date or step.</param>
/// <param name="Seconds">From start to end of the process.</param>
internal sealed record Answer(IReadOnlyDictionary<(string Id, string At), double[]> Rows, double Seconds);
