using System.Diagnostics;
using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Makes a demo network of any size.</summary>
internal sealed class DemoVerb(DemoLedger ledger, DemoMaker maker, DemoAccounts accounts, INetworkTree tree, TimeProvider clock, IFeedCatchUp? feed = null) : IVerb
{
    public string Name => "demo";

    public string Summary => "Make a demo network: locations, people, and years of bookings and sales.";

    public string Usage =>
        """
        Usage: ./run demo [--locations N] [--days D] [--seed S] [--network SLUG] [--name NAME] [--until DAY] [--detail N]

          --locations N   shops, 1 to 20000 (default 40)
          --days D        length of the history, 1 to 3650 (default 730)
          --seed S        another seed gives other people and figures (default 42)
          --network SLUG  the network's slug (default demo)
          --name NAME     its name (default Fade & Co.)
          --until DAY     last day, such as 2026-03-31; the network then stands still instead of living on (default: now)

          --detail N      shop-days up to which every booking and sale is made (default 200000)

        The same size, seed and last day give the same records. A network beyond --detail
        (10,000 shops and three years, for load tests) holds one daily close per shop and day instead, and single sales only for the last two
        days of some 200 shops. An interrupted run goes on when it is given again; a slug that is taken is refused.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = DemoOptions.Parse(arguments, clock.GetUtcNow());
        if (!parsed.Succeeded)
        {
            await error.WriteLineAsync($"{parsed.Problem.Detail} Run './run demo --help' for the options.");
            return 2;
        }

        var options = parsed.Value;
        var row = (await ledger.ListAsync(cancellationToken)).FirstOrDefault(row => row.Slug == options.Slug);
        await tree.LoadAsync(cancellationToken);
        if (row is null ? tree.FindNetwork(options.Slug) is not null : await IsDoneOrDifferentAsync(row, options, cancellationToken))
        {
            await error.WriteLineAsync($"There is a network '{options.Slug}' already. Choose another slug with --network.");
            return 2;
        }

        var watch = Stopwatch.StartNew();
        row ??= await maker.BeginAsync(options.Size, options.Slug, options.Name, options.ToldAt, options.IsLive, clock, cancellationToken);
        var made = await maker.EnsureTreeAsync(row, cancellationToken);
        await error.WriteLineAsync(Invariant($"{made.Plan.Shops.Count} locations in {made.Plan.Regions.Count} regions are there after {watch.Elapsed.TotalSeconds:F1} s."));
        if (row.Size.KeepsDayTotals)
        {
            await error.WriteLineAsync(Invariant($"{(long)row.Locations * row.Days:N0} shop-days are too many to keep every sale: shops get one daily close per day, and {made.Plan.Storied.Count} of them single sales for the last two days."));
        }

        var progress = new ProgressLine(error, watch);
        await maker.LoadAllAsync(made, Math.Clamp(Environment.ProcessorCount, 1, 4), progress.Report, cancellationToken);
        await error.WriteLineAsync(Invariant($"History written after {watch.Elapsed.TotalSeconds:F1} s: {progress.Records:N0} records."));
        if (feed is not null)
        {
            await feed.RunAsync(cancellationToken);
            await error.WriteLineAsync(Invariant($"Measures are up to date after {watch.Elapsed.TotalSeconds:F1} s."));
        }

        foreach (var line in await accounts.EnsureAsync(row, made.Plan, made.Locations, cancellationToken))
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteLineAsync(Invariant($"made network {row.Slug}: {row.Locations} locations, {row.Days} days, seed {row.Seed}, until {row.EndDay:yyyy-MM-dd}"));
        return 0;
    }

    private async Task<bool> IsDoneOrDifferentAsync(DemoRow row, DemoOptions options, CancellationToken cancellationToken) =>
        row.Locations != options.Size.Locations || row.Days != options.Size.Days || row.Seed != options.Size.Seed || row.IsLive != options.IsLive || row.DetailedShopDays != options.Size.DetailedShopDays
        || (row.HasTree && await maker.IsCompleteAsync(row, NetworkPlan.Make(row.Size), cancellationToken));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line of progress every two seconds at most.</summary>
    private sealed class ProgressLine(TextWriter error, Stopwatch watch)
    {
        private readonly Lock _gate = new();
        private double _last;

        public long Records { get; private set; }

        private long _before;
        private long _current;

        public void Report(DemoLoader.Progress progress)
        {
            lock (_gate)
            {
                if (progress.Records < _current)
                {
                    _before += _current; // the next stage counts from zero
                }

                _current = progress.Records;
                Records = _before + _current;
                if (watch.Elapsed.TotalSeconds - _last >= 2)
                {
                    _last = watch.Elapsed.TotalSeconds;
                    error.WriteLine(Invariant($"{progress.Done} of {progress.Total} parts, {Records:N0} records, {_last:F0} s"));
                }
            }
        }
    }
}
