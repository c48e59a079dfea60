using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>Records a booking, once for each idempotency key.</summary>
internal sealed class RecordBooking(IDatabase database, INetworkTree tree, IRecordWriter writer, BookingReader reader, TimeProvider clock)
{
    private const string Source = "api";

    /// <returns>The stored booking and whether it is new.</returns>
    public async Task<Result<(BookingItem Booking, bool IsNew)>> RunAsync(Scope scope, string key, BookingBody body, CancellationToken cancellationToken)
    {
        var read = body.Read(key);
        if (!read.Succeeded)
        {
            return read.Problem;
        }

        var booking = read.Value;
        if (scope.StaffId is { } chair)
        {
            var own = chair.ToString();
            if (booking.StaffKey is { } other && !string.Equals(other, own, StringComparison.OrdinalIgnoreCase))
            {
                return Problem.Forbidden("record bookings for another chair");
            }

            booking = booking with { StaffKey = own };
        }

        if (tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("location");
        }

        await using var session = await database.WriteAsync(scope, Source, cancellationToken);
        var outcomes = await writer.WriteAsync(session, Source, [new LocatedRecord<BookingRecord>(location, booking)], OnConflict.Refuse, cancellationToken);
        var (state, id, problem) = outcomes[0];
        if (problem is not null)
        {
            return problem.ForRequest();
        }

        if (state == WriteState.Created && booking.BookedAt is null)
        {
            await StampAsync(session, scope, id, cancellationToken);
        }

        var stored = await reader.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored is null ? Problem.NotFound("booking") : (stored, state == WriteState.Created);
    }

    /// <summary>A booking made here without a time was made now. Not part of its content: the same request sent again is the same booking.</summary>
    private Task StampAsync(Session session, Scope scope, Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            update records.booking set booked_at = @Now
            where network_id = @Network and id = @Id and business_day = (select k.business_day from records.booking_key k where k.network_id = @Network and k.id = @Id)
            """,
            new { Network = scope.Network.Value, Id = id, Now = clock.GetUtcNow() },
            cancellationToken);
}
