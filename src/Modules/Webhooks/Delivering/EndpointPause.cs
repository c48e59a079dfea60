using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Pauses an endpoint that is gone or has been failing for days, and leaves its owner a notice. What is in line stays in line.</summary>
internal static class EndpointPause
{
    /// <summary>How long an endpoint may fail without a single success.</summary>
    public static readonly TimeSpan LongestFailing = TimeSpan.FromDays(5);

    public const string Gone = "gone";
    public const string Failing = "failing";

    public static async Task ByPlatformAsync(Session session, Guid network, Guid endpoint, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var noticed = await session.ExecuteAsync(
            """
            with paused as (
                update webhooks.endpoint set state = 'paused', pause_reason = @reason, paused_at = @now, version = version + 1, changed_at = @now
                where network_id = @network and id = @endpoint and state = 'active'
                returning node_id, url
            )
            insert into webhooks.notice (network_id, id, endpoint_id, node_id, kind, url, created_at)
            select @network, @notice, @endpoint, node_id, @reason, url, @now from paused
            """,
            new { network, endpoint, reason, now, notice = Guid.CreateVersion7(now) },
            cancellationToken);
        if (noticed == 0)
        {
            return; // paused or deleted already
        }

        await session.RecordActionAsync(new NetworkId(network), "webhook.paused", endpoint, new { reason }, cancellationToken);
        await session.ExecuteAsync("select pg_notify(@Channel, @word)", new { Wake.Channel, word = Wake.Endpoint(endpoint) }, cancellationToken);
    }
}
