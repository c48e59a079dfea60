namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Secrets cannot be opened or sealed as this node is set up. The message is for the operator; <see cref="Code"/> is stable.</summary>
internal sealed class VaultException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Stable code: <c>master_key_missing</c>, <c>master_key_unreadable</c> or <c>secret_unreadable</c>.</summary>
    public string Code { get; } = code;
}
