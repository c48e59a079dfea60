namespace BookedBarber.Storage.Server;

/// <summary>Where the files of one PostgreSQL are. The home is ours; in it, cluster, log and socket folder belong to the server's account.</summary>
/// <param name="Home">The folder of everything below.</param>
/// <param name="Socket">Folder of the socket; elsewhere when the home's path is too long for one.</param>
internal sealed record ServerPlace(string Home, string Socket)
{
    /// <summary>The socket's number, part of its file name. There is no port: nothing listens on the network.</summary>
    public const int Port = 5432;

    public string Cluster => Path.Combine(Home, "cluster");

    public string Log => Path.Combine(Home, "log");

    /// <summary>What PostgreSQL writes before its own log opens.</summary>
    public string StartLog => Path.Combine(Log, "start.log");

    /// <summary>Held, shared, by every process that uses the server.</summary>
    public string UsersLock => Path.Combine(Home, "users.lock");

    /// <summary>Held by the process that stops the server when its users died.</summary>
    public string CaretakerLock => Path.Combine(Home, "caretaker.lock");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    public string SocketFile => Path.Combine(Socket, $".s.PGSQL.{Port}");

    public static string AccountRecordIn(string home) => Path.Combine(home, "account");

    /// <summary>Held while PostgreSQL is started or stopped.</summary>
    public static string StartLockIn(string home) => Path.Combine(home, "start.lock");

    public int? ClusterMajor()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), out var major) ? major : null;
    }
}
