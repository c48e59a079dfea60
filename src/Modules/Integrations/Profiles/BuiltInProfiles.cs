using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Profiles;

/// <summary>The profiles that come with the product, embedded as YAML.</summary>
internal static class BuiltInProfiles
{
    private const string Prefix = "profile:";

    /// <summary>Names of all, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..].Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The YAML of a profile; null when there is none of that name.</summary>
    public static string? Find(string name)
    {
        using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>All, compiled.</summary>
    public static IEnumerable<Profile> All() => Names.Select(name => Compile(Find(name)!));

    private static Profile Compile(string yaml) =>
        ProfileReader.Read(yaml, out var faults) ?? throw new InvalidOperationException($"A built-in profile is broken: {string.Join(' ', faults)}");
}
