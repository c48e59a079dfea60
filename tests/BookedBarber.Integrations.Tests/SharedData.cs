using System.IO.Compression;

namespace BookedBarber.Integrations.Tests;

/// <summary>The real files beside the checkout, where they are.</summary>
internal static class SharedData
{
    public static string? Folder { get; } = Find();

    public static string Path(string file)
    {
        Assert.SkipWhen(Folder is null, "The real data is not here: set BOOKEDBARBER_SHARED, or lay shared/ beside the checkout.");
        return System.IO.Path.Combine(Folder!, "data", file);
    }

    /// <summary>Lines of a file without its header, split plainly: the files have no quotes in the columns that are asked for.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        using var packed = File.OpenRead(Path(file));
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using var reader = new StreamReader(plain);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BOOKEDBARBER_SHARED") is { Length: > 0 } named)
        {
            return Directory.Exists(System.IO.Path.Combine(named, "data")) ? named : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(shared, "data")))
            {
                return shared;
            }
        }

        return null;
    }
}
