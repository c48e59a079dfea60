namespace BookedBarber.Integrations.Connectors;

/// <summary>How items come to a connector that calls nobody.</summary>
/// <param name="Files">Formats of files that are taken, by upload or from a folder: csv, json. Empty: none.</param>
/// <param name="Hooks">Whether items are posted to <c>/hooks/VENDOR/CONNECTION</c>.</param>
/// <param name="Profile">Whether the user chooses an import profile; false: the manifest's streams say what comes.</param>
internal sealed record InboxShape(IReadOnlyList<string> Files, bool Hooks, bool Profile);
