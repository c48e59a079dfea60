using System.Globalization;
using System.Text.RegularExpressions;

namespace BookedBarber.Storage.Server;

/// <summary>A folder of PostgreSQL server programs and their version.</summary>
internal sealed partial record ServerBinaries(string Folder, Version Version)
{
    public string Postgres => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>Null unless the folder holds all three programs and they say their version.</summary>
    public static async Task<ServerBinaries?> InAsync(string folder, CancellationToken cancellationToken)
    {
        var binaries = new ServerBinaries(folder, new Version(0, 0));
        if (!File.Exists(binaries.Postgres) || !File.Exists(binaries.InitDb) || !File.Exists(binaries.PgCtl))
        {
            return null;
        }

        var answer = await new Command(binaries.Postgres, "--version").RunAsync(cancellationToken);
        var version = VersionNumber().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? binaries with { Version = new Version(Number(version, "major"), Number(version, "minor")) }
            : null;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    /// <summary>"postgres (PostgreSQL) 15.18 (Debian …)", also "18beta1".</summary>
    [GeneratedRegex(@"\) (?<major>[0-9]{1,4})(\.(?<minor>[0-9]{1,4}))?", RegexOptions.ExplicitCapture)]
    private static partial Regex VersionNumber();
}
