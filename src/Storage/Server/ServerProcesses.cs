using System.Globalization;

namespace BookedBarber.Storage.Server;

/// <summary>
/// Finds the processes of one cluster. A pid file alone proves nothing: after a crash the number may belong to another program, and in
/// a container, where numbers start again from one, it usually does.
/// </summary>
internal sealed class ServerProcesses(ServerPlace place, ServerAccount account)
{
    private const string ProcessFiles = "/proc";

    /// <summary>Number of the running postmaster of this cluster, or null.</summary>
    public async Task<int?> FindPostmasterAsync(CancellationToken cancellationToken)
    {
        var lines = await ReadPidFileAsync(cancellationToken);
        return lines is [var first, ..] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && await BelongsAsync(pid, cancellationToken)
            ? pid
            : null;
    }

    /// <summary>PostgreSQL removes the file when it ends, also between a look and the reading.</summary>
    private async Task<string[]> ReadPidFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllLinesAsync(place.PidFile, cancellationToken);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>
    /// After the death of a postmaster, backends busy with a statement live on and keep the shared memory, so a new server would refuse to
    /// start. Their work is lost in any case. Then removes the files that would mislead the next start.
    /// </summary>
    public async Task ClearLeftoversAsync(CancellationToken cancellationToken)
    {
        foreach (var pid in await LeftoversAsync(cancellationToken))
        {
            if (Native.Signal(pid, Native.SignalKill))
            {
                await ProcessExit.WaitAsync(pid, cancellationToken);
            }
        }

        File.Delete(place.PidFile);
        File.Delete(place.SocketFile);
        File.Delete(place.SocketFile + ".lock");
    }

    private async Task<List<int>> LeftoversAsync(CancellationToken cancellationToken)
    {
        List<int> found = [];
        if (!OperatingSystem.IsLinux())
        {
            return found;
        }

        foreach (var folder in Directory.EnumerateDirectories(ProcessFiles))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && await BelongsAsync(pid, cancellationToken))
            {
                found.Add(pid);
            }
        }

        return found;
    }

    private async Task<bool> BelongsAsync(int pid, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            var name = await new Command("ps", "-o", "comm=", "-p", pid.ToString(CultureInfo.InvariantCulture)).RunAsync(cancellationToken);
            return name.Output.Trim().EndsWith("postgres", StringComparison.Ordinal);
        }

        return Name(pid) == "postgres" && await FolderAsync(pid, cancellationToken) == place.Cluster;
    }

    /// <summary>Null when the process is gone, or only waits for its parent to take note of its end.</summary>
    private static string? Name(int pid)
    {
        try
        {
            var status = File.ReadAllText($"{ProcessFiles}/{pid}/stat");
            var name = status[(status.IndexOf('(', StringComparison.Ordinal) + 1)..status.LastIndexOf(')')];
            return status[status.LastIndexOf(')') + 2] is 'Z' or 'X' ? null : name;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>PostgreSQL's processes work in the cluster's folder. In a container root may not read that of another account, but the account may.</summary>
    private async Task<string?> FolderAsync(int pid, CancellationToken cancellationToken)
    {
        var link = $"{ProcessFiles}/{pid}/cwd";
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (UnauthorizedAccessException) when (!account.IsOurOwn)
        {
            return (await account.Command("readlink", link).RunAsync(cancellationToken)).Output.Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
