using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>Notes of bookings that are over whether the client came, and sums them up.</summary>
internal sealed class NoShowOutcomes(IDatabase database, INetworkTree tree)
{
    // Locations of one statement.
    private const int Together = 200;

    /// <returns>Bookings whose outcome was noted or has changed.</returns>
    public async Task<int> RunAsync(PredictionRun run, DateOnly since, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var noted = 0;
        foreach (var part in tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)], withArchived: true).Select(location => location.Id.Value).Chunk(Together))
        {
            await using (var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken))
            {
                var changed = await NoteAsync(session, run, part, since, cancellationToken);
                noted += changed;
                if (changed > 0)
                {
                    await SumAsync(session, run, part, since, cancellationToken);
                }

                await session.CommitAsync(cancellationToken);
            }

            await run.PauseAsync(cancellationToken);
        }

        return noted;
    }

    private static Task<int> NoteAsync(Session session, PredictionRun run, Guid[] locations, DateOnly since, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            update predictions.no_show n set missed = b.missed
            from (
                select business_day, id, case when status = 'no_show' then true when status in ('completed', 'arrived', 'in_service') then false end as missed from records.v_booking
                where network_id = @Network and location_id = any(@locations) and business_day >= @since and business_day < @Today) b
            where n.network_id = @Network and n.business_day = b.business_day and n.booking_id = b.id and n.missed is distinct from b.missed
            """,
            new { run.Network, locations, since, run.Today },
            cancellationToken);

    private static async Task SumAsync(Session session, PredictionRun run, Guid[] locations, DateOnly since, CancellationToken cancellationToken)
    {
        var parameters = new { run.Network, locations, Kind = OutcomeKind.NoShow.Name, Borders = OutcomeKind.NoShow.Borders.ToArray(), From = OutcomesPart.MonthOf(since), run.Today };
        await session.ExecuteAsync("delete from predictions.outcome where network_id = @Network and kind = @Kind and location_id = any(@locations) and month >= @From", parameters, cancellationToken);
        await session.ExecuteAsync(
            OutcomeSums.Insert("select location_id, date_trunc('month', business_day)::date as month, probability::float8 as p, missed as happened from predictions.no_show where network_id = @Network and location_id = any(@locations) and business_day >= @From and business_day < @Today and missed is not null"),
            parameters,
            cancellationToken);
    }
}
