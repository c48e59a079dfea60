using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Syncing;

/// <summary>Registers the part that moves data between the vendors and the records.</summary>
internal static class SyncingServices
{
    public static void AddSyncing(this IServiceCollection services)
    {
        services.AddSingleton<IStreamPages, StreamPages>();
        services.AddSingleton<RecordsHere>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<ConflictDesk>();
        services.AddSingleton<RecordIntake>();
        services.AddSingleton<HeldRetake>();
        services.AddSingleton<SyncStore>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<StreamReading>();
        services.AddSingleton<RunReading>();
        services.AddSingleton<ISync, Sync>();
        services.AddSingleton<IJobHandler, SyncJobHandler>();
        services.AddSingleton<IJobHandler, BackfillJobHandler>();
        services.AddHostedService<SyncScheduler>();
    }
}
