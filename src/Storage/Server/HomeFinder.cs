using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>
/// Finds the home of the cluster: in the data folder, or, when root's data folder lies where PostgreSQL's account may not go (a checkout
/// below /root), in /var/lib with a pointer in the data folder.
/// </summary>
internal sealed partial class HomeFinder(ILogger logger)
{
    private const string Elsewhere = "/var/lib/bookedbarber";

    /// <summary>Names the home in a data folder which does not hold it itself.</summary>
    public static string PointerIn(string dataFolder) => Path.Combine(dataFolder, "postgres.place");

    public static string InsideOf(string dataFolder) => Path.Combine(dataFolder, "postgres");

    public async Task<(string Home, ServerAccount Account)> FindAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var inside = InsideOf(dataFolder);
        var home = Pointed(dataFolder) ?? inside;
        var account = await AccountFinder.FindAsync(home, cancellationToken);
        var suits = (account.IsOurOwn || await account.CanAsync('x', Path.GetDirectoryName(home)!, cancellationToken)) && await MakeAsync(home, account, cancellationToken);
        if (!suits && !account.IsOurOwn && home == inside && !Directory.Exists(Path.Combine(inside, "cluster")))
        {
            home = Relocate(dataFolder);
            Log.KeptElsewhere(logger, dataFolder, home);
            suits = await MakeAsync(home, account, cancellationToken);
        }

        return suits
            ? (home, account)
            : throw new PrivateServerException(
                PrivateServerCodes.DataFolderNotWritable,
                $"The account that runs PostgreSQL (user id {account.User}) cannot write in {home}. Let it pass through every folder above (chmod o+x), or choose another data folder.");
    }

    public static string RandomName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Root's own place, in which an account's folder can be made that nobody could have prepared.</summary>
    public static string MakeElsewhere() =>
        Modes.MakeFolder(Path.Combine(Modes.MakeFolder(Elsewhere, Modes.PassableFolder), RandomName()), Modes.PassableFolder);

    private static async Task<bool> MakeAsync(string home, ServerAccount account, CancellationToken cancellationToken)
    {
        var log = Modes.MakeFolder(Path.Combine(Modes.MakeFolder(home, Modes.PassableFolder), "log"), Modes.PrivateFolder);
        if (!account.IsOurOwn && !(account.Take(log) && await account.CanAsync('w', log, cancellationToken)))
        {
            return false;
        }

        AccountFinder.Record(home, account);
        return true;
    }

    private static string? Pointed(string dataFolder)
    {
        var pointer = PointerIn(dataFolder);
        if (!File.Exists(pointer))
        {
            return null;
        }

        // Never begin afresh here: the pointer may have outlived the disk of a container, and an empty network would look like a lost one.
        var home = File.ReadAllText(pointer).Trim();
        return Directory.Exists(home)
            ? home
            : throw new PrivateServerException(
                PrivateServerCodes.DataMissing,
                $"The database of {dataFolder} was kept in {home}, which is no longer there. Bring that folder back; or, to begin with an empty database, delete {pointer}.");
    }

    /// <summary>The pointer is written by a rename that fails when it exists, so of two processes that race here one wins and both use its place.</summary>
    private static string Relocate(string dataFolder)
    {
        var home = MakeElsewhere();
        File.WriteAllText(Path.Combine(home, "belongs-to"), dataFolder);
        var pointer = PointerIn(dataFolder);
        var draft = $"{pointer}.{Path.GetFileName(home)}";
        File.WriteAllText(draft, home);
        try
        {
            File.Move(draft, pointer, overwrite: false);
            return home;
        }
        catch (IOException) when (File.Exists(pointer))
        {
            File.Delete(draft);
            Directory.Delete(home, recursive: true);
            return Pointed(dataFolder)!;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "The database of {DataFolder} is kept in {Home}, because PostgreSQL's account cannot enter the data folder")]
        public static partial void KeptElsewhere(ILogger logger, string dataFolder, string home);
    }
}
