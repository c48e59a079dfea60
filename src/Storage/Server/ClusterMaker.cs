using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>Makes the cluster once. It is made beside its place and renamed when complete, so that a kill in between leaves nothing half-made.</summary>
internal sealed partial class ClusterMaker(ServerPlace place, ServerAccount account, ServerBinaries binaries, ILogger logger)
{
    /// <summary>Owner of the database, and a superuser: creating roles and extensions is part of migrating.</summary>
    public const string User = "bookedbarber";

    public const string Database = "bookedbarber";

    private const string DraftPrefix = "cluster.new-";

    public async Task MakeAsync(bool durable, CancellationToken cancellationToken)
    {
        foreach (var leftover in Directory.EnumerateDirectories(place.Home, DraftPrefix + "*"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        var draft = Modes.MakeFolder(Path.Combine(place.Home, DraftPrefix + HomeFinder.RandomName()), Modes.PrivateFolder);
        account.Take(draft);
        Log.Making(logger, binaries.Version, place.Cluster);

        // Locale C sorts and compares by bytes: an index stays right when the system's own locales change with an upgrade.
        string[] arguments =
        [
            "--pgdata", draft, "--username", User, "--auth-local", "trust", "--auth-host", "reject", "--encoding", "UTF8", "--locale", "C",
            "--data-checksums", "--no-instructions", .. durable ? (string[])[] : ["--no-sync"],
        ];
        var made = await account.Command(binaries.InitDb, arguments).RunAsync(cancellationToken);
        if (!made.Succeeded)
        {
            throw Failure.Of(PrivateServerCodes.StartFailed, $"PostgreSQL could not make its cluster in {place.Home}", made.Errors + made.Output);
        }

        Directory.Move(draft, place.Cluster);
        Native.SyncFolder(place.Home);
    }

    private static partial class Log
    {
        [LoggerMessage(1102, LogLevel.Information, "Making a PostgreSQL {Version} cluster in {Cluster}")]
        public static partial void Making(ILogger logger, Version version, string cluster);
    }
}
