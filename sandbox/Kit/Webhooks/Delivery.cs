namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>A delivery and what became of it, as the list of deliveries shows it.</summary>
internal sealed class Delivery(WebhookMessage message, Subscription subscription, DateTimeOffset first)
{
    public WebhookMessage Message { get; } = message;

    public Subscription Subscription { get; } = subscription;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Due { get; set; } = first;

    public int Attempts { get; set; }

    public int? Status { get; set; }

    /// <summary>waiting, delivered, dropped or given_up.</summary>
    public string Outcome { get; set; } = "waiting";

    public bool Forged { get; init; }

    public bool Truncated { get; init; }

    public object Row => new { id = Message.Id, type = Message.Type, url = Subscription.Url, outcome = Outcome, status = Status, attempts = Attempts, first = First, forged = Forged, truncated = Truncated };
}
