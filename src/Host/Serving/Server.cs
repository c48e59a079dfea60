using BookedBarber.Operations.Contracts;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host.Serving;

/// <summary>The verb <c>serve</c>: database up, migrated, web edge open, demo network made on the first start.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(HostSettings settings, IConfiguration configuration, TextWriter output, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        Listening.EnsureFree(settings.Urls);
        await using var database = await DatabaseServer.StartAsync(settings, logging.CreateLogger("BookedBarber.Database"), cancellationToken);
        await using var app = WebEdge.Build(settings, configuration, database.ConnectionString);
        await app.Services.GetRequiredService<Migrator>().RunAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync($"BookedBarber is at {app.Urls.First()}");
        foreach (var line in await app.Services.GetRequiredService<IDemoStart>().RunAsync(cancellationToken))
        {
            await output.WriteLineAsync(line);
        }

        await output.FlushAsync(cancellationToken);
        var shutdown = app.WaitForShutdownAsync(cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        var ended = await Task.WhenAny(shutdown, database.Completion);
        await app.StopAsync(CancellationToken.None);

        // A database that is gone for good is said in one line; a node that could only answer 503 from now on is of no use.
        await ended;
        return 0;
    }
}
