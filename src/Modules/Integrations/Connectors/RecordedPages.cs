using System.Collections.Frozen;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The recorded examples that come with the connectors: for previews, and for tests.</summary>
internal static class RecordedPages
{
    private const string Prefix = "example:";

    // The names of resources keep the separator of the machine that built them.
    private static readonly FrozenDictionary<string, string> Resources = typeof(RecordedPages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/').Replace("/examples/", "/", StringComparison.Ordinal), StringComparer.Ordinal);

    /// <summary>An example as text, such as <c>square</c>, <c>sales</c>; null: none was recorded.</summary>
    public static string? Find(string vendor, string name)
    {
        if (!Resources.TryGetValue($"{vendor}/{name}", out var resource))
        {
            return null;
        }

        using var reader = new StreamReader(typeof(RecordedPages).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
