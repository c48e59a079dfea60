using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors.Verbs;

/// <summary><c>connector list</c>: the built-in connectors.</summary>
internal sealed class ConnectorListVerb : IOfflineVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Name => "connector list";

    public string Summary => "List the connectors, with what each reads and writes.";

    public string Usage => "Usage: ./run connector list [--json]\n\nVendor, category, authorisation, streams, actions, webhooks and status of every built-in connector.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments is not ([] or ["--json"]))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var entries = BuiltInConnectors.Names.Select(name => CatalogueEntry.Of(BuiltInConnectors.All[name])).ToList();
        if (arguments.Count > 0)
        {
            var rows = entries.Select(entry => new
            {
                entry.Vendor,
                entry.Title,
                entry.Category,
                entry.Auth,
                Streams = entry.Streams.Select(stream => stream.Name),
                Actions = entry.Actions.Select(action => action.Name),
                entry.Webhooks,
                entry.Status,
                Later = entry.Later.Select(reason => reason.Name),
                Cannot = entry.Cannot.Select(reason => reason.Name),
            });
            await output.WriteLineAsync(JsonSerializer.Serialize(rows, Json));
            return 0;
        }

        foreach (var entry in entries)
        {
            await output.WriteLineAsync($"{entry.Vendor,-24}{entry.Category,-16}{entry.Auth,-20}in: {string.Join(", ", entry.Streams.Select(stream => stream.Name))}");
            if (entry.Actions.Count > 0)
            {
                await output.WriteLineAsync($"{string.Empty,-60}out: {string.Join(", ", entry.Actions.Select(action => action.Name))}");
            }
        }

        return 0;
    }
}
