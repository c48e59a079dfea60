namespace BookedBarber.Algorithms.Tests;

/// <summary>The folder of public data sets, which not every machine has.</summary>
internal static class SharedData
{
    /// <summary>The path of a data file; skips the running test, saying so, where it is absent.</summary>
    public static string Path(string name)
    {
        var folder = Environment.GetEnvironmentVariable("BOOKEDBARBER_SHARED") is { Length: > 0 } named ? named : Beside();
        var path = folder is null ? null : System.IO.Path.Combine(folder, "data", name);
        Assert.SkipWhen(path is null || !File.Exists(path), $"The data set {name} is not here: set BOOKEDBARBER_SHARED, or lay shared/ beside the checkout.");
        return path!;
    }

    private static string? Beside()
    {
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
