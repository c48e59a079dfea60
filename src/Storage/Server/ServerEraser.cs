namespace BookedBarber.Storage.Server;

/// <summary>Deletes a cluster that nobody uses, wherever it is kept.</summary>
internal static class ServerEraser
{
    public static async Task EraseAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var pointer = HomeFinder.PointerIn(dataFolder);
        var home = File.Exists(pointer) ? (await File.ReadAllTextAsync(pointer, cancellationToken)).Trim() : HomeFinder.InsideOf(dataFolder);
        if (Directory.Exists(home))
        {
            using var users = FileLock.Open(Path.Combine(home, "users.lock"));
            await ClaimAsync(users, home, cancellationToken);
            DeleteSocket(home);
            Directory.Delete(home, recursive: true);
        }

        if (File.Exists(pointer))
        {
            File.Delete(pointer);
        }
    }

    /// <summary>A shared lock beside ours is a user; an exclusive one is the caretaker, who is about to end.</summary>
    private static async Task ClaimAsync(FileLock users, string home, CancellationToken cancellationToken)
    {
        if (users.TryExclusive())
        {
            return;
        }

        if (users.TryShared() && !users.TryExclusive())
        {
            throw new PrivateServerException(PrivateServerCodes.InUse, $"The database in {home} is in use. Stop every BookedBarber process that uses it first.");
        }

        await users.ExclusiveAsync(cancellationToken);
    }

    private static void DeleteSocket(string home)
    {
        var record = Path.Combine(home, "socket.place");
        if (File.Exists(record) && File.ReadAllText(record).Trim() is var folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
