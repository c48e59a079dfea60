using BookedBarber.Webhooks.Signing;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Where deliveries go and how they are signed.</summary>
/// <param name="Keys">The key in force first, then the one before it while it still signs.</param>
/// <param name="Failures">Failed attempts in a row so far.</param>
internal sealed record Target(Guid Network, Guid Endpoint, Uri Url, bool TakesAllFields, IReadOnlyList<SigningKey> Keys, int Failures);
