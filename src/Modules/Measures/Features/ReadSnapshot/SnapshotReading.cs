using System.Globalization;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.ReadSnapshot;

/// <summary>Answers what a location's measures are, how they compare, and what moved them.</summary>
internal sealed class SnapshotReading(IDatabase database, MeasureReader reader, LocationFiguresCache figures, TargetsCache targetsOf, Outlooks outlooks, AnswerCache cache, INetworkTree tree, TimeProvider clock)
{
    private const int TrendPoints = 13;

    private static readonly IReadOnlyList<MeasureDefinition> Trended =
    [
        .. LocationFigures.Measures.Select(Catalogue.Get),
        Catalogue.Get("retention_90"), Catalogue.Get("retention_new_90"), Catalogue.Get("churn_rate"), Catalogue.Get("active_clients"),
    ];

    // A standing value per day costs a walk over all clients' lives each; it is given for the period alone.
    private static readonly IReadOnlyList<MeasureDefinition> Standing =
        [Catalogue.Get("same_location_growth"), Catalogue.Get("client_value_to_date"), Catalogue.Get("lifetime_value"), Catalogue.Get("lapsed_clients")];

    private static readonly MeasureDefinition NetSales = Catalogue.Get("net_sales");

    public Task<FinishedAnswer> RunAsync(Scope scope, Node location, Period period, Comparing comparing, CancellationToken cancellationToken)
    {
        var today = location.DayAt(clock.GetUtcNow());
        var key = AnswerCache.Key(
            "snapshot", scope, location.Id.ToString(), period.ToString(), comparing.ToString(), today.ToString("O", CultureInfo.InvariantCulture), tree.Version(scope.Network).ToString(CultureInfo.InvariantCulture));
        var trend = TrendOf(period);
        var basis = MeasureBasis.Of(scope.Network, [.. Trended, .. Standing], new Period(Earlier(trend.Period.From, period.From), period.To), comparing.Of(period), figures, [location.Id.Value]);
        return cache.GetAsync(key, basis, token => MakeAsync(location, period, comparing, trend, today, token), cancellationToken);
    }

    private async Task<FinishedAnswer> MakeAsync(Node location, Period period, Comparing comparing, (Period Period, By By) trend, DateOnly today, CancellationToken cancellationToken)
    {
        var network = location.Network;
        var comparison = comparing.Of(period);
        var asOf = clock.GetUtcNow();
        var peers = await figures.GetAsync(database, network, period, cancellationToken);
        var before = comparison is { } then ? await figures.GetAsync(database, network, then, cancellationToken) : null;
        var over = DaysThatAreOver.Of(period, comparing, today);
        var judged = over.IsRunning ? await over.ReadAsync(figures, database, network, cancellationToken) : (Now: peers, Then: before);
        var targets = await targetsOf.GetAsync(network, cancellationToken);
        var questions = reader.Questions(network, [location]);
        var outlook = outlooks.Ask(questions, location);
        var trended = MeasureReader.Ask(questions, new MeasureQuestion(network, [location], trend.Period, trend.By, Trended, today));
        var withClients = ClientReader.AskWithClients(questions, network, [location.Id.Value]);
        await questions.AskAsync(cancellationToken);
        await using var clients = new ClientSession(reader, network, [location], withClients.Rows);
        var values = await ValuesAsync(peers);
        var priorValues = before is null ? [] : await ValuesAsync(before);
        var overValues = !over.IsRunning ? values : judged.Now is { } now ? await ValuesAsync(now) : [];
        var overPriorValues = !over.IsRunning ? priorValues : judged.Then is { } earlier ? await ValuesAsync(earlier) : [];
        var trends = (await reader.ReadAsync(trended, clients, cancellationToken)).Where(point => IsOwn(point, location)).ToDictionary(point => (point.Measure.Name, point.Bucket), point => point.Value);
        var buckets = Buckets.Of(trend.Period, trend.By);
        var band = peers.Locations.ContainsKey(location.Id.Value) ? BandPlacing.Place(location.Id.Value, NetSales, peers, before, targets).Band : null;
        var answer = new SnapshotAnswer(
            asOf,
            new SnapshotLocation(location.Id.Value, location.Name, location.Code, location.Currency.Code, location.Zone.Id),
            new PeriodItem(period.From, period.To),
            comparison is { } compared ? new PeriodItem(compared.From, compared.To) : null,
            band is { } placed ? BandPlacing.Name(placed) : null,
            [.. Trended.Concat(Standing).Select(measure => Item(
                measure,
                location,
                values.GetValueOrDefault(measure.Name),
                priorValues.GetValueOrDefault(measure.Name),
                MeasureFormat.Change(measure, overValues.GetValueOrDefault(measure.Name), overPriorValues.GetValueOrDefault(measure.Name)),
                targets.Of(measure, location, period),
                peers,
                judged,
                Trended.Contains(measure) ? buckets : [],
                trends))],
            outlook());
        return new FinishedAnswer(MeasuresJson.Serialize(answer), "application/json; charset=utf-8");

        Task<Dictionary<string, decimal?>> ValuesAsync(LocationFigures of) => this.ValuesAsync(location, of, clients, today, cancellationToken);
    }

    private static SnapshotMeasure Item(
        MeasureDefinition measure, Node location, decimal? value, decimal? comparison, string? change, decimal? target, LocationFigures peers, (LocationFigures? Now, LocationFigures? Then) judged,
        IReadOnlyList<Bucket> buckets, Dictionary<(string, int), decimal?> trends)
    {
        var currency = location.Currency.Code;
        var figure = peers.Locations.GetValueOrDefault(location.Id.Value);
        var isRanked = figure is { HasCells: true } && measure.Facts.Any();
        var group = figure is null ? default : PeerGroups.GroupOf(figure, peers);
        var ranks = isRanked ? peers.PeersBy(measure) : null;
        var size = ranks?.SizeOf(group);
        var percentile = value is { } ranked && size >= BandRule.SmallestGroup ? ranks!.Percentile(group, ranked) : null;
        var now = judged.Now?.Locations.GetValueOrDefault(location.Id.Value);
        var then = judged.Then?.Locations.GetValueOrDefault(location.Id.Value);
        return new SnapshotMeasure(
            measure.Name,
            measure.Title,
            MeasureFormat.UnitName(measure.Unit),
            measure.Direction == Direction.Up ? "up" : "down",
            MeasureFormat.Text(measure, value, currency),
            MeasureFormat.Text(measure, comparison, currency),
            change,
            MeasureFormat.Text(measure, target, currency),
            percentile?.ToString("0.00", CultureInfo.InvariantCulture),
            isRanked ? group.Name : null,
            size,
            [.. buckets.Select((bucket, index) => new TrendValue(bucket.Label, MeasureFormat.Text(measure, trends.GetValueOrDefault((measure.Name, index)), currency)))],
            isRanked && now is { HasCells: true } && then is { HasCells: true } ? Drivers.Of(measure, now.Sums, then.Sums, currency) : []);
    }

    /// <summary>The location's own values. What is made of facts is in the figures of all locations already.</summary>
    private async Task<Dictionary<string, decimal?>> ValuesAsync(Node location, LocationFigures figures, ClientSession clients, DateOnly today, CancellationToken cancellationToken)
    {
        var figure = figures.Locations.GetValueOrDefault(location.Id.Value);
        var questions = reader.Questions(location.Network, [location]);
        var asked = MeasureReader.Ask(
            questions,
            new MeasureQuestion(location.Network, [location], figures.Period, By.Total, figure is null ? [.. Trended, .. Standing] : [.. Trended.Concat(Standing).Where(measure => !measure.Facts.Any())], today));
        await questions.AskAsync(cancellationToken);
        var values = (await reader.ReadAsync(asked, clients, cancellationToken))
            .Where(value => IsOwn(value, location))
            .ToDictionary(value => value.Measure.Name, value => value.Value, StringComparer.Ordinal);
        foreach (var measure in figure is null ? [] : Trended.Where(measure => measure.Facts.Any()))
        {
            values[measure.Name] = measure.Evaluate(figure!.Sums);
        }

        return values;
    }

    private static bool IsOwn(MeasureValue value, Node location) => value.Currency is null || value.Currency == location.Currency.Code;

    /// <summary>Thirteen months, weeks or days that end with the period, whichever is nearest to its length.</summary>
    private static (Period Period, By By) TrendOf(Period period) => period.Days switch
    {
        >= 28 => (new Period(new DateOnly(period.To.Year, period.To.Month, 1).AddMonths(1 - TrendPoints), period.To), By.Month),
        >= 7 => (new Period(period.To.AddDays((-7 * TrendPoints) + 1), period.To), By.Week),
        _ => (new Period(period.To.AddDays(1 - TrendPoints), period.To), By.Day),
    };

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
