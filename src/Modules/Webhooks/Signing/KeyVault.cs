using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Webhooks.Signing;

/// <summary>Encrypts signing keys for the database with the platform's key ring, which all nodes share.</summary>
internal sealed class KeyVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("BookedBarber.Webhooks.SigningKey.v1");

    public string Lock(SigningKey key) => _protector.Protect(key.Text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Encrypted with another key ring.</exception>
    [return: NotNullIfNotNull(nameof(stored))]
    public SigningKey? Open(string? stored) => stored is null ? null : SigningKey.Of(_protector.Unprotect(stored));
}
