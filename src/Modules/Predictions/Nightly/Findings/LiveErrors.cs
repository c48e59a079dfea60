using BookedBarber.Predictions.Runs;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Sets forecasts at work against what has come since, unit by unit.</summary>
internal sealed class LiveErrors(IDatabase database)
{
    // The oldest forecast of the last weeks: old enough that many days of it are over. No more of its days can be.
    private const int OldestMade = 45;
    private const int LeastDays = 3;
    private const int DaysKept = 400;

    /// <returns>Units compared.</returns>
    public async Task<int> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var compared = await session.ExecuteAsync(
            """
            insert into predictions.live_error (network_id, node_id, as_of, model_id, made_on, days, error, naive_error, bias, inside)
            select @Network, node_id, @Today - 1, model_id, made_on, count(*), sum(abs(mean - actual)) / sum(actual), sum(abs(naive - actual)) / sum(actual), sum(mean) / sum(actual) - 1,
                   avg(case when actual between p05 and p95 then 1.0 else 0.0 end) filter (where p05 <> 'NaN'::real and mean > 0 and actual > 0)
            from (
                select f.node_id, f.model_id, f.made_on, t.mean, t.p05::float8 as p05, t.p95::float8 as p95, t.naive::float8 as naive, coalesce(d.net_sales, 0)::float8 as actual
                from (
                    select distinct on (node_id, currency) node_id, currency, model_id, made_on, mean[1:@OldestMade] as mean, p05[1:@OldestMade] as p05, p95[1:@OldestMade] as p95, naive[1:@OldestMade] as naive from predictions.revenue
                    where network_id = @Network and not is_trial and made_on between @Today - @OldestMade and @Today - @LeastDays
                    order by node_id, currency, made_on) f
                cross join lateral unnest(f.mean, f.p05, f.p95, f.naive) with ordinality t(mean, p05, p95, naive, step)
                left join measures.v_day d on d.network_id = @Network and d.node_id = f.node_id and d.currency = f.currency and d.day = f.made_on + (t.step - 1)::int
                where f.made_on + (t.step - 1)::int < @Today) c
            group by node_id, model_id, made_on
            having sum(actual) > 0
            on conflict (network_id, node_id, as_of) do update set model_id = excluded.model_id, made_on = excluded.made_on, days = excluded.days, error = excluded.error, naive_error = excluded.naive_error, bias = excluded.bias, inside = excluded.inside
            """,
            new { run.Network, run.Today, OldestMade, LeastDays },
            cancellationToken);
        await session.ExecuteAsync("delete from predictions.live_error where network_id = @Network and as_of < @Oldest", new { run.Network, Oldest = run.Today.AddDays(-DaysKept) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return compared;
    }
}
