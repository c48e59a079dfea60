namespace BookedBarber.Storage.Server;

/// <summary>
/// A sleeping flock which stops PostgreSQL when every process that used it has ended without doing so (kill -9, a crash). Where there is no
/// flock program the server stays up, and the next start goes on with it.
/// </summary>
internal static class Caretaker
{
    private const int StopSeconds = 600;

    /// <remarks>
    /// Two locks: the outer one keeps a second caretaker from waiting beside the first; the inner one is had when no user is left, and makes
    /// a newcomer wait until the server is down. The streams are closed, or whoever reads our output to its end would wait for this process;
    /// and what we inherited above them, or a lock that our caller holds around us would be held on by it.
    /// </remarks>
    public static Task LeaveAsync(ServerPlace place, ServerAccount account, ServerBinaries binaries, CancellationToken cancellationToken)
    {
        const string Script =
            """
            exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
            command -v flock >/dev/null || exit 0
            command -v setsid >/dev/null && set -- setsid "$@"
            "$@" </dev/null >/dev/null 2>&1 &
            """;
        string[] stop = [binaries.PgCtl, "stop", "-D", place.Cluster, "-m", "fast", "-w", "-s", "-t", $"{StopSeconds}"];
        var script = account.Command("sh", ["-c", Script, "caretaker", "flock", "-n", place.CaretakerLock, "flock", "-x", place.UsersLock, .. stop]);
        return script.RunAsync(cancellationToken);
    }
}
