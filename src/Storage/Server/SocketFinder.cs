using System.Text;

namespace BookedBarber.Storage.Server;

/// <summary>Chooses the folder of the socket. Its access rights are the authentication: only the server's account (and root) may enter.</summary>
internal static class SocketFinder
{
    /// <summary>Systems allow 104 to 108 bytes, terminator included; PostgreSQL and clients must agree on the whole path.</summary>
    private const int LongestPath = 99;

    public static string Find(string home, ServerAccount account)
    {
        var inside = Path.Combine(home, "socket");
        if (Fits(inside))
        {
            return Prepare(inside, account);
        }

        var record = Path.Combine(home, "socket.place");
        var folder = File.Exists(record) ? File.ReadAllText(record).Trim() : string.Empty;
        if (folder.Length == 0)
        {
            folder = account.IsOurOwn ? Path.Combine(PublicParent(), $"bb-{HomeFinder.RandomName()}") : HomeFinder.MakeElsewhere();
            WholeFile.Write(record, folder);
        }

        return Prepare(folder, account);
    }

    /// <summary>A comma or quote would end the path in PostgreSQL's setting or in a connection string.</summary>
    public static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, $".s.PGSQL.{ServerPlace.Port}")) <= LongestPath && IsPlain(folder);

    public static bool IsPlain(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_');

    private static string PublicParent()
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return Directory.Exists(runtime) && Fits(Path.Combine(runtime, "bb-0123456789abcdef")) ? runtime : "/tmp";
    }

    /// <summary>
    /// Made again when a restart of the machine swept it away. In a public folder somebody else could have made it by then, under a name seen
    /// earlier; only an owner may set the mode, so that attempt fails loudly.
    /// </summary>
    private static string Prepare(string folder, ServerAccount account)
    {
        Modes.MakeFolder(folder, Modes.PrivateFolder);
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new PrivateServerException(PrivateServerCodes.StartFailed, $"{folder} is a link, and not made by BookedBarber. Remove it and start again.");
        }

        File.SetUnixFileMode(folder, Modes.PrivateFolder);
        return account.Take(folder)
            ? folder
            : throw new PrivateServerException(PrivateServerCodes.DataFolderNotWritable, $"{folder} cannot be given to the account that runs PostgreSQL.");
    }
}
