using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Connections;

/// <summary>
/// Notices use of credentials that is out of the ordinary: far more calls in an hour than in the week before, or renewals one after another. It is told in the feed, once an hour for each
/// kind; with <c>Integrations:UnusualUse</c> set to <c>suspend</c> the connection is paused as well.
/// </summary>
internal sealed partial class UnusualUse(IDatabase database, IConfiguration configuration, TimeProvider clock, ILogger<UnusualUse> logger)
{
    /// <summary>Fewer calls in an hour than this are never unusual.</summary>
    public const long FewCalls = 1000;

    /// <summary>So many times the usual is unusual.</summary>
    public const long Times = 5;

    /// <summary>So many renewals in an hour are a storm: the shortest tokens known live five minutes.</summary>
    public const long Renewals = 20;

    /// <summary>Hours of calls before anything is called usual.</summary>
    private const int HoursKnown = 24;

    /// <summary>Class under which renewals are counted beside calls.</summary>
    public const string RenewalClass = "renewal";

    /// <summary>Looks at the current hour.</summary>
    /// <returns>How many findings are new.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        await using var session = await database.SystemAsync("credentials", cancellationToken);
        var found = await session.QueryAsync<Finding>(
            """
            with week as (
                select network_id, connection_id,
                       coalesce(sum(calls) filter (where hour = @hour and class <> @RenewalClass), 0)::bigint as seen,
                       coalesce(sum(calls) filter (where hour < @hour and class <> @RenewalClass), 0)::bigint as before,
                       count(distinct hour) filter (where hour < @hour and class <> @RenewalClass) as hours,
                       coalesce(sum(calls) filter (where hour = @hour and class = @RenewalClass), 0)::bigint as renewals
                from integrations.call_usage where hour > @hour - interval '7 days' and hour <= @hour group by network_id, connection_id
            ), odd as (
                select network_id, connection_id, 'sudden_volume' as kind, seen, before / hours as usual from week where hours >= @HoursKnown and seen > @FewCalls and seen > @Times * (before / hours)
                union all
                select network_id, connection_id, 'refresh_storm', renewals, 1 from week where renewals >= @Renewals
            )
            insert into integrations.unusual_use (network_id, connection_id, hour, kind, seen, usual, found_at)
            select network_id, connection_id, @hour, kind, seen, usual, @now from odd
            on conflict do nothing
            returning network_id, connection_id, kind, seen, usual
            """,
            new { hour, now, RenewalClass, HoursKnown, FewCalls, Times, Renewals },
            cancellationToken);
        var suspends = configuration["Integrations:UnusualUse"] == "suspend";
        foreach (var finding in found)
        {
            Log.Found(logger, finding.ConnectionId, finding.Kind, finding.Seen, finding.Usual);
            await session.RecordActionAsync(finding.NetworkId, "connection.unusual_use", finding.ConnectionId, new { finding.Kind, finding.Seen, finding.Usual, Suspended = suspends }, cancellationToken);
            if (suspends)
            {
                await SuspendAsync(session, finding, cancellationToken);
            }
        }

        await session.CommitAsync(cancellationToken);
        return found.Count;
    }

    private async Task SuspendAsync(Session session, Finding finding, CancellationToken cancellationToken) => await session.ExecuteAsync(
        """
        update integrations.connection set state = 'paused', trouble_kind = @Kind, trouble_code = 'unusual_use', trouble_detail = @Detail, version = version + 1, updated_at = @Now
        where network_id = @NetworkId and id = @ConnectionId and state in ('active', 'failing')
        """,
        new
        {
            finding.NetworkId,
            finding.ConnectionId,
            Kind = WireNames<ConnectionTroubleKind>.Of(ConnectionTroubleKind.Failing),
            Detail = finding.Kind == "refresh_storm"
                ? "The authorisation was renewed again and again, as happens when somebody else uses the same credentials. It is paused: replace the credentials if you do not know why, then resume it."
                : "There were far more calls than usual. It is paused: resume it if you know why, and replace the credentials if you do not.",
            Now = clock.GetUtcNow(),
        },
        cancellationToken);

    private sealed record Finding(NetworkId NetworkId, Guid ConnectionId, string Kind, long Seen, long Usual);

    private static partial class Log
    {
        [LoggerMessage(5241, LogLevel.Warning, "Unusual use of the credentials of connection {Connection}: {Kind}, {Seen} where {Usual} are usual.")]
        public static partial void Found(ILogger logger, Guid connection, string kind, long seen, long usual);
    }
}
