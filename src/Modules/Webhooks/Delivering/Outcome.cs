namespace BookedBarber.Webhooks.Delivering;

/// <summary>What became of one attempt, to be made durable.</summary>
/// <param name="NextAt">When it is tried again; null: it is delivered, or given up.</param>
/// <param name="IsHeld">The endpoint is gone: the delivery stays in line as it was, for when somebody resumes the endpoint.</param>
internal sealed record Outcome(Guid Network, Guid Endpoint, PendingDelivery Delivery, Answer Answer, DateTimeOffset At, DateTimeOffset? NextAt, bool IsHeld)
{
    public string State => Answer.Accepted ? "delivered" : NextAt is null ? "dead" : "pending";

    public bool IsRetry => Delivery.Attempts > 0;
}
