namespace BookedBarber.Storage.Server;

/// <summary>Turns what the system reports into the one failure that tells the operator what to do.</summary>
internal static class Failure
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceededOnLinux = 122;

    /// <param name="code">The code, unless the report says that the disk is full.</param>
    /// <param name="sentence">What failed, without a full stop.</param>
    /// <param name="report">What the system or PostgreSQL wrote.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public static PrivateServerException Of(string code, string sentence, string report, Exception? cause = null)
    {
        if (report.Contains("No space left on device", StringComparison.Ordinal) || report.Contains("quota exceeded", StringComparison.Ordinal))
        {
            return new PrivateServerException(
                PrivateServerCodes.DiskFull,
                $"{sentence}: the disk is full. Free some space there and start again; nothing that was saved is lost.",
                cause);
        }

        var advice = code == PrivateServerCodes.DataFolderNotWritable
            ? "Choose another data folder, or let this account write there."
            : "Correct what it names and start again.";
        var text = report.Trim();
        return text.Contains('\n', StringComparison.Ordinal)
            ? new PrivateServerException(code, $"{sentence}:{Environment.NewLine}{text}{Environment.NewLine}{advice}", cause)
            : new PrivateServerException(code, $"{sentence}: {text.TrimEnd('.')}. {advice}", cause);
    }

    /// <summary>For file operations in the data folder.</summary>
    public static PrivateServerException Of(string folder, Exception cause)
    {
        var full = (cause.HResult & 0xFFFF) is NoSpaceLeft or QuotaExceededOnLinux;
        return Of(PrivateServerCodes.DataFolderNotWritable, $"The data folder {folder} cannot be used", full ? "No space left on device" : cause.Message, cause);
    }
}
