using System.Text;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The table of systems in the documents, made of the manifests, so that it says what is so.</summary>
internal static class IntegrationsDocument
{
    /// <summary>docs/integrations.md.</summary>
    public static string Write()
    {
        var text = new StringBuilder("# Systems that can be connected\n\nMade from the manifests under `connectors/`; a test holds it up to date. *Not yet* is what the vendor offers and we do not use; *not offered* is what the vendor does not have.\n");
        foreach (var category in ConnectorCategories.All)
        {
            var entries = BuiltInConnectors.Names.Select(name => CatalogueEntry.Of(BuiltInConnectors.All[name])).Where(entry => entry.Category == category).ToList();
            if (entries.Count == 0)
            {
                continue;
            }

            text.Append($"\n## {char.ToUpperInvariant(category[0])}{category[1..].Replace('-', ' ')}\n\n| System | Authorisation | Comes in | Goes out | By webhook | Not yet | Not offered |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var entry in entries)
            {
                var manifest = BuiltInConnectors.All[entry.Vendor];
                var told = manifest.Webhooks?.Events.Select(one => one.Stream).Where(stream => stream.Length > 0).Distinct() ?? [];
                text.Append($"| [{entry.Title}]({Link(entry.Docs)}) | {entry.Auth} | {Words(entry.Streams.Select(stream => stream.Name))} | {Words(entry.Actions.Select(action => action.Name))} | {Words(told)} | {Reasons(entry.Later)} | {Reasons(entry.Cannot)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Link(string docs) => docs.StartsWith("docs/", StringComparison.Ordinal) ? docs["docs/".Length..] : docs;

    private static string Words(IEnumerable<string> names)
    {
        var list = names.Select(name => name.Replace('_', ' ')).ToList();
        return list.Count == 0 ? "—" : string.Join(", ", list);
    }

    private static string Reasons(IReadOnlyList<CatalogueReason> reasons) => reasons.Count == 0 ? "—" : string.Join("; ", reasons.Select(reason => $"{reason.Name.Replace('_', ' ')}: {reason.Reason}"));
}
