using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>What every part of a manifest's reader needs: where faults go, how templates are compiled, and which names exist.</summary>
internal sealed class ManifestScope(ProfileFaults faults, IReadOnlyDictionary<string, Lookup> lookups)
{
    public ProfileFaults Faults => faults;

    /// <summary>Names that every template may use: settings, fields and the account.</summary>
    public SortedSet<string> Settings { get; } = new(StringComparer.Ordinal) { "account" };

    /// <summary>Names of hosts.</summary>
    public SortedSet<string> Hosts { get; } = new(StringComparer.Ordinal);

    /// <summary>Encoding of bodies that do not say theirs.</summary>
    public BodyEncoding Encoding { get; set; }

    /// <summary>Compiles a template, and tells places that nothing fills.</summary>
    /// <param name="text">The template.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="known">What it may use besides the settings: whole paths, or beginnings that end with a point.</param>
    public Template? Template(string text, Place at, IReadOnlyCollection<string> known)
    {
        var template = new TemplateParser(lookups, faults).Parse(text, at);
        foreach (var path in template?.Paths ?? [])
        {
            if (!Settings.Contains(path.Text) && !known.Any(name => name.EndsWith('.') ? path.Text.StartsWith(name, StringComparison.Ordinal) : path.Text == name))
            {
                faults.Add(at, $"Nothing fills '{{{path.Text}}}' here.", ProfileFaults.Suggest(path.Text, [.. known, .. Settings]));
            }
        }

        return template;
    }
}
