using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Names of the secrets in the vault, and the form of what a person typed.</summary>
internal static class SecretFields
{
    /// <summary>Access and refresh token.</summary>
    public const string Tokens = "tokens";

    /// <summary>What a person typed: keys, passwords, an app of their own.</summary>
    public const string Typed = "typed";

    /// <summary>What webhooks are verified with.</summary>
    public const string Hook = "hook";

    /// <summary>The one before, while its overlap lasts.</summary>
    public const string HookBefore = "hook.before";

    public static Secret Pack(IReadOnlyDictionary<string, Secret> typed) => new(StorageJson.Serialize(typed.ToDictionary(field => field.Key, field => field.Value.Reveal(), StringComparer.Ordinal)));

    public static IReadOnlyDictionary<string, Secret> Unpack(Secret? packed) =>
        packed is null
            ? new Dictionary<string, Secret>()
            : StorageJson.Deserialize<Dictionary<string, string>>(packed.Reveal()).ToDictionary(field => field.Key, field => new Secret(field.Value), StringComparer.Ordinal);
}
