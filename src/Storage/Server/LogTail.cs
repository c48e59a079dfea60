namespace BookedBarber.Storage.Server;

/// <summary>The last lines that PostgreSQL wrote, for the message of a failed start.</summary>
internal static class LogTail
{
    private const int Lines = 12;

    public static async Task<string> ReadAsync(ServerPlace place, CancellationToken cancellationToken)
    {
        var newest = Directory.EnumerateFiles(place.Log, "*.log").Where(file => file != place.StartLog).MaxBy(File.GetLastWriteTimeUtc);
        List<string> lines = [];
        foreach (var file in new[] { newest, place.StartLog }.OfType<string>().Where(File.Exists))
        {
            lines.AddRange((await File.ReadAllLinesAsync(file, cancellationToken)).TakeLast(Lines));
        }

        return string.Join(Environment.NewLine, lines);
    }
}
