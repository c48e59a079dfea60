using System.Text.Json.Serialization;
using BookedBarber.Records.Features.Wire;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>A recorded booking.</summary>
internal sealed record BookingItem
{
    public Guid Id { get; init; }

    public Guid LocationId { get; init; }

    public DateOnly BusinessDay { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset? StartsAt { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset? EndsAt { get; init; }

    public string Status { get; init; } = string.Empty;

    public Guid? ClientId { get; init; }

    /// <summary>Null without the permission clients.read.</summary>
    public string? ClientName { get; init; }

    public Guid? ServiceId { get; init; }

    public string? ServiceName { get; init; }

    public Guid? StaffId { get; init; }

    public string? StaffName { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset? BookedAt { get; init; }

    public DateOnly? CancelledOn { get; init; }

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset RecordedAt { get; init; }
}
