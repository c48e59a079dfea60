using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>Copies PostgreSQL's programs out of a folder that its account cannot enter, such as a checkout below /root.</summary>
internal sealed partial class BinariesCopy(ILogger logger)
{
    private const string Parent = "/var/lib/bookedbarber";
    private static readonly string[] Parts = ["bin", "lib", "lib64", "share"];

    public async Task<ServerBinaries> ReachableAsync(ServerBinaries binaries, ServerAccount account, CancellationToken cancellationToken)
    {
        if (account.IsOurOwn || await account.CanAsync('x', binaries.Postgres, cancellationToken))
        {
            return binaries;
        }

        Modes.MakeFolder(Parent, Modes.PassableFolder);
        var target = Path.Combine(Parent, $"programs-{binaries.Version}-{Fingerprint(binaries)}");
        if (!Directory.Exists(target))
        {
            await CopyAsync(Path.GetDirectoryName(binaries.Folder)!, target, cancellationToken);
            Log.Copied(logger, binaries.Folder, target);
        }

        return binaries with { Folder = Path.Combine(target, Path.GetFileName(binaries.Folder)) };
    }

    /// <summary>Changes when the programs do, so that an update is copied again.</summary>
    private static string Fingerprint(ServerBinaries binaries)
    {
        var program = new FileInfo(binaries.Postgres);
        var text = $"{program.FullName}|{program.Length}|{program.LastWriteTimeUtc.Ticks}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    /// <summary>cp keeps the links between the libraries, which a copy file by file would triple in size.</summary>
    private static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        var draft = Modes.MakeFolder($"{target}.{HomeFinder.RandomName()}", Modes.PassableFolder);
        var parts = Parts.Select(part => Path.Combine(source, part)).Where(Directory.Exists);
        var copied = await new Command("cp", ["-RPp", .. parts, draft]).RunAsync(cancellationToken);
        var opened = await new Command("chmod", "-R", "go=rX", draft).RunAsync(cancellationToken);
        if (!copied.Succeeded || !opened.Succeeded)
        {
            Directory.Delete(draft, recursive: true);
            throw Failure.Of(PrivateServerCodes.DataFolderNotWritable, $"PostgreSQL's programs could not be copied to {target}", copied.Errors + opened.Errors);
        }

        try
        {
            Directory.Move(draft, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1103, LogLevel.Information, "Copied PostgreSQL's programs from {Source}, which its account cannot enter, to {Target}")]
        public static partial void Copied(ILogger logger, string source, string target);
    }
}
