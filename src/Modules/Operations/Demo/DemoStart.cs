using BookedBarber.Network.Contracts;
using BookedBarber.Operations.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Operations.Demo;

internal sealed partial class DemoStart(
    IConfiguration configuration,
    IDatabase database,
    INetworkTree tree,
    DemoLedger ledger,
    DemoMaker maker,
    DemoAccounts accounts,
    IJobQueue jobs,
    TimeProvider clock,
    ILogger<DemoStart> logger) : IDemoStart
{
    internal const string DefaultSlug = "demo";
    internal const string DefaultName = "Fade & Co.";
    internal const int DefaultLocations = 40;
    internal const int DefaultDays = 730;
    internal const long DefaultSeed = 42;
    private const long Lock = 7233210;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        if (configuration["BOOKEDBARBER_DEMO"] == "off")
        {
            return [];
        }

        // Held to the end: a second node that starts now waits, and then finds everything made.
        await using var turn = await database.SystemAsync("demo", cancellationToken);
        await turn.ExecuteAsync($"select pg_advisory_xact_lock({Lock})", null, cancellationToken);
        var rows = await RowsAsync(cancellationToken);
        var lines = new List<string>();
        foreach (var row in rows)
        {
            lines.AddRange(await CompleteAsync(row, cancellationToken));
        }

        return lines;
    }

    private async Task<IReadOnlyList<DemoRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var rows = await ledger.ListAsync(cancellationToken);
        await tree.LoadAsync(cancellationToken);
        if (rows.Count > 0 || tree.Networks.Count > 0)
        {
            return rows;
        }

        var now = clock.GetUtcNow();
        var size = new DemoSize(
            configuration.GetValue("BOOKEDBARBER_DEMO_LOCATIONS", DefaultLocations),
            configuration.GetValue("BOOKEDBARBER_DEMO_DAYS", DefaultDays),
            DefaultSeed,
            DateOnly.FromDateTime(now.UtcDateTime));
        return [await maker.BeginAsync(size, DefaultSlug, DefaultName, now, isLive: true, clock, cancellationToken)];
    }

    private async Task<IReadOnlyList<string>> CompleteAsync(DemoRow row, CancellationToken cancellationToken)
    {
        var made = await maker.EnsureTreeAsync(row, cancellationToken);
        if (!await maker.IsCompleteAsync(row, made.Plan, cancellationToken))
        {
            Log.Making(logger, row.Slug, row.Locations, row.Days);
            await maker.LoadRecentAsync(made, Math.Clamp(Environment.ProcessorCount, 1, 4), _ => { }, cancellationToken);
            await jobs.EnqueueAsync(DemoHistoryJob.For(row.NetworkId), Caller.System, session: null, cancellationToken);
        }

        return await accounts.EnsureAsync(row, made.Plan, made.Locations, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(8001, LogLevel.Information, "Making the demo network {Slug}: {Locations} locations, {Days} days. The last 60 days come first, older ones follow in the background.")]
        public static partial void Making(ILogger logger, string slug, int locations, int days);
    }
}
