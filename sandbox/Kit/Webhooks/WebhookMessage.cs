using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>What is told, as the receiver will read it. The bytes stay the same over all attempts.</summary>
internal sealed record WebhookMessage(string Id, string AccountId, string Type, byte[] Body, string? ContentType)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values that the signature is made over beside the body, such as form fields.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    public static WebhookMessage Json(string id, string account, string type, JsonNode body) =>
        new(id, account, type, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");

    public static WebhookMessage Form(string id, string account, string type, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        new(id, account, type, System.Text.Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))), "application/x-www-form-urlencoded")
        {
            Fields = fields,
        };
}

/// <summary>One attempt at one delivery.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="First">When the first attempt was.</param>
/// <param name="Forged">The signature is to be wrong.</param>
internal sealed record Attempt(int Number, DateTimeOffset At, DateTimeOffset First, bool Forged);
