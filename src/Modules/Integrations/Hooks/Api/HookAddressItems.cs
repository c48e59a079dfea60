using System.ComponentModel;
using BookedBarber.Integrations.Hooks.Registering;

namespace BookedBarber.Integrations.Hooks.Api;

/// <summary>Where a vendor sends its messages.</summary>
internal sealed record HookAddress(
    string Address,
    [property: Description("registered, not_registered, by_hand, failed or removed.")] string State,
    [property: Description("What a person does at the vendor; null: nothing.")] string? ByHand,
    [property: Description("Who has the secret first: house (it is made here and shown once), vendor (a person enters what the vendor shows) or nobody (there is nothing to enter).")] SecretBearer SecretFrom,
    [property: Description("Whether messages can be proved: without a secret all of them are turned away.")] bool HasSecret,
    [property: Description("What the vendor asks to be shown.")] string? Challenge,
    string? Code, string? Detail, DateTimeOffset? RegisteredAt, DateTimeOffset? RenewAt);

/// <summary>A secret to check messages with.</summary>
internal sealed record HookSecretRequest(
    [property: Description("As the vendor shows it; null: one is made, where the connector lets us choose.")] string? Secret,
    [property: Description("Hours for which the one before stays good, 0 to 168; 24 by default.")] int? OverlapHours)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => "(hook secret)";
}

/// <summary>What became of a secret.</summary>
internal sealed record KeptHookSecret(
    [property: Description("The one that was made; it is never shown again. Null: it was entered.")] string? Secret,
    [property: Description("Until when the one before is good as well; null: there is none.")] DateTimeOffset? PreviousUntil)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => "(hook secret)";
}
