using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Api;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Health;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Syncing;

/// <summary>Registers the part that moves data between the vendors and the records.</summary>
internal static class SyncingServices
{
    public static void AddSyncing(this IServiceCollection services)
    {
        services.AddSingleton<IStreamPages, StreamPages>();
        services.AddSingleton<ItemsByKey>();
        services.AddSingleton<OverItems>();
        services.AddSingleton<RecordsHere>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<ConflictDesk>();
        services.AddSingleton<RecordIntake>();
        services.AddSingleton<ListsAnew>();
        services.AddSingleton<HeldRetake>();
        services.AddSingleton<HeldCare>();
        services.AddSingleton<IConnectionCare>(provider => provider.GetRequiredService<HeldCare>());
        services.AddSingleton<SyncStore>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<StreamReading>();
        services.AddSingleton<RunReading>();
        services.AddSingleton<ISync, Sync>();
        services.AddSingleton<IJobHandler, SyncJobHandler>();
        services.AddSingleton<IJobHandler, BackfillJobHandler>();
        services.AddSingleton<IJobHandler, RetakeJobHandler>();
        services.AddSingleton<CompareStream>();
        services.AddSingleton<IJobHandler, CompareJobHandler>();
        services.AddSingleton<Comparisons>();
        services.AddSingleton<IConnectionCare>(provider => provider.GetRequiredService<Comparisons>());
        services.AddSingleton<HealthReader>();
        services.AddSingleton<IConnectionVitals>(provider => provider.GetRequiredService<HealthReader>());
        services.AddSingleton<IConnectionCare>(provider => provider.GetRequiredService<HealthReader>());
        services.AddSingleton<ConflictStore>();
        services.AddSingleton<ResolveConflicts>();
        services.AddSingleton<TraceReader>();
        services.AddSingleton<SyncReader>();
        services.AddSingleton<PushSignal>();
        services.AddSingleton<PushQueue>();
        services.AddSingleton<PushDraft>();
        services.AddSingleton<PushWork>();
        services.AddSingleton<AskAction>();
        services.AddSingleton<SettlePushes>();
        services.AddSingleton<PreviewPushRule>();
        services.AddSingleton<PreviewConflictRule>();
        services.AddSingleton<IFeedConsumer, SyncFeed>();
        services.AddSingleton<SchedulePrompt>();
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<SchedulePrompt>());
        services.AddHostedService<SyncScheduler>();
        services.AddHostedService<PushWorkers>();
        services.AddSingleton(SyncRetention.Rules);
    }
}
