using System.Globalization;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Features.ReadBands;
using BookedBarber.Measures.Features.ReadSnapshot;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Puts the dashboard of a node together.</summary>
internal sealed class DashboardReading(
    IDatabase database, MeasureReader reader, LocationFiguresCache figures, TargetsCache targetsOf, PresenceCache presence, Outlooks outlooks, AnswerCache cache, INetworkTree tree, TimeProvider clock)
{
    private const int MostLocations = 1000;

    // Who is in changes with the clock, not with a record.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    private static readonly IReadOnlyList<MeasureDefinition> Shown =
        [.. new[] { "net_sales", "visits", "average_ticket", "barber_utilisation", "no_show_rate", "rebooking_rate", "retention_90", "same_location_growth" }.Select(Catalogue.Get)];

    private static readonly IReadOnlyList<MeasureDefinition> OfRegions = [Catalogue.Get("net_sales"), Catalogue.Get("visits"), Catalogue.Get("average_ticket")];
    private static readonly IReadOnlyList<MeasureDefinition> OfToday = [Catalogue.Get("net_sales"), Catalogue.Get("visits"), Catalogue.Get("bookings"), Catalogue.Get("active_locations")];

    /// <summary>One question, with what follows from it.</summary>
    private sealed record Question(Node Node, Period Period, Period? Comparison, Comparing Comparing, MeasureDefinition BandsBy, DateOnly Today, IReadOnlyList<Node> Locations);

    public Task<FinishedAnswer> RunAsync(Scope scope, Node node, Period period, Comparing comparing, MeasureDefinition bandsBy, CancellationToken cancellationToken)
    {
        var today = node.DayAt(clock.GetUtcNow());
        var comparison = comparing.Of(period);
        var key = AnswerCache.Key(
            "dashboard", scope, node.Id.ToString(), period.ToString(), comparing.ToString(), bandsBy.Name, today.ToString("O", CultureInfo.InvariantCulture), tree.Version(scope.Network).ToString(CultureInfo.InvariantCulture));
        var rests = MeasureBasis.Of(scope.Network, Shown, period, comparison, figures, node.Kind == NodeKind.Network ? null : [node.Id.Value]);
        var extent = DailySales.Extent(period, comparison, today);
        var basis = rests with { Days = new Period(rests.Days.From < extent.From ? rests.Days.From : extent.From, rests.Days.To > extent.To ? rests.Days.To : extent.To), MaxAge = MaxAge };
        return cache.GetAsync(key, basis, token => MakeAsync(Asked(), token), cancellationToken, (old, token) => RenewAsync(old, Asked(), token));

        Question Asked() => new(node, period, comparison, comparing, bandsBy, today, tree.LocationsUnder(scope.Network, [node.Id]));
    }

    /// <summary>The same with today as it is now: of all that is on a dashboard it alone grows old by itself.</summary>
    private async Task<FinishedAnswer> RenewAsync(FinishedAnswer old, Question question, CancellationToken cancellationToken)
    {
        var questions = reader.Questions(question.Node.Network, [question.Node]);
        var live = MeasureReader.Ask(questions, OfTodayAt(question));
        await questions.AskAsync(cancellationToken);
        return DashboardBytes.Of(old, await LiveAsync(live, question, cancellationToken));
    }

    private async Task<FinishedAnswer> MakeAsync(Question question, CancellationToken cancellationToken)
    {
        var (node, period) = (question.Node, question.Period);
        var asOf = clock.GetUtcNow();
        var current = await figures.GetAsync(database, node.Network, period, cancellationToken);
        var before = question.Comparison is { } then ? await figures.GetAsync(database, node.Network, then, cancellationToken) : null;
        var over = DaysThatAreOver.Of(period, question.Comparing, question.Today);
        var judged = over.IsRunning ? await over.ReadAsync(figures, database, node.Network, cancellationToken) : (Now: current, Then: before);
        var targets = await targetsOf.GetAsync(node.Network, cancellationToken);
        var questions = reader.Questions(node.Network, [node]);
        var outlook = outlooks.Ask(questions, node);
        var daily = DailySales.Ask(questions, node, DailySales.Extent(period, question.Comparison, question.Today), question.Today);
        var (now, prior) = (Ask(period), Ask(question.Comparison));
        var (overNow, overPrior) = over.IsRunning ? (Ask(over.Days), Ask(over.Comparison)) : (now, prior);
        var regions = AskRegions(questions, question, over);
        var live = MeasureReader.Ask(questions, OfTodayAt(question));
        var withClients = ClientReader.AskWithClients(questions, node.Network, [node.Id.Value]);
        await questions.AskAsync(cancellationToken);
        await using var clients = new ClientSession(reader, node.Network, [node], withClients.Rows);
        var (values, priorValues) = (await ValuesAsync(now), await ValuesAsync(prior));
        var (overValues, overPriorValues) = over.IsRunning ? (await ValuesAsync(overNow), await ValuesAsync(overPrior)) : (values, priorValues);
        var sales = daily();
        var placements = question.Locations.Where(location => current.Locations.ContainsKey(location.Id.Value))
            .Select(location => BandPlacing.Place(location.Id.Value, question.BandsBy, current, before, targets)).ToList();
        var attention = judged.Now is { } shops ? AttentionList.Of(question.Locations, shops, judged.Then, overValues.GetValueOrDefault("no_show_rate"), question.Today) : [];
        var gap = ComparisonGap.Of(question.Locations, judged.Now, judged.Then);
        var soFar = new SalesSoFar(values.GetValueOrDefault("net_sales"), overValues.GetValueOrDefault("net_sales"), overPriorValues.GetValueOrDefault("net_sales"), over.IsRunning, gap);
        var answer = new DashboardAnswer(
            asOf,
            new DashboardNode(node.Id.Value, KindName(node.Kind), node.Name, node.Currency.Code),
            new PeriodItem(period.From, period.To),
            question.Comparison is { } whole ? new PeriodItem(whole.From, whole.To) : null,
            Sentences.Of(node, period, question.Comparing, soFar, question.Locations, judged.Now, judged.Then, attention),
            [.. Shown.Select(measure => Figure(
                measure,
                node,
                values.GetValueOrDefault(measure.Name),
                priorValues.GetValueOrDefault(measure.Name),
                gap.IsWide ? null : MeasureFormat.Change(measure, overValues.GetValueOrDefault(measure.Name), overPriorValues.GetValueOrDefault(measure.Name)),
                targets.Of(measure, node, period)))],
            sales.Trend(period, question.Comparing),
            sales.Project(period),
            BandsOf.Locations(placements, question.BandsBy, before, judged, targets, tree, MostLocations),
            await RegionsAsync(regions, question, judged, placements, cancellationToken),
            attention,
            outlook(),
            await LiveAsync(live, question, cancellationToken));
        return DashboardBytes.Of(answer);

        AskedMeasures? Ask(Period? of) =>
            of is { } days ? MeasureReader.Ask(questions, new MeasureQuestion(node.Network, [node], days, By.Total, Shown, question.Today)) : null;

        async Task<Dictionary<string, decimal?>> ValuesAsync(AskedMeasures? asked) => asked is null
            ? []
            : (await reader.ReadAsync(asked, clients, cancellationToken))
                .Where(value => value.Currency is null || value.Currency == node.Currency.Code)
                .ToDictionary(value => value.Measure.Name, value => value.Value, StringComparer.Ordinal);
    }

    /// <summary>What is asked about the regions and groups directly below the node.</summary>
    private sealed record AskedRegions(IReadOnlyList<Node> Nodes, int Buckets, AskedMeasures Trends, AskedMeasures Values, AskedMeasures? OverValues, AskedMeasures? Prior);

    private AskedRegions? AskRegions(Questions questions, Question question, DaysThatAreOver over)
    {
        var children = tree.NodesUnder(question.Node.Network, question.Node.Id)
            .Where(child => child.ParentId == question.Node.Id && child.Kind != NodeKind.Location).OrderBy(child => child.Name, StringComparer.Ordinal).ToList();
        if (children.Count == 0)
        {
            return null;
        }

        var by = question.Period.Days switch { <= 31 => By.Day, <= 200 => By.Week, _ => By.Month };
        var values = Ask(question.Period, By.Total, OfRegions);
        return new AskedRegions(
            children,
            Buckets.Count(question.Period, by),
            Ask(question.Period, by, [OfRegions[0]]),
            values,
            !over.IsRunning ? values : over.Days is { } days ? Ask(days, By.Total, OfRegions) : null,
            over.Comparison is { } comparison ? Ask(comparison, By.Total, OfRegions) : null);

        AskedMeasures Ask(Period period, By by, IReadOnlyList<MeasureDefinition> measures) =>
            MeasureReader.Ask(questions, new MeasureQuestion(question.Node.Network, children, period, by, measures, question.Today));
    }

    private async Task<IReadOnlyList<RegionItem>> RegionsAsync(AskedRegions? asked, Question question, (LocationFigures? Now, LocationFigures? Then) judged, List<Placement> placements, CancellationToken cancellationToken)
    {
        if (asked is null)
        {
            return [];
        }

        var trends = (await ReadAsync(asked.Trends)).Where(value => value.Currency == value.Node.Currency.Code).ToDictionary(value => (value.Node.Id, value.Bucket), value => value.Value ?? 0);
        var (values, overValues, prior) = (await ByNodeAsync(asked.Values), await ByNodeAsync(asked.OverValues), await ByNodeAsync(asked.Prior));
        var below = placements.SelectMany(placement => placement.Location.Node.Ref.Path, (placement, step) => (placement, step)).ToLookup(pair => pair.step, pair => pair.placement);
        return [.. asked.Nodes.Select(child =>
        {
            var here = below[child.Id].ToList();
            return new RegionItem(
                child.Id.Value,
                child.Name,
                here.Count,
                Text(values, child, 0),
                ComparisonGap.Of(here.Select(placement => placement.Location.Node), judged.Now, judged.Then).IsWide ? null : MeasureFormat.Change(overValues.GetValueOrDefault((child.Id, "net_sales")), prior.GetValueOrDefault((child.Id, "net_sales"))),
                Text(values, child, 1),
                Text(values, child, 2),
                [.. Enumerable.Range(0, asked.Buckets).Select(bucket => MeasureFormat.Rounded(OfRegions[0], trends.GetValueOrDefault((child.Id, bucket)), child.Currency.Code))],
                BandsOf.Count(here));
        })];

        async Task<IReadOnlyList<MeasureValue>> ReadAsync(AskedMeasures asked) => await reader.ReadAsync(asked, NoClients(question.Node), cancellationToken);

        async Task<Dictionary<(NodeId, string), decimal?>> ByNodeAsync(AskedMeasures? asked) => asked is null
            ? []
            : (await ReadAsync(asked)).Where(value => value.Currency is null || value.Currency == value.Node.Currency.Code).ToDictionary(value => (value.Node.Id, value.Measure.Name), value => value.Value);

        static string? Text(Dictionary<(NodeId, string), decimal?> values, Node child, int measure) =>
            MeasureFormat.Text(OfRegions[measure], values.GetValueOrDefault((child.Id, OfRegions[measure].Name)), child.Currency.Code);
    }

    private static MeasureQuestion OfTodayAt(Question question) =>
        new(question.Node.Network, [question.Node], new Period(question.Today, question.Today), By.Total, OfToday, question.Today);

    private async Task<LiveItem> LiveAsync(AskedMeasures asked, Question question, CancellationToken cancellationToken)
    {
        var node = question.Node;
        var values = (await reader.ReadAsync(asked, NoClients(node), cancellationToken))
            .Where(value => value.Currency is null || value.Currency == node.Currency.Code)
            .ToDictionary(value => value.Measure.Name, value => value.Value ?? 0, StringComparer.Ordinal);
        var present = await presence.GetAsync(node.Network, cancellationToken);
        return new LiveItem(
            question.Today,
            (int)values.GetValueOrDefault("active_locations"),
            question.Locations.Count(location => location.Status == "open"),
            MeasureFormat.Text(OfToday[0], values.GetValueOrDefault("net_sales"), node.Currency.Code)!,
            (long)values.GetValueOrDefault("visits"),
            (long)values.GetValueOrDefault("bookings"),
            question.Locations.Sum(location => present.GetValueOrDefault(location.Id)),
            clock.GetUtcNow());
    }

    /// <summary>For measures that are not about clients.</summary>
    private ClientSession NoClients(Node node) => new(reader, node.Network, [node], []);

    private static FigureItem Figure(MeasureDefinition measure, Node node, decimal? value, decimal? comparison, string? change, decimal? target) => new(
        measure.Name,
        measure.Title,
        MeasureFormat.UnitName(measure.Unit),
        MeasureFormat.Text(measure, value, node.Currency.Code),
        MeasureFormat.Text(measure, comparison, node.Currency.Code),
        change,
        measure.Direction == Direction.Up ? "up" : "down",
        MeasureFormat.Text(measure, target, node.Currency.Code));

    private static string KindName(NodeKind kind) => kind switch
    {
        NodeKind.Network => "network",
        NodeKind.Region => "region",
        NodeKind.Group => "group",
        _ => "location",
    };
}
