using System.Text.RegularExpressions;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The words by which manifests name the members of an enumeration: kebab-case, such as <c>iso-ms</c>.</summary>
internal static partial class ManifestWords<T>
    where T : struct, Enum
{
    /// <summary>Word → member, in the order of the enumeration.</summary>
    public static readonly IReadOnlyDictionary<string, T> All = Enum.GetValues<T>().ToDictionary(ManifestWords.Of, member => member, StringComparer.Ordinal);
}

/// <summary>Words of any enumeration.</summary>
internal static partial class ManifestWords
{
    private static readonly IReadOnlyDictionary<string, string> Own = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(AuthKind.OAuth2Code)] = "oauth2-code",
        [nameof(AuthKind.OAuth1)] = "oauth1",
        [nameof(HookScheme.MutualTls)] = "mtls",
    };

    /// <summary>The word of a member.</summary>
#pragma warning disable CA1308 // words of the language are in small letters
    public static string Of<T>(T member)
        where T : struct, Enum => Own.TryGetValue(member.ToString(), out var own) ? own : Hump().Replace(member.ToString(), "-").ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();
}
