using System.Collections.Frozen;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The connectors that come with the program: the manifests under <c>connectors/</c>, built in.</summary>
internal static class BuiltInConnectors
{
    private const string Prefix = "connector:";

    /// <summary>Names of all, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInConnectors).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..].TrimEnd('/', '\\'))
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Lazy<FrozenDictionary<string, Manifest>> Manifests = new(() => Names.Select(Load).ToFrozenDictionary(manifest => manifest.Name, StringComparer.Ordinal));

    /// <summary>All, by name.</summary>
    public static FrozenDictionary<string, Manifest> All => Manifests.Value;

    /// <summary>The text of a manifest.</summary>
    public static string Text(string name)
    {
        var assembly = typeof(BuiltInConnectors).Assembly;
        var resource = assembly.GetManifestResourceNames().First(known => known.StartsWith(Prefix, StringComparison.Ordinal) && known[Prefix.Length..].TrimEnd('/', '\\') == name);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static Manifest Load(string name) => ManifestReader.Read(Text(name), out var faults)
        ?? throw new InvalidOperationException($"The built-in connector '{name}' does not read: {faults.FirstOrDefault() ?? new ProfileFault(default, "no reason", null)}");
}
