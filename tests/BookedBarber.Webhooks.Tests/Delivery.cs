using System.Text.Json;

namespace BookedBarber.Webhooks.Tests;

/// <summary>A request that a <see cref="Receiver"/> got.</summary>
internal sealed record Delivery(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public long Timestamp => long.Parse(Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Signatures => Headers["webhook-signature"].Split(' ');

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    public Guid EntityId => Data.GetProperty("id").GetGuid();
}
