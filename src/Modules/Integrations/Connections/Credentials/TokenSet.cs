using System.Text.Json;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Tokens of a connection. Kept as one secret, so that an access token never stands beside a refresh token of another generation.</summary>
internal sealed class TokenSet(string? access, string? refresh)
{
    /// <summary>Access token, or a session's token; null for schemes without.</summary>
    public Secret? Access { get; } = access is null ? null : new Secret(access);

    /// <summary>Refresh token; null where there is none.</summary>
    public Secret? Refresh { get; } = refresh is null ? null : new Secret(refresh);

    /// <summary>For the vault.</summary>
    public Secret ToSecret() => new(StorageJson.Serialize(new Stored(Access?.Reveal(), Refresh?.Reveal())));

    /// <summary>From the vault.</summary>
    /// <exception cref="JsonException">The secret is something else.</exception>
    public static TokenSet From(Secret secret)
    {
        var stored = StorageJson.Deserialize<Stored>(secret.Reveal());
        return new TokenSet(stored.Access, stored.Refresh);
    }

    public override string ToString() => "(tokens)";

    private sealed record Stored(string? Access, string? Refresh)
    {
        public override string ToString() => "(tokens)";
    }
}
