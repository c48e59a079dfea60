using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>
/// Where master keys come from, the first that is set: the variable <c>BOOKEDBARBER_MASTER_KEY</c>, the standard output of the command in
/// <c>BOOKEDBARBER_MASTER_KEY_COMMAND</c>, the file in <c>BOOKEDBARBER_MASTER_KEY_FILE</c>, else <c>master.key</c> in the data folder, which is made on first use.
/// </summary>
/// <remarks>Each holds keys as <c>ID:BASE64</c>, separated by line breaks, blanks or commas. The first one wraps; the others open what was wrapped before.</remarks>
internal sealed class MasterKeys(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan CommandTime = TimeSpan.FromSeconds(15);
    private static readonly char[] Between = ['\n', '\r', ' ', '\t', ','];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<MasterKey>? _keys;

    /// <summary>Whether a new key can be added here (a file), or has to be by whoever sets the variable or the command.</summary>
    public bool CanAdd => configuration["BOOKEDBARBER_MASTER_KEY"] is not { Length: > 0 } && configuration["BOOKEDBARBER_MASTER_KEY_COMMAND"] is not { Length: > 0 };

    /// <summary>The key that wraps.</summary>
    /// <param name="known">Ids of master keys that the database has keys under. Where there are some and none of them is here, no key is made: this node has the wrong ones.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="VaultException">No key, or not the right one.</exception>
    public async Task<MasterKey> CurrentAsync(IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _keys ??= await ReadAsync(mayMake: known.Count == 0, cancellationToken);
            return known.Count == 0 || _keys.Any(key => known.Contains(key.Id)) ? _keys[0] : throw Missing(known[0]);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The key of that name. The source is read again when it is not known yet: another node may have added it.</summary>
    /// <exception cref="VaultException">It is not there.</exception>
    public async Task<MasterKey> FindAsync(string id, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_keys?.FirstOrDefault(key => key.Id == id) is { } cached)
            {
                return cached;
            }

            _keys = await ReadAsync(mayMake: false, cancellationToken);
            return _keys.FirstOrDefault(key => key.Id == id) ?? throw Missing(id);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Adds a new key in front of the others in the file.</summary>
    /// <exception cref="VaultException">The keys do not come from a file.</exception>
    public async Task<MasterKey> AddAsync(CancellationToken cancellationToken)
    {
        if (!CanAdd)
        {
            throw new VaultException("master_key_elsewhere", "The master key comes from a variable or a command. Put a new one in front there (ID:BASE64 of 32 random bytes), keep the old one behind it, start the nodes anew, and run this again.");
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            var before = await ReadAsync(mayMake: true, cancellationToken);
            var added = MasterKey.New();
            IReadOnlyList<MasterKey> keys = [added, .. before];
            var path = FilePath();
            var beside = await WriteBesideAsync(path, keys, cancellationToken);
            File.Move(beside, path, overwrite: true);
            _keys = keys;
            return added;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<MasterKey>> ReadAsync(bool mayMake, CancellationToken cancellationToken)
    {
        if (configuration["BOOKEDBARBER_MASTER_KEY"] is { Length: > 0 } text)
        {
            return Parse(text, "The variable BOOKEDBARBER_MASTER_KEY");
        }

        if (configuration["BOOKEDBARBER_MASTER_KEY_COMMAND"] is { Length: > 0 } command)
        {
            return Parse(await RunAsync(command, cancellationToken), "The command in BOOKEDBARBER_MASTER_KEY_COMMAND");
        }

        var path = FilePath();
        if (!File.Exists(path))
        {
            await MakeAsync(path, mayMake, cancellationToken);
        }

        return Parse(await File.ReadAllTextAsync(path, cancellationToken), $"The file {path}");
    }

    private string FilePath() =>
        configuration["BOOKEDBARBER_MASTER_KEY_FILE"] is { Length: > 0 } named ? Path.GetFullPath(named)
        : configuration["DataFolder"] is { Length: > 0 } folder ? Path.Combine(folder, "master.key")
        : throw new VaultException("master_key_missing", "There is no data folder to keep the master key in. Set BOOKEDBARBER_MASTER_KEY_FILE to a file that only the server can read.");

    private static async Task MakeAsync(string path, bool mayMake, CancellationToken cancellationToken)
    {
        if (!mayMake)
        {
            throw new VaultException("master_key_missing", $"There is no master key at {path}, and the secrets in the database are under one. Copy the file from the node that has it, or from its backup.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = await WriteBesideAsync(path, [MasterKey.New()], cancellationToken);
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside); // another process on this folder was first; its key is the one
        }
    }

    private static async Task<string> WriteBesideAsync(string path, IReadOnlyList<MasterKey> keys, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Environment.ProcessId}.{Stopwatch.GetTimestamp()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(beside, options);
        await using var writer = new StreamWriter(file);
        foreach (var key in keys)
        {
            await writer.WriteLineAsync(key.Export().AsMemory(), cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true); // everything sealed from now on depends on it
        return beside;
    }

    // What the command prints and says on its error stream may hold the key: none of it goes into a message.
    private static async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", command]) : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CommandTime);
        using var process = Process.Start(start) ?? throw new VaultException("master_key_unreadable", "The command in BOOKEDBARBER_MASTER_KEY_COMMAND cannot be started.");
        try
        {
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            await error;
            return process.ExitCode == 0
                ? await output
                : throw new VaultException("master_key_unreadable", $"The command in BOOKEDBARBER_MASTER_KEY_COMMAND ended with code {process.ExitCode}. Run it by hand as the server's account to see why.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new VaultException("master_key_unreadable", $"The command in BOOKEDBARBER_MASTER_KEY_COMMAND did not end within {CommandTime.TotalSeconds:F0} seconds.");
        }
    }

    private static List<MasterKey> Parse(string text, string source)
    {
        var keys = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(MasterKey.Parse).ToList();
        if (keys.Count == 0 || keys.Contains(null))
        {
            throw new VaultException("master_key_unreadable", $"{source} holds no master key, or something else besides: expected ID:BASE64 of 32 bytes, one or more.");
        }

        return keys.Select(key => key!.Id).Distinct(StringComparer.Ordinal).Count() == keys.Count
            ? [.. keys.Select(key => key!)]
            : throw new VaultException("master_key_unreadable", $"{source} names two master keys alike.");
    }

    private static VaultException Missing(string id) => new(
        "master_key_missing",
        $"Secrets in the database are under the master key '{id}', which this node does not have. Give it the master.key of the node that has it (BOOKEDBARBER_MASTER_KEY_FILE), or the same variable or command.");
}
