using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>Another system that a network writes its records on to, by a connector of its own.</summary>
internal sealed class Onward
{
    public const string Connector = "onward";

    public const string Action = "save";

    private readonly ConcurrentQueue<string> _keys = new();

    /// <summary>Keys under which it has taken records, in their order.</summary>
    public IReadOnlyCollection<string> Keys => _keys;

    /// <summary>The connector, for records of a type.</summary>
    public static string Manifest(string record) =>
        $$"""
        name: {{Connector}}
        title: Onward
        category: generic
        description: Takes what is written to it.
        docs: https://onward.example/docs
        level: network
        base: { live: https://onward.example }
        auth: { kind: none }
        actions:
          {{Action}}: { record: {{record}}, request: POST /records, body: { key: "{record.key}" }, idempotency: { header: Idempotency-Key }, returns: key }
        health: GET /records
        """;

    public void Map(WebApplication door) => door.MapPost("/records", () =>
    {
        lock (_keys)
        {
            _keys.Enqueue($"onward-{(_keys.Count + 1).ToString(CultureInfo.InvariantCulture)}");
            return Results.Text($$"""{"key":"{{_keys.Last()}}"}""", "application/json");
        }
    });
}
