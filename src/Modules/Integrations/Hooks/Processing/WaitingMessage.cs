using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>A message that waits to be worked out.</summary>
internal sealed record WaitingMessage(Guid NetworkId, Guid ConnectionId, Guid Id, long Number, string Method, string Url, string Headers, byte[] Body, int Attempts, DateTimeOffset ReceivedAt)
{
    public HookRequest ToRequest() =>
        new(Method, new Uri(Url), new Dictionary<string, string>(StorageJson.Deserialize<Dictionary<string, string>>(Headers), StringComparer.OrdinalIgnoreCase), Body);
}
