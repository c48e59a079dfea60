using BookedBarber.Access.Contracts;
using BookedBarber.Host.Edge;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host.Serving;

/// <summary>The web edge: one pipeline for REST, streams and the app's files.</summary>
public static class WebEdge
{
    /// <summary>Builds the application; it listens once started.</summary>
    /// <param name="settings">Where to listen and where the app's files are.</param>
    /// <param name="configuration">The environment.</param>
    /// <param name="connectionString">A running, reachable database.</param>
    /// <param name="configure">Replaces services in tests.</param>
    public static WebApplication Build(HostSettings settings, IConfiguration configuration, string connectionString, Action<IServiceCollection>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { WebRootPath = settings.WebFolder, ApplicationName = "BookedBarber" });
        var merged = Composition.WithDataFolder(configuration, settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, settings.Urls));
        if (settings.Urls.Any(url => url.StartsWith("https:", StringComparison.Ordinal)))
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.Logging.AddConfiguration(merged.GetSection("Logging")).AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // the key ring lies in the database, which only the platform's roles can read
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        var modules = Modules.All();
        Composition.Add(builder.Services, merged, modules, connectionString);
        builder.Services.AddStorageWorkers();
        builder.Services.AddProxies(merged);
        builder.Services.AddRouting();
        builder.Services.AddAnswersAgain();
        builder.Services.AddProblemDetails();
        builder.Services.AddValidation();
        builder.Services.AddHealthChecks().AddCheck<MigratedCheck>("database", tags: ["ready"]);
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddApiDocument();
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseFaultAnswers();
        app.UseSecurityHeaders();
        app.UseAnswersAgain();
        app.UseResponseCompression();
        app.UseAppFiles(settings.WebFolder);
        app.UseRouting();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(40) });
        app.UseAccess();
        app.UseAppScreens(settings.WebFolder);
        app.MapHealth();
        app.MapApiDocument();
        foreach (var module in modules)
        {
            module.MapEndpoints(app);
        }

        app.EnsureAccessRules();
#pragma warning disable ASP0014 // registers the endpoints now and not at start, so that the document can be written without starting anything
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        return app;
    }
}
