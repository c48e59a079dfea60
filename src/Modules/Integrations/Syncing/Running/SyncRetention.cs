using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>What nobody looks at any more: old messages, runs, writes, comparisons and traces. Records and their links stay.</summary>
internal static class SyncRetention
{
    /// <summary>Messages can be replayed for so long.</summary>
    public static readonly TimeSpan Messages = TimeSpan.FromDays(30);

    /// <summary>Runs, writes and comparisons are shown for so long.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(90);

    /// <summary>Scores of health are kept for so long.</summary>
    public static readonly TimeSpan Health = TimeSpan.FromDays(400);

    /// <summary>The rules that the storage follows. What still waits to be done is never forgotten, however old it is.</summary>
    public static ModuleRetention Rules { get; } = new("old messages, runs and traces of connections",
    [
        new("delete from integrations.hook_message where ctid = any(array(select ctid from integrations.hook_message where received_at < @Before and state <> 'waiting' limit @Batch))", Messages),
        new("delete from integrations.hook_refusal where ctid = any(array(select ctid from integrations.hook_refusal where minute < @Before limit @Batch))", Messages),
        new("delete from integrations.sync_run where ctid = any(array(select ctid from integrations.sync_run where finished_at < @Before limit @Batch))", History),
        new("delete from integrations.push where ctid = any(array(select ctid from integrations.push where finished_at < @Before and state <> 'waiting' limit @Batch))", History),
        new("delete from integrations.comparison where ctid = any(array(select ctid from integrations.comparison where finished_at < @Before limit @Batch))", History),
        new("delete from integrations.health_sample where ctid = any(array(select ctid from integrations.health_sample where hour < @Before limit @Batch))", Health),
        new("delete from integrations.traced_change where ctid = any(array(select ctid from integrations.traced_change where position < (select min(position) from feed.change) limit @Batch))", History),
    ]);
}
