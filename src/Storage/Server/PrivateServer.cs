using Microsoft.Extensions.Logging;

namespace BookedBarber.Storage.Server;

/// <summary>
/// The product's own PostgreSQL, kept in the data folder, reached over a local socket, run by an unprivileged account when started by root.
/// Several processes may use one data folder: the first starts PostgreSQL, the last stops it.
/// </summary>
/// <remarks>
/// While one is alive, a PostgreSQL that dies is started again under the same connection string; open connections break and are to be opened
/// anew. A process that is killed leaves nothing behind which the next start does not clear up. Linux and macOS.
/// </remarks>
public sealed class PrivateServer : IAsyncDisposable
{
    private readonly ServerUse _use;
    private readonly Postmaster _postmaster;
    private readonly Supervisor _supervisor;
    private readonly CancellationTokenSource _stopping = new();
    private int _disposed;

    private PrivateServer(ServerPlace place, ServerBinaries binaries, ServerUse use, Postmaster postmaster, int pid, TimeProvider clock, ILogger logger)
    {
        ConnectionString = ServerDoor.ConnectionString(place, ClusterMaker.Database);
        Version = binaries.Version;
        _use = use;
        _postmaster = postmaster;
        _supervisor = new Supervisor(cancellationToken => RecoverAsync(place, postmaster, cancellationToken), clock, logger);
        Completion = _supervisor.RunAsync(pid, _stopping.Token);
    }

    /// <summary>Connects to the database <c>bookedbarber</c> as its owner, a superuser of this server. The same after every restart; holds no password.</summary>
    public string ConnectionString { get; }

    /// <summary>Version of PostgreSQL, such as 15.18. At least 15.</summary>
    public Version Version { get; }

    /// <summary>
    /// Ends when this object is disposed; fails with a <see cref="PrivateServerException"/> when PostgreSQL died and no attempt can bring it back.
    /// </summary>
    public Task Completion { get; }

    /// <summary>Why PostgreSQL, which died, could not be started again yet; null while it runs. Attempts go on, at most 30 s apart.</summary>
    public PrivateServerException? Fault => _supervisor.Fault;

    /// <summary>How often PostgreSQL died and came back since this object was made. Starts at 0.</summary>
    public int Recoveries => _supervisor.Recoveries;

    /// <summary>Starts PostgreSQL, or joins the one that already runs for this data folder; returns when it accepts connections.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="clock">Measures and waits.</param>
    /// <param name="logger">Takes notes of starts, stops and recoveries.</param>
    /// <param name="cancellationToken">Gives up; a PostgreSQL that no process uses is then stopped.</param>
    /// <exception cref="PrivateServerException">It cannot run here; the message says what to do.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static async Task<PrivateServer> StartAsync(PrivateServerOptions options, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(logger);
        if (options.Fault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        try
        {
            return await StartInAsync(Prepare(options.DataFolder), options, clock, logger, cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of(options.DataFolder, failed);
        }
    }

    /// <summary>Deletes the database of a data folder for good. Nothing happens when there is none.</summary>
    /// <param name="dataFolder">The folder given to <see cref="StartAsync"/>; its other files stay.</param>
    /// <param name="cancellationToken">Gives up before anything is deleted.</param>
    /// <exception cref="PrivateServerException">A process still uses the database (<c>in_use</c>).</exception>
    public static Task EraseAsync(string dataFolder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        return ServerEraser.EraseAsync(Path.GetFullPath(dataFolder), cancellationToken);
    }

    /// <summary>Stops PostgreSQL unless another process uses it. Returns when it is down, after a minute at the latest.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _use.EndAsync(_postmaster);
        }
        catch (IOException)
        {
            // The folder was deleted while we ran. PostgreSQL notices within a minute and ends by itself.
        }
        finally
        {
            _use.Dispose();
            _stopping.Dispose();
        }
    }

    private static string Prepare(string dataFolder) => Native.RealPath(
        Modes.MakeFolder(Path.GetFullPath(dataFolder), Environment.IsPrivilegedProcess ? Modes.PassableFolder : Modes.PrivateFolder));

    private static async Task<PrivateServer> StartInAsync(
        string dataFolder, PrivateServerOptions options, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var (found, account) = await new HomeFinder(logger).FindAsync(dataFolder, cancellationToken);

        // PostgreSQL's processes are told apart by the folder they work in, which the kernel names without links.
        var home = Native.RealPath(found);
        using var start = await ServerUse.LockStartAsync(home, cancellationToken);
        var place = new ServerPlace(home, SocketFinder.Find(home, account));
        var programs = await BinariesFinder.ForThisMachine(options).FindAsync(place.ClusterMajor(), cancellationToken);
        var binaries = await new BinariesCopy(logger).ReachableAsync(programs, account, cancellationToken);
        var use = await ServerUse.BeginAsync(place, cancellationToken);
        try
        {
            if (!Directory.Exists(place.Cluster))
            {
                await new ClusterMaker(place, account, binaries, logger).MakeAsync(options.DurableWrites, cancellationToken);
            }

            var postmaster = new Postmaster(options, place, account, binaries, clock, logger);
            var pid = await postmaster.EnsureRunningAsync(cancellationToken);
            return new PrivateServer(place, binaries, use, postmaster, pid, clock, logger);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Of several processes that miss the server, the first to get the lock starts it and the others find it running.</summary>
    private static async Task<int> RecoverAsync(ServerPlace place, Postmaster postmaster, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(place.Cluster))
        {
            throw new PrivateServerException(PrivateServerCodes.DataMissing, $"The database in {place.Cluster} was deleted while it was in use. Bring it back and start again.");
        }

        try
        {
            using var start = await ServerUse.LockStartAsync(place.Home, cancellationToken);
            return await postmaster.EnsureRunningAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Failure.Of(place.Home, failed);
        }
    }
}
