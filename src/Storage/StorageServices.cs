using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Storage;

/// <summary>Registers storage with a host.</summary>
public static class StorageServices
{
    /// <summary>Sessions, feed reading and queueing jobs: all that a command-line verb needs.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new DataSources(connectionString));
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<IDatabase, Database>();
        services.AddSingleton<IFeedReader, FeedReader>();
        services.AddSingleton<IJobQueue, JobQueue>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<FeedConsumers>();
        services.AddSingleton<IFeedCatchUp>(provider => provider.GetRequiredService<FeedConsumers>());
        services.AddSingleton<Retention>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<Retention>());
        return services;
    }

    /// <summary>The background work of a serving node: feed pump, consumers, job worker, retention.</summary>
    public static IServiceCollection AddStorageWorkers(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<FeedConsumers>());
        services.AddHostedService<FeedPump>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<Retention>());
        return services;
    }
}
