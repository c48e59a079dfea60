using BookedBarber.Predictions.Nightly.Clients;
using BookedBarber.Predictions.Runs;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>Keeps what is told of some clients once a month, notes after the days it was told for whether they came, and sums them up.</summary>
internal sealed class ClientOutcomes(IDatabase database)
{
    /// <summary>Clients of a network whose outlook is kept each month; enough to tell a deviation of three in a hundred from chance.</summary>
    public const int MostKept = 2000;

    private const int DaysKept = 400;

    /// <returns>Clients whose outlook was kept for later, and clients whose outcome was noted or has changed.</returns>
    public async Task<(int Told, int Over)> RunAsync(PredictionRun run, DateOnly since, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await ForgetAsync(session, run, cancellationToken);
        var told = await KeepAsync(session, run, cancellationToken);
        var over = await NoteAsync(session, run, since, cancellationToken);
        if (over > 0)
        {
            await SumAsync(session, run, since, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return (told, over);
    }

    // A client whose earlier visits are nowhere was one with another, or is to be forgotten: that nobody came under this id says nothing.
    private static Task ForgetAsync(Session session, PredictionRun run, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            delete from predictions.client_sample s
            where s.network_id = @Network and (s.as_of < @Oldest or (s.stayed_away is null and not exists (
                select from records.v_client_sale v where v.network_id = @Network and v.client_id = s.client_id and v.business_day <= s.as_of)))
            """,
            new { run.Network, Oldest = run.Today.AddDays(-DaysKept) },
            cancellationToken);

    // Ids are given in the order in which clients came first, so a stretch of them would be all old or all new ones: their hashes with the month are drawn, which anybody can do again.
    private static Task<int> KeepAsync(Session session, PredictionRun run, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            insert into predictions.client_sample (network_id, month, client_id, location_id, as_of, until, model_id, p_no_visit)
            select network_id, @Month, client_id, location_id, as_of, as_of + @Ahead, model_id, p_no_visit from predictions.client_outlook
            where network_id = @Network and as_of >= @Month - 1 and not exists (select from predictions.client_sample s where s.network_id = @Network and s.month = @Month)
            order by md5(client_id::text || @Month::text), client_id limit @MostKept
            """,
            new { run.Network, Month = OutcomesPart.MonthOf(run.Today), ClientTrial.Ahead, MostKept },
            cancellationToken);

    private static Task<int> NoteAsync(Session session, PredictionRun run, DateOnly since, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            update predictions.client_sample c set stayed_away = o.stayed_away
            from (
                select s.month, s.client_id, not exists (
                    select from records.v_client_sale v where v.network_id = @Network and v.client_id = s.client_id and v.is_visit and v.business_day > s.as_of and v.business_day <= s.until) as stayed_away
                from predictions.client_sample s
                where s.network_id = @Network and s.until >= @since and s.until < @Today) o
            where c.network_id = @Network and c.month = o.month and c.client_id = o.client_id and c.stayed_away is distinct from o.stayed_away
            """,
            new { run.Network, since, run.Today },
            cancellationToken);

    private static async Task SumAsync(Session session, PredictionRun run, DateOnly since, CancellationToken cancellationToken)
    {
        var parameters = new { run.Network, Kind = OutcomeKind.Clients.Name, Borders = OutcomeKind.Clients.Borders.ToArray(), From = OutcomesPart.MonthOf(since.AddDays(-ClientTrial.Ahead)) };
        await session.ExecuteAsync("delete from predictions.outcome where network_id = @Network and kind = @Kind and month >= @From", parameters, cancellationToken);
        await session.ExecuteAsync(
            OutcomeSums.Insert("select location_id, month, p_no_visit::float8 as p, stayed_away as happened from predictions.client_sample where network_id = @Network and month >= @From and stayed_away is not null"), parameters, cancellationToken);
    }
}
