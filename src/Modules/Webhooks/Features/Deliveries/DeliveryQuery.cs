namespace BookedBarber.Webhooks.Features.Deliveries;

/// <summary>Which deliveries are wanted.</summary>
internal sealed record DeliveryQuery(string? State, string? Type, DateTimeOffset? From, DateTimeOffset? To, string? Sort, int? Limit, string? Cursor);
