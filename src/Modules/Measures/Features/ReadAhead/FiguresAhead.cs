using System.Collections.Concurrent;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Measures.Features.ReadAhead;

/// <summary>
/// Reads what dashboards and snapshots of a large network open with before somebody asks: after a start, and when a business day has begun. The figures of
/// ten thousand locations take seconds, which the first to ask would wait for.
/// </summary>
internal sealed partial class FiguresAhead(LocationFiguresCache figures, IDatabase database, INetworkTree tree, TimeProvider clock, ILogger<FiguresAhead> logger) : BackgroundService
{
    // The app opens with four weeks, see web/src/period/period.ts.
    private const int OpeningDays = 28;

    // The first seconds belong to those who waited for the start.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<NetworkId, DateOnly> _read = [];

    /// <summary>Reads what has not been read today, one after the other: a second at once would only slow both.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        foreach (var network in tree.Networks.Select(network => network.Id).Where(network => figures.PatienceOf(network) > TimeSpan.Zero))
        {
            var today = tree.Find(NodeId.Root(network))!.DayAt(clock.GetUtcNow());
            if (_read.GetValueOrDefault(network) == today)
            {
                continue;
            }

            foreach (var period in Opening(today))
            {
                await figures.GetAsync(database, network, period, cancellationToken);
            }

            _read[network] = today;
        }
    }

    /// <summary>The four weeks that end today and their days that are over, each with the year before.</summary>
    private static IEnumerable<Period> Opening(DateOnly today)
    {
        var period = new Period(today.AddDays(1 - OpeningDays), today);
        var over = DaysThatAreOver.Of(period, Comparing.Year, today);
        return new[] { period, period.YearBefore(), over.Days, over.Comparison }.OfType<Period>();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync(Look, clock, RunOnceAsync, fault => Log.Failed(logger, fault), stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(5002, LogLevel.Warning, "The figures of all locations could not be read ahead; trying again.")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
