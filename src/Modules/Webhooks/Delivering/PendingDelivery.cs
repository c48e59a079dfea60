namespace BookedBarber.Webhooks.Delivering;

/// <summary>A delivery that is due and that nothing of the same entity is in front of.</summary>
/// <param name="Attempts">Attempts made so far.</param>
internal sealed record PendingDelivery(Guid EventId, long Seq, Guid EntityId, string Type, int Attempts, byte[] Payload);
