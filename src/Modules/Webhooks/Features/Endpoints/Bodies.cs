namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>A webhook to be made.</summary>
/// <param name="Url">Where events are posted: https, without user name and fragment.</param>
/// <param name="Types">Event types: exact, <c>sale.*</c> or <c>*</c>.</param>
/// <param name="NodeId">Whose events: a unit of the tree with all that lies below it. Default: where the caller may manage integrations, the whole network at most.</param>
/// <param name="Scheme"><c>v1</c> (default) or <c>v1a</c>.</param>
/// <param name="Fields"><c>ids</c> (default) or <c>full</c>, which needs <c>clients.read</c>.</param>
/// <param name="Description">For people, at most 500 characters.</param>
internal sealed record NewWebhook(string? Url, IReadOnlyList<string?>? Types, Guid? NodeId, string? Scheme, string? Fields, string? Description);

/// <summary>What to change; null leaves a value.</summary>
/// <param name="Description">An empty one takes it away.</param>
internal sealed record WebhookChange(string? Url, IReadOnlyList<string?>? Types, string? Fields, string? Description);

/// <summary>A webhook that was made.</summary>
/// <param name="Secret">What the receiver verifies signatures with: the shared secret (<c>whsec_…</c>), shown in this answer only, or for <c>v1a</c> the public key (<c>whpk_…</c>).</param>
/// <param name="PublicKey">For <c>v1a</c> the public key again; else null.</param>
internal sealed record WebhookMade(Guid Id, string Secret, string? PublicKey, WebhookItem Webhook);

/// <summary>How to rotate.</summary>
/// <param name="OverlapHours">For how long deliveries are signed with the old key as well, 0 to 168. Default 24.</param>
internal sealed record Rotation(int? OverlapHours);

/// <summary>A rotated key.</summary>
/// <param name="Secret">As in the answer that made the webhook; shown once.</param>
/// <param name="PreviousUntil">Until when deliveries carry a signature of the old key as well; null: they no longer do.</param>
internal sealed record Rotated(Guid Id, string Secret, string? PublicKey, DateTimeOffset? PreviousUntil);

/// <summary>What a test delivery met.</summary>
/// <param name="EventId">Its <c>webhook-id</c>.</param>
/// <param name="Delivered">Whether the endpoint accepted it (2xx).</param>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="LatencyMs">Milliseconds to the answer's head, or to giving up.</param>
/// <param name="Cause">Why it failed: <c>timeout</c>, <c>dns</c>, <c>connection</c>, <c>tls</c>, <c>address_refused</c>, <c>redirect</c>, <c>client_error</c>, <c>server_error</c>, <c>throttled</c> or <c>gone</c>.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="ResponseExcerpt">Beginning of the answer, at most 1 KB, without what looks like a secret.</param>
internal sealed record TestResult(string EventId, bool Delivered, int? Status, int LatencyMs, string? Cause, string? Detail, string? ResponseExcerpt);
