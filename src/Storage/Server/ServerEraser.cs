namespace BookedBarber.Storage.Server;

/// <summary>Deletes a cluster that nobody uses, wherever it is kept.</summary>
internal static class ServerEraser
{
    public static void Erase(string dataFolder)
    {
        var pointer = HomeFinder.PointerIn(dataFolder);
        var home = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : HomeFinder.InsideOf(dataFolder);
        if (Directory.Exists(home))
        {
            using var users = FileLock.Open(Path.Combine(home, "users.lock"));
            if (!users.TryExclusive())
            {
                throw new PrivateServerException(PrivateServerCodes.InUse, $"The database in {home} is in use. Stop every BookedBarber process that uses {dataFolder} first.");
            }

            DeleteSocket(home);
            Directory.Delete(home, recursive: true);
        }

        File.Delete(pointer);
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
