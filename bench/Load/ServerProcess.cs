using System.Diagnostics;
using System.Globalization;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load;

/// <summary>The built server as a process of ours: --server DLL, --data FOLDER. Its output goes to a file among the temporary ones (TMPDIR), never onto the data's disk.</summary>
internal sealed class ServerProcess(string server, string data, int port) : IDisposable
{
    public const string DemoPassword = "demo password 1";
    public const string Executive = "executive@demo.bookedbarber.local";

    private readonly Dictionary<string, string> _settings = [];
    private readonly Api _health = new(new Uri($"http://127.0.0.1:{port}"));
    private Process? _process;
    private bool _mayEnd;

    public ServerProcess(Options options, int port)
        : this(Path.GetFullPath(options.Text("server")), Path.GetFullPath(options.Text("data")), port)
    {
    }

    /// <summary>Gives it and its verbs a setting, as an environment variable; those that run already do not see it.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    public Uri Url => new($"http://127.0.0.1:{port}");

    public int Pid => _process!.Id;

    /// <summary>How often it ended although nobody asked it to. It was started again each time, as a service manager does.</summary>
    public int Deaths { get; private set; }

    public string LogFile => Path.Combine(Path.GetTempPath(), $"bookedbarber-{Path.GetFileName(data)}-{port}.log");

    /// <summary>Starts it and says how long it took until it was ready.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var since = Stopwatch.GetTimestamp();
        Launch();
        await ReadyAsync();
        return Stopwatch.GetElapsedTime(since);
    }

    public void Launch()
    {
        _mayEnd = false;
        _process = Start("serve", "log");
        _process.Exited += (_, _) => StartAgain();
        _process.EnableRaisingEvents = true;
    }

    public async Task ReadyAsync()
    {
        while (!await _health.IsReadyAsync(CancellationToken.None))
        {
            _ = Deaths > 10 ? throw new InvalidOperationException($"The server does not stay up; see {LogFile}.") : true;
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until something else has killed it.</summary>
    /// <returns>Whether that came in time.</returns>
    public async Task<bool> DiesAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await _process!.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>From now on its end is what we want, and it is not started again by itself.</summary>
    public void ExpectEnd() => _mayEnd = true;

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        ExpectEnd();
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>kill -9 of its PostgreSQL's first process.</summary>
    public void KillPostgres()
    {
        using var postgres = Process.GetProcessById(PostgresPid());
        postgres.Kill();
    }

    public int PostgresPid() => int.Parse(File.ReadLines(Path.Combine(data, "postgres", "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public async Task StopAsync()
    {
        if (_process is { HasExited: false })
        {
            _mayEnd = true;
            Machine.AskToEnd(Pid);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Runs another verb of the same executable on the same data, to its end.</summary>
    /// <returns>Exit code and the last line it wrote.</returns>
    public async Task<(int Code, string LastLine)> RunAsync(params string[] words)
    {
        using var verb = Begin(words);
        var output = await verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return (verb.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Starts another verb; its standard output can be read, its standard error goes to the log.</summary>
    public Process Begin(params string[] words) => Start(string.Join(' ', words.Select(word => $"'{word}'")), log: null);

    /// <summary>A small demo network that stands still, unless it is there already.</summary>
    public Task EnsureDemoAsync(int locations, int days) => RunAsync(
        "demo", "--locations", locations.ToString(CultureInfo.InvariantCulture), "--days", days.ToString(CultureInfo.InvariantCulture), "--until", Yesterday());

    public void Dispose()
    {
        _mayEnd = true;
        _health.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
    }

    private void StartAgain()
    {
        if (!_mayEnd)
        {
            Deaths++;
            Report.Say($"The server ended by itself; see {LogFile}.");
            Launch();
        }
    }

    private static string Yesterday() => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Process Start(string words, string? log)
    {
        // bash only points the output elsewhere; exec makes the process that we know the server itself.
        var output = log is null ? string.Empty : $">>'{LogFile}'";
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-c", $"exec dotnet '{server}' {words} {output} 2>>'{LogFile}'" }, RedirectStandardOutput = log is null };
        start.Environment["BOOKEDBARBER_DATA"] = data;
        start.Environment["BOOKEDBARBER_URLS"] = Url.ToString().TrimEnd('/');
        start.Environment["BOOKEDBARBER_DEMO_PASSWORD"] = DemoPassword;
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"); // ours alone
        return Process.Start(start)!;
    }
}
