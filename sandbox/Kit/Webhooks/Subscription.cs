using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>An address that wants to be told.</summary>
/// <param name="Id">The vendor's id of it.</param>
/// <param name="Url">Where to, byte for byte as it was given: some vendors sign it.</param>
/// <param name="Secret">What its deliveries are signed with.</param>
/// <param name="Types">Event types wanted; empty for all.</param>
/// <param name="AccountId">Only this account's events; null for all accounts.</param>
/// <param name="Extra">What the vendor keeps beside, such as a channel's token.</param>
internal sealed record Subscription(string Id, string Url, string Secret, IReadOnlyList<string> Types, string? AccountId, JsonObject Extra)
{
    public bool Wants(string account, string type) => (AccountId is null || AccountId == account) && (Types.Count == 0 || Types.Contains(type, StringComparer.Ordinal));
}
