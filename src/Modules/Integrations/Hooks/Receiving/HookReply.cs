namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>What a vendor is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">Body in plain text; null: none.</param>
internal readonly record struct HookReply(int Status, string? Text = null);
