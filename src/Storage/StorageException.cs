namespace BookedBarber.Storage;

/// <summary>The database cannot be used as it is. The message is for the operator; <see cref="Code"/> is stable.</summary>
public sealed class StorageException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Stable code, such as <c>database_too_old</c>.</summary>
    public string Code { get; } = code;
}
