using System.Globalization;
using System.IO.Compression;

namespace BookedBarber.Bench.Predictions;

/// <summary>Prints the rows of the table, and reads the data.</summary>
internal static class Table
{
    public static void Head()
    {
        Console.WriteLine("| Task (metric) | Naive | Others, measured before | R on the same values | Ours | Reach |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
    }

    public static void Row(string task, string naive, string others, string ours, string reach, string reference = "") => Console.WriteLine($"| {task} | {naive} | {others} | {reference} | {ours} | {reach} |");

    public static string Figures(params double[] figures) => string.Join(" · ", figures.Select(figure => figure.ToString("0.000", CultureInfo.InvariantCulture)));

    public static string Mean(IReadOnlyList<Score> scores, params Func<Score, double>[] figures) => Figures([.. figures.Select(figure => scores.Average(figure))]);

    public static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public static DateOnly Day(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
