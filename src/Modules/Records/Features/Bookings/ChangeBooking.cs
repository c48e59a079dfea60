using BookedBarber.Network.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>Moves a booking to another status: arrived, in service, completed, cancelled, not come.</summary>
internal sealed class ChangeBooking(IDatabase database, INetworkTree tree, BookingReader reader, TimeProvider clock)
{
    public async Task<Result<BookingItem>> RunAsync(Scope scope, Guid id, BookingPatch patch, HttpRequest request, CancellationToken cancellationToken)
    {
        Faults faults = default;
        faults.Word("status", patch.Status, Words.BookingStatuses, "unknown_status");
        if (faults.Any)
        {
            return Problem.Invalid(faults.ToProblem()!.Fields!);
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (await reader.FindAsync(session, scope, id, cancellationToken) is not { } booking || tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("booking");
        }

        if (Headers.CheckMatch(request, booking.Version) is { } stale)
        {
            return stale;
        }

        // The version in the condition makes the check hold until the write: a second change of the same version finds no row.
        var changed = await session.ExecuteAsync(
            """
            update records.booking set status = @Status, version = version + 1,
                cancelled_on = case when @Status in ('cancelled', 'late_cancelled') then coalesce(cancelled_on, @Today::date) end
            where network_id = @Network and business_day = @BusinessDay and id = @Id and version = @Version
            """,
            new { Network = scope.Network.Value, booking.BusinessDay, Id = id, booking.Version, patch.Status, Today = location.DayAt(clock.GetUtcNow()) },
            cancellationToken);
        if (changed == 0)
        {
            return new Problem("version_mismatch", "Somebody changed this booking at the same moment. Nothing was saved: read it again, then repeat your change.", ProblemKind.Stale);
        }

        var stored = await reader.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored!;
    }
}
