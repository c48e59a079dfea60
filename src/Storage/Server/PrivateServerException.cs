namespace BookedBarber.Storage.Server;

/// <summary>The product's own PostgreSQL cannot run here. The message says what to do; <see cref="Code"/> is stable.</summary>
/// <param name="code">One of <see cref="PrivateServerCodes"/>.</param>
/// <param name="message">What happened and what to do, for the operator.</param>
/// <param name="cause">What the system reported, if anything.</param>
public sealed class PrivateServerException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="PrivateServerCodes"/>.</summary>
    public string Code { get; } = code;
}

/// <summary>The codes of <see cref="PrivateServerException"/>. Part of the public contract.</summary>
public static class PrivateServerCodes
{
    /// <summary>No PostgreSQL server binaries were found.</summary>
    public const string PostgresMissing = "postgres_missing";

    /// <summary>Binaries were found, but older than PostgreSQL 15.</summary>
    public const string PostgresTooOld = "postgres_too_old";

    /// <summary>The data folder, or the place of the cluster, cannot be written.</summary>
    public const string DataFolderNotWritable = "data_folder_not_writable";

    /// <summary>No space is left on the device.</summary>
    public const string DiskFull = "disk_full";

    /// <summary>The cluster was made by another major version than the binaries at hand.</summary>
    public const string DataVersionMismatch = "data_version_mismatch";

    /// <summary>The cluster was kept outside the data folder and is no longer there.</summary>
    public const string DataMissing = "data_missing";

    /// <summary>The program runs as root and there is no way to run PostgreSQL as somebody else.</summary>
    public const string AccountMissing = "account_missing";

    /// <summary>The database cannot be erased while a process uses it, nor started while a PostgreSQL out of sight runs it.</summary>
    public const string InUse = "in_use";

    /// <summary>PostgreSQL did not start; the message carries its last log lines.</summary>
    public const string StartFailed = "start_failed";
}
