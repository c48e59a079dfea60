using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Predictions.Runs;

/// <summary>
/// Starts runs: each network's in its own night; and once the node is idle, so that a server which has just started has its hands free, the first one as soon as there is something to go by, one more when older history has come in,
/// and one that a night was missed for. Every node looks; a run that waits or works is not started twice.
/// </summary>
internal sealed partial class RunScheduler(IDatabase database, INetworkTree tree, DayReader days, RunStore runs, IEnumerable<IPredictionPart> parts, NodeTraffic traffic, TimeProvider clock, ILogger<RunScheduler> logger) : BackgroundService
{
    private const int NightFrom = 2;
    private const int NightTo = 6;

    // Before eight weeks are known nothing is tried, and what is said of less would change with every day.
    private const int LeastHistory = 56;
    private const int MuchMore = 28;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    // A server that was off at night makes up for it by day.
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(26);

    private readonly Dictionary<NetworkId, DateOnly> _firstDays = [];

    /// <summary>Looks at every network once; how many runs were started or kept going.</summary>
    internal async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var states = await StatesAsync(cancellationToken);
        var started = 0;
        foreach (var network in tree.Networks.Where(network => network.Status == "active"))
        {
            var state = states.GetValueOrDefault(network.Id.Value) ?? new State();
            if (await DueAsync(network.Id, state, cancellationToken) is { } reason)
            {
                await runs.StartAsync(network.Id, reason, Today(network.Id), [.. parts.Select(part => part.Name)], Caller.System, cancellationToken);
                started++;
            }
        }

        return started;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(BetweenLooks, clock, LookAsync, fault => Log.Failed(logger, fault), stoppingToken);

    private async Task<string?> DueAsync(NetworkId network, State state, CancellationToken cancellationToken)
    {
        if (state.IsOpen)
        {
            return state.HasJob ? null : "asked"; // its job is gone: the run is taken up again as it is
        }

        var now = clock.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, Zone(network));
        var isNight = local.Hour is >= NightFrom and < NightTo;
        if (!isNight && !traffic.IsIdle)
        {
            return null;
        }

        if (state.NewestAt is { } newest && ((isNight && TimeZoneInfo.ConvertTime(newest, Zone(network)).Date < local.Date) || now - newest > TooOld))
        {
            return "night";
        }

        // Older history comes in newest first, and each day of it would be learnt from anew: better once, when it is all there.
        if (state.IsLoading || await days.ExtentAsync(network, Today(network), cancellationToken) is not { } extent)
        {
            return null;
        }

        if (state.NewestAt is null)
        {
            return extent.Last.DayNumber - extent.First.DayNumber + 1 >= LeastHistory ? "first" : null;
        }

        var before = _firstDays.TryGetValue(network, out var first) ? first : state.WindowFrom ?? extent.First;
        _firstDays[network] = extent.First < before ? extent.First : before;
        return extent.First < before.AddDays(-MuchMore) ? "more_history" : null;
    }

    private async Task<Dictionary<Guid, State>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("predictions", cancellationToken);
        return (await session.QueryAsync<State>(
            """
            select n.network_id,
                   (select max(r.created_at) from predictions.run r where r.network_id = n.network_id) as newest_at,
                   exists (select from predictions.run r where r.network_id = n.network_id and r.state in ('queued', 'running')) as is_open,
                   exists (select from jobs.job j where j.network_id = n.network_id and j.kind = @Runs and j.state in ('queued', 'running')) as has_job,
                   exists (select from jobs.job j where j.network_id = n.network_id and j.kind in ('operations.demo-history', 'integrations.import', 'integrations.backfill') and j.state in ('queued', 'running')) as is_loading,
                   (select min(m.window_from) from predictions.model m where m.network_id = n.network_id and m.kind = 'revenue') as window_from
            from unnest(@Networks::uuid[]) n(network_id)
            """,
            new { Runs = RunStore.JobKind, Networks = tree.Networks.Select(network => network.Id.Value).ToArray() },
            cancellationToken)).ToDictionary(state => state.NetworkId);
    }

    private TimeZoneInfo Zone(NetworkId network) => tree.Find(NodeId.Root(network))?.Zone ?? TimeZoneInfo.Utc;

    private DateOnly Today(NetworkId network) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone(network)).DateTime);

    private sealed record State
    {
        public Guid NetworkId { get; init; }

        public DateTimeOffset? NewestAt { get; init; }

        public bool IsOpen { get; init; }

        public bool HasJob { get; init; }

        public bool IsLoading { get; init; }

        public DateOnly? WindowFrom { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(7511, LogLevel.Warning, "Whether predictions are due could not be told; looking again in half a minute.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
