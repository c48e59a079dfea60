using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.Sites;

/// <summary>Keeps candidates and ranks them.</summary>
internal sealed class SiteStore(IDatabase database, INetworkTree tree, TimeProvider clock)
{
    private const decimal UsualContribution = 0.40m;
    private const decimal UsualFirstYear = 0.6m;
    private const decimal MostMoney = 1_000_000_000m;
    private const int MostCompetitors = 100;
    private const int PaceYears = 3;
    private const double NinetyPercent = 1.645;

    private sealed record Sold(Guid NodeId, double Sales);

    public async Task<SiteRanking> RankAsync(Scope scope, Guid? region, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = (await session.QueryAsync<SiteRow>($"select {SiteRow.Columns} from predictions.site where network_id = @Network and (@region::uuid is null or region_id = @region) order by created_at, id", new { scope.Network, region }, cancellationToken))
            .Where(row => Sees(scope, row.RegionId)).ToList();
        var shops = rows.Count == 0 ? [] : await ShopsAsync(session, scope.Network, cancellationToken);
        var judged = rows.ConvertAll(row => (Row: row, Outlook: SiteJudge.Judge(row, [.. shops.Where(shop => shop.Node.Currency == Region(row).Currency)])));
        var ranks = judged.Where(one => one.Outlook is not null).OrderByDescending(one => one.Outlook!.Return).Select((one, at) => (one.Row.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at + 1);
        return new SiteRanking([.. judged.OrderBy(one => ranks.GetValueOrDefault(one.Row.Id, int.MaxValue)).Select(one => Item(one.Row, ranks.TryGetValue(one.Row.Id, out var rank) ? rank : null, one.Outlook))], Growth(scope));
    }

    public async Task<Result<SiteItem>> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        var ranking = await RankAsync(scope, null, cancellationToken);
        return ranking.Items.FirstOrDefault(item => item.Id == id) is { } found ? found : Problem.NotFound("site");
    }

    public async Task<Result<SiteItem>> SaveAsync(Scope scope, Guid? id, SiteBody body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(body);
        await tree.LoadAsync(cancellationToken);
        if (body.RegionId is { } region && !Sees(scope, region))
        {
            return Problem.NotFound("region");
        }

        var faults = Faults(body);
        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        if (id is { } given && !(await FindAsync(scope, given, cancellationToken)).Succeeded)
        {
            return Problem.NotFound("site");
        }

        var now = clock.GetUtcNow();
        var site = id ?? Guid.CreateVersion7(now);
        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            await session.ExecuteAsync(
                """
                insert into predictions.site (network_id, id, region_id, name, latitude, longitude, chairs, investment, running_cost, contribution_rate, first_year_share, area_demand, competitors, created_at, changed_at)
                values (@Network, @site, @RegionId, @Name, @Latitude, @Longitude, @Chairs, @Investment, @RunningCost, @Contribution, @FirstYear, @AreaDemand, @Competitors::jsonb, @now, @now)
                on conflict (network_id, id) do update set region_id = excluded.region_id, name = excluded.name, latitude = excluded.latitude, longitude = excluded.longitude, chairs = excluded.chairs, investment = excluded.investment,
                    running_cost = excluded.running_cost, contribution_rate = excluded.contribution_rate, first_year_share = excluded.first_year_share, area_demand = excluded.area_demand, competitors = excluded.competitors,
                    version = predictions.site.version + 1, changed_at = excluded.changed_at
                """,
                new
                {
                    scope.Network,
                    site,
                    body.RegionId,
                    Name = body.Name!.Trim(),
                    body.Latitude,
                    body.Longitude,
                    body.Chairs,
                    body.Investment,
                    body.RunningCost,
                    Contribution = body.ContributionRate ?? UsualContribution,
                    FirstYear = body.FirstYearShare ?? UsualFirstYear,
                    body.AreaDemand,
                    Competitors = StorageJson.Serialize(body.Competitors ?? []),
                    now,
                },
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return await FindAsync(scope, site, cancellationToken);
    }

    /// <summary>What a shop at a candidate would take from a location, as a share of its sales.</summary>
    public async Task<Result<(string Name, double Share, bool RestsOnLittle)>> LossAsync(Scope scope, Guid id, Node location, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(location);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        if (await session.FirstAsync<SiteRow>($"select {SiteRow.Columns} from predictions.site where network_id = @Network and id = @id", new { scope.Network, id }, cancellationToken) is not { } row || !Sees(scope, row.RegionId))
        {
            return Problem.NotFound("site");
        }

        var shops = (await ShopsAsync(session, scope.Network, cancellationToken)).Where(shop => shop.Node.Currency == location.Currency).ToList();
        return SiteJudge.Loss(row, shops, location) is { } loss
            ? (row.Name, loss.Share, loss.RestsOnLittle)
            : new Problem("out_of_reach", "The site is out of this location's reach, or too little is known of either to tell what it would take.", ProblemKind.Refused);
    }

    public async Task<Problem?> RemoveAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        if ((await FindAsync(scope, id, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync("delete from predictions.site where network_id = @Network and id = @id", new { scope.Network, id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return null;
    }

    private bool Sees(Scope scope, Guid region) => tree.Find(new NodeId(region)) is { Kind: NodeKind.Region or NodeKind.Network } node && scope.Sees(node.Ref);

    private Node Region(SiteRow row) => tree.Find(new NodeId(row.RegionId))!;

    private async Task<List<(Node Node, double Sales)>> ShopsAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        var today = tree.Find(NodeId.Root(network))!.DayAt(clock.GetUtcNow());
        var locations = tree.LocationsUnder(network, [NodeId.Root(network)]);
        var sold = (await session.QueryAsync<Sold>(
            """
            select l.id as node_id, (select sum(d.net_sales)::float8 from measures.v_day d where d.network_id = @network and d.node_id = l.id and d.day >= @From and d.day < @today) as sales
            from unnest(@Locations::uuid[]) l(id)
            where exists (select from measures.v_day d where d.network_id = @network and d.node_id = l.id and d.day between @From and @From + 45 and d.net_sales > 0)
              and exists (select from measures.v_day d where d.network_id = @network and d.node_id = l.id and d.day >= @today - 45 and d.net_sales > 0)
            """,
            new { network, From = today.AddDays(-365), today, Locations = locations.Select(location => location.Id.Value).ToArray() },
            cancellationToken)).ToDictionary(one => one.NodeId, one => one.Sales);
        return [.. locations.Where(location => sold.ContainsKey(location.Id.Value)).Select(location => (location, sold[location.Id.Value]))];
    }

    // Openings less closings come like chance events: their number in a year is as sure as the number seen.
    private GrowthItem Growth(Scope scope)
    {
        var today = tree.Find(NodeId.Root(scope.Network))!.DayAt(clock.GetUtcNow());
        var locations = tree.LocationsUnder(scope.Network, scope.Roots, withArchived: true);
        var since = today.AddYears(-PaceYears);
        var (opened, closed) = (locations.Count(one => one.OpenedOn > since && one.OpenedOn <= today), locations.Count(one => one.ClosedOn > since && one.ClosedOn <= today));
        var open = locations.Count(one => one.Status == "open");
        var pace = (opened - closed) / (double)PaceYears;
        var spread = NinetyPercent * Math.Sqrt((opened + closed) / (double)PaceYears);
        return new GrowthItem(open, Math.Round(open + pace, 1), (int)Math.Max(0, Math.Floor(open + pace - spread)), (int)Math.Ceiling(open + pace + spread), Math.Round(pace, 2));
    }

    private SiteItem Item(SiteRow row, int? rank, SiteOutlook? outlook) => new(
        row.Id, row.RegionId, row.Name, row.Latitude, row.Longitude, row.Chairs, row.Investment, row.RunningCost, row.ContributionRate, row.FirstYearShare, row.AreaDemand, row.CompetitorList, Region(row).Currency.Code, row.Version, rank, outlook);

    private static List<FieldProblem> Faults(SiteBody body)
    {
        var faults = new List<FieldProblem>();
        void Check(bool isRight, string field, string sentence)
        {
            if (!isRight)
            {
                faults.Add(new FieldProblem(field, "out_of_range", sentence));
            }
        }

        Check(body.RegionId is not null, "regionId", "Give the region that it would belong to.");
        Check(!string.IsNullOrWhiteSpace(body.Name) && body.Name.Length <= 200 && !body.Name.Contains('\0', StringComparison.Ordinal), "name", "Give a name of at most 200 characters.");
        Check(body.Latitude is >= -90 and <= 90, "latitude", "Give degrees from -90 to 90.");
        Check(body.Longitude is >= -180 and <= 180, "longitude", "Give degrees from -180 to 180.");
        Check(body.Chairs is >= 1 and <= 1000, "chairs", "Give 1 to 1000 chairs.");
        Check(body.Investment is > 0 and < MostMoney, "investment", "Give what opening costs, above 0.");
        Check(body.RunningCost is >= 0 and < MostMoney, "runningCost", "Give what a year costs whatever is sold, 0 or more.");
        Check(body.ContributionRate is null or (>= 0 and <= 1), "contributionRate", "Give a share of 0 to 1.");
        Check(body.FirstYearShare is null or (> 0 and <= 1), "firstYearShare", "Give a share above 0, at most 1.");
        Check(body.AreaDemand is null or (> 0 and < MostMoney), "areaDemand", "Give the spending of a year around it, above 0.");
        Check((body.Competitors?.Count ?? 0) <= MostCompetitors, "competitors", $"At most {MostCompetitors}.");
        Check((body.Competitors ?? []).All(one => one is not null && one.Latitude is >= -90 and <= 90 && one.Longitude is >= -180 and <= 180 && one.Chairs is >= 1 and <= 1000 && (one.Name is null || (one.Name.Length <= 200 && !one.Name.Contains('\0', StringComparison.Ordinal)))),
            "competitors", "Each needs a place and 1 to 1000 chairs.");
        return faults;
    }
}
