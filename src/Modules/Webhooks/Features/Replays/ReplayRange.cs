using BookedBarber.Shared;

namespace BookedBarber.Webhooks.Features.Replays;

/// <summary>What is to be replayed.</summary>
/// <param name="Types">Of the types that the webhook takes only these; empty: all.</param>
internal sealed record ReplayRange(NetworkId Network, Guid Webhook, DateTimeOffset From, DateTimeOffset To, string[] Types);
