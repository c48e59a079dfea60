using System.Globalization;
using System.Text;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Where a secret belongs. Sealed into it as associated data, so that a ciphertext copied to another network, connection or field does not open.</summary>
/// <param name="Network">The network.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Field">What it is, such as <c>tokens</c>.</param>
internal readonly record struct SecretPlace(NetworkId Network, Guid Connection, string Field)
{
    /// <summary>The associated data. Ids have a fixed length, so no two places have the same.</summary>
    public byte[] Bytes(int keyVersion) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"secret|{Network.Value:N}|{Connection:N}|{keyVersion}|{Field}"));
}
