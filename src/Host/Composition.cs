using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Host.Verbs;
using BookedBarber.Sandbox;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host;

/// <summary>Which services there are.</summary>
internal static class Composition
{
    /// <summary>Services that a verb needs: storage and modules, without the web edge and without background work.</summary>
    public static ServiceProvider ForVerb(HostSettings? settings, IConfiguration configuration, IReadOnlyList<IModule> modules, string? connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        Add(services, WithDataFolder(configuration, settings), modules, connectionString ?? "Host=nowhere");
        return services.BuildServiceProvider();
    }

    /// <summary>What serving and verbs have in common.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<IModule> modules, string connectionString)
    {
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddStorage(connectionString);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddSingleton<IVerb, MigrateVerb>();
        services.AddSingleton<IVerb, OpenApiVerb>();
        services.AddSandbox();
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            module.AddServices(services, configuration);
        }
    }

    public static IConfiguration WithDataFolder(IConfiguration configuration, HostSettings? settings) =>
        settings is null
            ? configuration
            : new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("DataFolder", settings.DataFolder), new("PublicUrl", settings.Urls[0])]).Build();

    private static void Configure(JsonSerializerOptions json)
    {
        json.MaxDepth = 32;
        json.AllowDuplicateProperties = false; // of two totals nobody can say which was meant
        json.NumberHandling = JsonNumberHandling.Strict;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
