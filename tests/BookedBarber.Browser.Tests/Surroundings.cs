namespace BookedBarber.Browser.Tests;

/// <summary>What the machine has to have for these tests.</summary>
internal static class Surroundings
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Chromium, as <c>./test</c> found it or where distributions put it; null when there is none.</summary>
    public static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("BOOKEDBARBER_CHROMIUM") is { Length: > 0 } given ? given : Array.Find(Browsers, File.Exists);

    /// <summary>The checkout.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("BOOKEDBARBER_ROOT") is { Length: > 0 } given ? given : FindRoot();

    /// <summary>The built web app.</summary>
    public static string WebFolder { get; } = Path.Combine(Root, "web", "dist");

    /// <summary>Why the tests are skipped; null when all is there.</summary>
    public static string? WhatIsMissing { get; } =
        Chromium is null ? "There is no Chromium; install it (apt-get install chromium) or name it in BOOKEDBARBER_CHROMIUM."
        : !File.Exists(Path.Combine(WebFolder, "index.html")) ? "The web app is not built; run 'npm run build' in web/, or ./test."
        : null;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
