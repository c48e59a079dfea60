using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors.Verbs;

/// <summary><c>connector new</c>: a manifest to begin with.</summary>
internal sealed class ConnectorNewVerb : IOfflineVerb
{
    public string Name => "connector new";

    public string Summary => "Write a manifest to begin a connector with.";

    public string Usage => "Usage: ./run connector new NAME\n\nWrites connectors/NAME/connector.yaml and a recorded example, which lint accepts; change them to what the vendor has.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments is not [var name] || ManifestReader.Read(Manifest(name), out var faults) is null)
        {
            await error.WriteLineAsync(arguments is [var wrong] ? $"'{wrong}' cannot be the name of a connector: use 2 to 40 small letters, digits and dashes, beginning with a letter." : Usage);
            return 2;
        }

        var folder = Path.Combine("connectors", name);
        if (Directory.Exists(folder))
        {
            await error.WriteLineAsync($"There is a folder {folder} already. Choose another name, or change what is there.");
            return 2;
        }

        Directory.CreateDirectory(Path.Combine(folder, "examples"));
        await File.WriteAllTextAsync(Path.Combine(folder, "connector.yaml"), Manifest(name), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "examples", "clients.json"), Example, cancellationToken);
        await output.WriteLineAsync($"Wrote {folder}. Check it with: ./run connector lint {Path.Combine(folder, "connector.yaml")}");
        return 0;
    }

    /// <summary>The manifest that a new connector begins with.</summary>
    internal static string Manifest(string name) =>
        $$"""
        # yaml-language-server: $schema=../../docs/connector.schema.json
        name: {{name}}
        title: {{name}}
        category: crm
        description: Clients come in.
        docs: https://example.com/docs
        level: network
        base: { live: https://api.example.com }
        auth: { kind: api-key, header: "Authorization: Bearer {key}", fields: [{ name: key, title: API key, secret: true }] }
        limits: [{ name: connection, requests: 10, per: 1s, concurrency: 4 }]
        streams:
          clients:
            record: client
            request: GET /v1/customers?updated_since={cursor.from}
            paging: { kind: cursor, param: cursor, from: next, size: { param: limit, value: 100 } }
            items: data
            key: id
            version: updated_at
            cursor: { field: updated_at, overlap: 2m }
            map: { name: name, email: email, phone: phone }
        health: GET /v1/me

        """;

    private const string Example =
        """
        {
          "data": [{ "id": "C1", "name": "Sam Reed", "email": "sam@example.com", "phone": "+15125550100", "updated_at": "2026-03-02T15:04:05Z" }],
          "next": "abc"
        }

        """;
}
