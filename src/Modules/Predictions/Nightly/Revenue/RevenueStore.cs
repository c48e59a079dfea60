using BookedBarber.Shared;
using BookedBarber.Storage;
using NpgsqlTypes;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>Stores forecasts in bulk and forgets old ones.</summary>
internal sealed class RevenueStore(IDatabase database, TimeProvider clock)
{
    // Every night's forecast of the last fortnight is kept, and of each month the first one, for as long as it can be compared with what came.
    private const int NightsKept = 14;
    private const int DaysKept = 400;

    /// <summary>Writes forecasts in the session's transaction; the same node, day and sort again replaces.</summary>
    public async Task WriteAsync(Session session, NetworkId network, Guid run, IEnumerable<NodeForecast> forecasts, CancellationToken cancellationToken)
    {
        // COPY does not work where row-level security holds, so rows come by way of a table of this transaction's own.
        await session.ExecuteAsync("create temp table if not exists revenue_staging (like predictions.revenue) on commit delete rows", null, cancellationToken);
        await using (var copy = await session.Connection.BeginBinaryImportAsync(
            """
            copy revenue_staging (network_id, node_id, currency, made_on, is_trial, id, run_id, model_id, known_from, known_days, mean, p05, p50, p95, naive, months, month_p05, month_p50, month_p95, total_p05, total_p50, total_p95, span_p05, span_p50, span_p95)
            from stdin (format binary)
            """,
            cancellationToken))
        {
            foreach (var one in forecasts)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(network.Value, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(one.Node, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(one.Currency, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(one.MadeOn, NpgsqlDbType.Date, cancellationToken);
                await copy.WriteAsync(one.IsTrial, NpgsqlDbType.Boolean, cancellationToken);
                await copy.WriteAsync(Guid.CreateVersion7(clock.GetUtcNow()), NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(run, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(one.Model, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(one.KnownFrom, NpgsqlDbType.Date, cancellationToken);
                await copy.WriteAsync(one.KnownDays, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(one.Mean, NpgsqlDbType.Array | NpgsqlDbType.Double, cancellationToken);
                foreach (var values in one.Days.Append(one.Naive))
                {
                    await copy.WriteAsync(values, NpgsqlDbType.Array | NpgsqlDbType.Real, cancellationToken);
                }

                await copy.WriteAsync(one.Months, NpgsqlDbType.Array | NpgsqlDbType.Date, cancellationToken);
                foreach (var values in one.MonthRanges)
                {
                    await copy.WriteAsync(values, NpgsqlDbType.Array | NpgsqlDbType.Real, cancellationToken);
                }

                foreach (var value in one.TotalRange)
                {
                    await copy.WriteAsync(value, NpgsqlDbType.Double, cancellationToken);
                }

                foreach (var values in one.SpanRanges)
                {
                    await copy.WriteAsync(values, NpgsqlDbType.Array | NpgsqlDbType.Real, cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await session.ExecuteAsync(
            """
            delete from predictions.revenue r using revenue_staging s
            where r.network_id = s.network_id and r.node_id = s.node_id and r.currency = s.currency and r.is_trial = s.is_trial and r.made_on = s.made_on
            """,
            null,
            cancellationToken);
        await session.ExecuteAsync("insert into predictions.revenue select * from revenue_staging", null, cancellationToken);
        await session.ExecuteAsync("delete from revenue_staging", null, cancellationToken);
    }

    /// <summary>Removes forecasts that nothing will be compared with any more.</summary>
    public async Task ForgetAsync(NetworkId network, DateOnly today, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(network), "predictions", cancellationToken);
        await session.ExecuteAsync(
            """
            delete from predictions.revenue r
            where network_id = @network and not is_trial and made_on < @Nights
              and (made_on < @Oldest or exists (
                  select from predictions.revenue e
                  where e.network_id = @network and e.node_id = r.node_id and e.currency = r.currency and not e.is_trial
                    and e.made_on < r.made_on and date_trunc('month', e.made_on) = date_trunc('month', r.made_on)))
            """,
            new { network, Nights = today.AddDays(-NightsKept), Oldest = today.AddDays(-DaysKept) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
