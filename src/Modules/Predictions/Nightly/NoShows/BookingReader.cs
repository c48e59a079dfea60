using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.NoShows;

/// <summary>A booking as far as attendance is concerned.</summary>
internal sealed record BookingFacts
{
    public Guid Id { get; init; }

    public Guid LocationId { get; init; }

    public DateOnly BusinessDay { get; init; }

    public Guid? ClientId { get; init; }

    public Guid? StaffId { get; init; }

    public string? ServiceName { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? BookedAt { get; init; }

    public string Status { get; init; } = string.Empty;

    /// <summary>Null while it is to come.</summary>
    public bool? Missed => Status switch { "no_show" => true, "completed" or "arrived" or "in_service" => false, _ => null };
}

/// <summary>Reads bookings whose outcome is known, and those to come.</summary>
internal sealed class BookingReader(IDatabase database)
{
    /// <summary>Bookings of some locations between two days that were kept, missed or are still to come, by day. At most so many, the latest.</summary>
    public async Task<IReadOnlyList<BookingFacts>> ReadAsync(NetworkId network, IReadOnlyList<Guid> locations, DateOnly from, DateOnly to, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryAsync<BookingFacts>(
            """
            select id, location_id, business_day, client_id, staff_id, service_name, starts_at, booked_at, status from records.v_booking
            where network_id = @network and location_id = any(@Locations) and business_day between @from and @to
              and status in ('no_show', 'completed', 'arrived', 'in_service', 'confirmed', 'requested')
            order by business_day desc, id desc limit @most
            """,
            new { network, Locations = locations.ToArray(), from, to, most },
            cancellationToken);
        return [.. rows.Reverse()];
    }
}
