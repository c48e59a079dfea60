using BookedBarber.Algorithms.Pricing;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Nightly.Prices;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.PriceLab;

/// <summary>Trials of prices: size and stop rule are fixed beforehand, and the effect is judged by bounds that hold at every look.</summary>
internal sealed class PriceTests(IDatabase database, PriceReader reader, INetworkTree tree, TimeProvider clock)
{
    private const double Alpha = 0.05;
    private const double UsualSmallest = 0.05;
    private const int WeeksBefore = 12;
    private const int MostLocations = 1000;

    // Looking at any time needs up to about half as many observations again.
    private const double LooksCost = 1.5;

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Service { get; init; } = string.Empty;

        public decimal NewPrice { get; init; }

        public Guid[] Trying { get; init; } = [];

        public Guid[] Staying { get; init; } = [];

        public DateOnly StartsOn { get; init; }

        public int Weeks { get; init; }

        public float Smallest { get; init; }

        public int Planned { get; init; }

        public string State { get; init; } = string.Empty;
    }

    public async Task<Result<PriceTestItem>> StartAsync(Scope scope, PriceTestRequest body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(body);
        await tree.LoadAsync(cancellationToken);
        var locations = (body.LocationIds ?? []).Distinct().ToList();
        var nodes = locations.Select(id => tree.Find(new NodeId(id))).ToList();
        if (nodes.Any(node => node is null || node.Kind != NodeKind.Location || !scope.Sees(node.Ref)))
        {
            return Problem.NotFound("location");
        }

        var today = tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow());
        var (smallest, starts) = (body.SmallestChange ?? UsualSmallest, body.StartsOn ?? today.AddDays(1));
        var faults = Faults(body, locations.Count, smallest, starts, today);
        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        var before = await ChangesAsync(scope.Network, locations, body.Service!, today.AddDays(-7 * WeeksBefore), today, cancellationToken);
        var seen = before.SelectMany(pair => pair.Value).ToList();
        if (seen.Count < 2 * locations.Count || before.Count < locations.Count)
        {
            return new Problem("too_little_history", $"Not every one of these locations has sold '{body.Service}' in the last weeks, so the size of a trial cannot be told.", ProblemKind.Refused);
        }

        var mean = seen.Average();
        var planned = (int)Math.Min(100_000, LooksCost * PriceTest.SampleSize(Math.Max(1e-6, Math.Sqrt(seen.Average(one => (one - mean) * (one - mean)))), smallest));
        var (trying, staying) = Deal(locations, scope.Network, starts);
        var weeks = Math.Clamp(body.Weeks ?? (int)Math.Ceiling(planned / (double)staying.Length), 2, 52);
        var now = clock.GetUtcNow();
        var row = new Row { Id = Guid.CreateVersion7(now), Service = body.Service!, NewPrice = body.NewPrice!.Value, Trying = trying, Staying = staying, StartsOn = starts, Weeks = weeks, Smallest = (float)smallest, Planned = Math.Max(2, planned), State = "running" };
        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            await session.ExecuteAsync(
                """
                insert into predictions.price_test (network_id, id, service, new_price, trying, staying, starts_on, weeks, smallest, planned, alpha, created_at)
                values (@Network, @Id, @Service, @NewPrice, @Trying, @Staying, @StartsOn, @Weeks, @Smallest, @Planned, @Alpha, @now)
                """,
                new { scope.Network, row.Id, row.Service, row.NewPrice, row.Trying, row.Staying, row.StartsOn, row.Weeks, row.Smallest, row.Planned, Alpha = (float)Alpha, now },
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return await JudgeAsync(scope.Network, row, today, cancellationToken);
    }

    /// <summary>Trials all of whose locations the caller may see, the newest first.</summary>
    public async Task<PriceTestList> ListAsync(Scope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        var items = new List<PriceTestItem>();
        foreach (var row in (await RowsAsync(scope.Network, null, cancellationToken)).Where(row => Sees(scope, row)))
        {
            items.Add(await JudgeAsync(scope.Network, row, tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow()), cancellationToken));
        }

        return new PriceTestList(items);
    }

    public async Task<Result<PriceTestItem>> StopAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        if ((await RowsAsync(scope.Network, id, cancellationToken)).FirstOrDefault(row => Sees(scope, row)) is not { } row)
        {
            return Problem.NotFound("price test");
        }

        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            await session.ExecuteAsync("update predictions.price_test set state = 'stopped', stopped_at = coalesce(stopped_at, @Now) where network_id = @Network and id = @id", new { scope.Network, id, Now = clock.GetUtcNow() }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return await JudgeAsync(scope.Network, row with { State = "stopped" }, tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow()), cancellationToken);
    }

    private bool Sees(Scope scope, Row row) => row.Trying.Concat(row.Staying).All(id => tree.Find(new NodeId(id)) is { } node && scope.Sees(node.Ref));

    private async Task<IReadOnlyList<Row>> RowsAsync(NetworkId network, Guid? id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<Row>(
            "select id, service, new_price, trying, staying, starts_on, weeks, smallest, planned, state from predictions.price_test where network_id = @network and (@id::uuid is null or id = @id) order by created_at desc, id desc limit 100",
            new { network, id },
            cancellationToken);
    }

    // Of each shop and week: units against the shop's own mean of the weeks before the trial, so that large and small shops count alike.
    private async Task<PriceTestItem> JudgeAsync(NetworkId network, Row row, DateOnly today, CancellationToken cancellationToken)
    {
        var end = row.StartsOn.AddDays(7 * row.Weeks) is var last && last < today ? last : today;
        if (end < row.StartsOn.AddDays(14))
        {
            return Item(row, 0, null, "waiting", "Two weeks are needed before anything can be said.");
        }

        var changes = await ChangesAsync(network, [.. row.Trying, .. row.Staying], row.Service, row.StartsOn, end, cancellationToken);
        var (a, b) = (row.Staying.SelectMany(id => changes.GetValueOrDefault(id, [])).ToList(), row.Trying.SelectMany(id => changes.GetValueOrDefault(id, [])).ToList());
        var seen = Math.Min(a.Count, b.Count);
        if (seen < 2)
        {
            return Item(row, seen, null, "waiting", "Too few weeks have sold this service yet.");
        }

        var effect = PriceTest.AlwaysValid(a, b, row.Planned, Alpha);
        var told = effect.Low > 0 || effect.High < 0;
        return told
            ? Item(row, seen, effect, "decided", "The effect is not nothing; the trial may end.")
            : seen >= row.Planned || end >= row.StartsOn.AddDays(7 * row.Weeks)
                ? Item(row, seen, effect, "ended", "The planned size is reached and the effect cannot be told from nothing: it is smaller than what was said to matter.")
                : Item(row, seen, effect, "running", $"{seen} of {row.Planned} weeks of locations are seen; go on.");
    }

    private async Task<Dictionary<Guid, List<double>>> ChangesAsync(NetworkId network, IReadOnlyList<Guid> locations, string service, DateOnly from, DateOnly before, CancellationToken cancellationToken)
    {
        var monday = from.AddDays((8 - (int)from.DayOfWeek) % 7);
        var weeks = (await reader.ReadAsync(network, locations, monday.AddDays(-7 * WeeksBefore), before.AddDays(-(((int)before.DayOfWeek + 6) % 7)), cancellationToken)).Where(one => one.Service == service).ToLookup(one => one.LocationId);
        var found = new Dictionary<Guid, List<double>>();
        foreach (var shop in weeks)
        {
            var usual = shop.Where(one => one.Week < monday).Select(one => one.Units).DefaultIfEmpty(0).Average();
            if (usual > 0)
            {
                found[shop.Key] = [.. shop.Where(one => one.Week >= monday).Select(one => (one.Units / usual) - 1)];
            }
        }

        return found;
    }

    private static PriceTestItem Item(Row row, int seen, (double Difference, double Low, double High)? effect, string verdict, string sentence) => new(
        row.Id, row.Service, row.NewPrice, row.Trying, row.Staying, row.StartsOn, row.Weeks, Math.Round(row.Smallest, 4), row.Planned, row.State, seen,
        effect is { } one ? Math.Round(one.Difference, 4) : null, effect is { } low ? Math.Round(low.Low, 4) : null, effect is { } high ? Math.Round(high.High, 4) : null, verdict, sentence);

    // By chance, and the same whoever computes it.
    private static (Guid[] Trying, Guid[] Staying) Deal(List<Guid> locations, NetworkId network, DateOnly starts)
    {
        var random = new Random(network.Value.ToByteArray()[15] + (256 * (starts.DayNumber % 100_000)) + locations.Count);
        var dealt = locations.Order().ToArray();
        random.Shuffle(dealt);
        return (dealt[..(dealt.Length / 2)], dealt[(dealt.Length / 2)..]);
    }

    private static List<FieldProblem> Faults(PriceTestRequest body, int locations, double smallest, DateOnly starts, DateOnly today)
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(body.Service) || body.Service.Length > 200 || body.Service.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(new FieldProblem("service", "required", "Name a service."));
        }

        if (body.NewPrice is not (> 0 and < 1_000_000))
        {
            faults.Add(new FieldProblem("newPrice", "out_of_range", "Give a price above 0."));
        }

        if (locations is < 4 or > MostLocations)
        {
            faults.Add(new FieldProblem("locationIds", "out_of_range", $"Name 4 to {MostLocations} locations: they are dealt out to two groups."));
        }

        if (smallest is not (>= 0.005 and <= 1))
        {
            faults.Add(new FieldProblem("smallestChange", "out_of_range", "Give 0.005 to 1."));
        }

        if (body.Weeks is < 2 or > 52)
        {
            faults.Add(new FieldProblem("weeks", "out_of_range", "Give 2 to 52."));
        }

        if (starts <= today || starts > today.AddDays(365))
        {
            faults.Add(new FieldProblem("startsOn", "out_of_range", "Give a day from tomorrow on, at most a year ahead."));
        }

        return faults;
    }
}
