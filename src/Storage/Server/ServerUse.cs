namespace BookedBarber.Storage.Server;

/// <summary>One process's use of the server. First in starts it, last out stops it; the locks vanish with their process, however it ends.</summary>
internal sealed class ServerUse : IDisposable
{
    private readonly ServerPlace _place;
    private readonly FileLock _users;

    private ServerUse(ServerPlace place, FileLock users)
    {
        _place = place;
        _users = users;
    }

    /// <summary>Call it under the start lock.</summary>
    public static async Task<ServerUse> BeginAsync(ServerPlace place, CancellationToken cancellationToken)
    {
        FileLock.Open(place.CaretakerLock).Dispose();
        var users = FileLock.Open(place.UsersLock);
        try
        {
            // Waits while a caretaker stops the server of users who died.
            await users.SharedAsync(cancellationToken);
            return new ServerUse(place, users);
        }
        catch
        {
            users.Dispose();
            throw;
        }
    }

    /// <summary>The lock under which the server is started and stopped. A fresh handle each time: a wait that was given up may still get its lock.</summary>
    public static async Task<FileLock> LockStartAsync(string home, CancellationToken cancellationToken)
    {
        var start = FileLock.Open(ServerPlace.StartLockIn(home));
        try
        {
            await start.ExclusiveAsync(cancellationToken);
            return start;
        }
        catch
        {
            start.Dispose();
            throw;
        }
    }

    public async Task EndAsync(Postmaster postmaster)
    {
        using var start = await LockStartAsync(_place.Home, CancellationToken.None);
        if (_users.TryExclusive())
        {
            await postmaster.StopAsync(CancellationToken.None);
            return;
        }

        // Either others still use it, or the caretaker was quicker and is stopping it: then its end is awaited, as after our own stop.
        // That answer is let go before the start lock is: the next one to leave would take us for a user.
        _users.Release();
        if (!_users.TryShared())
        {
            await _users.SharedAsync(CancellationToken.None);
        }

        _users.Release();
    }

    public void Dispose() => _users.Dispose();
}
