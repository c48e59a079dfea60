using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Housekeeping;

/// <summary>Which deliveries nobody asks for any more: delivered ones after 30 days, all others after 90, and what deleted webhooks left behind.</summary>
internal static class Forgetting
{
    /// <summary>How long what was delivered can be looked up.</summary>
    public static readonly TimeSpan DeliveredKept = TimeSpan.FromDays(30);

    /// <summary>How long dead letters, and what is held at a paused endpoint, wait for somebody; as long as the feed is kept.</summary>
    public static readonly TimeSpan OthersKept = TimeSpan.FromDays(90);

    /// <summary>The rules that the storage follows.</summary>
    public static ModuleRetention Rules { get; } = new("old deliveries and figures of webhooks",
    [
        new("""
         delete from webhooks.delivery d using (
             select network_id, endpoint_id, event_id from webhooks.delivery where created_at < @Before and state = 'delivered' limit @Batch) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, DeliveredKept),
        new("""
         delete from webhooks.delivery d using (
             select network_id, endpoint_id, event_id from webhooks.delivery where created_at < @Before limit @Batch) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, OthersKept),
        new("""
         delete from webhooks.delivery d using (
             select n.network_id, n.endpoint_id, n.event_id from webhooks.remains r join webhooks.delivery n on n.network_id = r.network_id and n.endpoint_id = r.endpoint_id
             where r.created_at <= @Before limit @Batch) old
         where d.network_id = old.network_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
         """, TimeSpan.Zero),
        new("""
         delete from webhooks.remains r using (
             select network_id, endpoint_id from webhooks.remains g
             where g.created_at <= @Before and not exists (select from webhooks.delivery d where d.network_id = g.network_id and d.endpoint_id = g.endpoint_id) limit @Batch) old
         where r.network_id = old.network_id and r.endpoint_id = old.endpoint_id
         """, TimeSpan.Zero),
        new("""
         delete from webhooks.event e using (
             select v.network_id, v.id from webhooks.event v
             where v.occurred_at < @Before
               and not exists (select from webhooks.endpoint p join webhooks.delivery d on d.network_id = p.network_id and d.endpoint_id = p.id where p.network_id = v.network_id and d.event_id = v.id)
             limit @Batch) old
         where e.network_id = old.network_id and e.id = old.id
         """, DeliveredKept),
        new("""
         delete from webhooks.attempt a using (
             select network_id, endpoint_id, event_id, id from webhooks.attempt where at < @Before limit @Batch) old
         where a.network_id = old.network_id and a.endpoint_id = old.endpoint_id and a.event_id = old.event_id and a.id = old.id
         """, OthersKept),
        new("""
         delete from webhooks.hour h using (
             select network_id, endpoint_id, hour, type, cause from webhooks.hour where hour < @Before limit @Batch) old
         where h.network_id = old.network_id and h.endpoint_id = old.endpoint_id and h.hour = old.hour and h.type = old.type and h.cause = old.cause
         """, TimeSpan.FromDays(400)),
    ]);
}
