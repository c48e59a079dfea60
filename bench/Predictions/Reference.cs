using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BookedBarber.Bench.Predictions;

/// <summary>R's forecast package, asked for the same series where it is installed.</summary>
internal sealed class Reference(string folder)
{
    // What the script ends with when R has no such package.
    private const int NotInstalled = 3;

    private readonly string _script = Path.Combine(AppContext.BaseDirectory, "reference.R");
    private bool _isAbsent;

    /// <summary>Forecasts series with one method of the package.</summary>
    /// <param name="method">Name of the function: thetaf or stlf.</param>
    /// <param name="series">Id and values, oldest first.</param>
    /// <param name="frequency">Season length in steps.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <returns>By id one value per step ahead; null where R or the package is not installed.</returns>
    /// <exception cref="InvalidOperationException">R was there and failed.</exception>
    public IReadOnlyDictionary<string, double[]>? Ask(string method, IReadOnlyList<(string Id, double[] Values)> series, int frequency, int horizon)
    {
        if (_isAbsent)
        {
            return null;
        }

        var (input, output) = (Path.Combine(folder, "reference.csv"), Path.Combine(folder, "reference.out.csv"));
        File.WriteAllLines(input, series.SelectMany(one => one.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{one.Id},{value}"))).Prepend("id,value"));
        var start = new ProcessStartInfo("Rscript", [_script, method, input, frequency.ToString(CultureInfo.InvariantCulture), horizon.ToString(CultureInfo.InvariantCulture), output]) { RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            _isAbsent = process.ExitCode == NotInstalled;
            if (!_isAbsent && process.ExitCode != 0)
            {
                throw new InvalidOperationException($"R, {method}: {said}");
            }
        }
        catch (Win32Exception)
        {
            // No Rscript on the path: the column stays empty.
            _isAbsent = true;
        }

        return _isAbsent ? null : File.ReadLines(output).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[0]).ToDictionary(group => group.Key, group => group.Select(cells => Table.Number(cells[2])).ToArray());
    }
}
