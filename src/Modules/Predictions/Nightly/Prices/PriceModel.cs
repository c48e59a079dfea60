using BookedBarber.Algorithms;
using BookedBarber.Algorithms.Pricing;

namespace BookedBarber.Predictions.Nightly.Prices;

/// <summary>Learns how units follow prices, set apart from what all shops sell more or less of in a week.</summary>
internal sealed class PriceModel
{
    // Of fewer weeks the level of a service is not known.
    public const int LeastWeeks = 12;

    private const int Turns = 20;

    private const double LeastDeviation = 0.1;
    private const int MostOthers = 100;

    private readonly Dictionary<Guid, int> _shops = [];
    private readonly Dictionary<string, int> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Shop, string Service), (double Units, double Price)> _usual;
    private Dictionary<(string Service, DateOnly Week), (double Sum, int Shops)> _season = [];
    private double _commonDeviation;

    private PriceModel(IReadOnlyList<ServiceWeek> weeks) =>
        _usual = weeks.GroupBy(one => (one.LocationId, one.Service)).ToDictionary(line => line.Key, line => (line.Average(one => Math.Log(one.Units)), line.Average(one => Math.Log(one.Price))));

    public PriceElasticities? Elasticities { get; private set; }

    /// <summary>Learns; null where no price ever moved.</summary>
    public static PriceModel? Learn(IReadOnlyList<ServiceWeek> weeks)
    {
        var model = new PriceModel(weeks);
        var lines = weeks.GroupBy(one => (one.LocationId, one.Service)).Where(line => line.Count() >= LeastWeeks).SelectMany(line => line).ToList();
        var moved = lines.GroupBy(one => (one.LocationId, one.Service)).Any(line => line.Max(one => one.Price) > 1.01 * line.Min(one => one.Price));
        if (!moved)
        {
            return null;
        }

        // What all shops sell more of in a week is told from what their own prices do, and that from the week: each with the other taken away, in turns.
        for (var turn = 0; turn < Turns; turn++)
        {
            model._season = lines.GroupBy(one => (one.Service, one.Week)).ToDictionary(group => group.Key, group => (group.Sum(model.Beyond), group.Count()));
            model.Elasticities = PriceElasticities.Fit([.. lines.Select(model.Observation)]);
        }

        model._commonDeviation = model.CommonDeviation(lines);
        return model;
    }

    public PriceElasticities.Elasticity Of(Guid shop, string service)
    {
        var told = Elasticities!.Of(_shops.GetValueOrDefault(shop, -1), _services.GetValueOrDefault(service, -1));
        return told with { Deviation = Math.Max(LeastDeviation, Math.Sqrt((told.Deviation * told.Deviation) + (_commonDeviation * _commonDeviation))) };
    }

    // Slopes are drawn together, and how sure their common mean is stands in none of them. A good week is good for all services of a shop, so it follows from whole shops: from what each shop's price level
    // (less that of all shops) leaves unexplained week by week.
    private double CommonDeviation(List<ServiceWeek> lines)
    {
        var weeks = lines.GroupBy(one => (one.LocationId, one.Week)).Select(week =>
        {
            var units = week.Sum(one => one.Units);
            double Mean(Func<ServiceWeek, double> of) => week.Sum(one => one.Units * of(one)) / units;
            return (Shop: week.Key.LocationId, week.Key.Week, Price: Mean(one => Math.Log(one.Price) - _usual[(one.LocationId, one.Service)].Price), Left: Mean(one => Beyond(one) - Season(one)));
        }).ToList();
        var all = weeks.GroupBy(week => week.Week).ToDictionary(week => week.Key, week => week.Average(one => one.Price));
        var shops = weeks.GroupBy(week => week.Shop).Select(shop => shop.ToDictionary(week => week.Week, week => (Price: week.Price - all[week.Week], week.Left))).ToList();
        var others = shops.Where((_, at) => at % Math.Max(1, shops.Count / MostOthers) == 0).ToList();
        return 1 / Math.Sqrt(shops.Sum(shop => 1 / Math.Max(1e-9, VarianceOfSlope(shop, others))));
    }

    // How far a slope is off follows from its own weeks, and from what the same prices seem to do in shops that never charged them: shops wander over months, which neighbouring weeks do not show.
    private static double VarianceOfSlope(Dictionary<DateOnly, (double Price, double Left)> shop, List<Dictionary<DateOnly, (double Price, double Left)>> others)
    {
        var price = shop.Values.Average(week => week.Price);
        var movement = shop.Values.Sum(week => (week.Price - price) * (week.Price - price));
        if (movement <= 1e-9)
        {
            return double.PositiveInfinity;
        }

        var left = shop.Values.Average(week => week.Left);
        var own = shop.Values.Sum(week => (week.Left - left) * (week.Left - left)) / Math.Max(1, shop.Count - 1) / movement;
        return RobustDeviation.AroundZero(others.Where(other => other != shop).Select(other => Slope(shop, other))) is { } elsewhere ? Math.Max(own, elsewhere * elsewhere) : own;
    }

    private static double Slope(Dictionary<DateOnly, (double Price, double Left)> prices, Dictionary<DateOnly, (double Price, double Left)> shop)
    {
        var both = prices.Where(week => shop.ContainsKey(week.Key)).Select(week => (week.Value.Price, shop[week.Key].Left)).ToList();
        if (both.Count < LeastWeeks)
        {
            return double.NaN;
        }

        var (price, left) = (both.Average(week => week.Price), both.Average(week => week.Left));
        var movement = both.Sum(week => (week.Price - price) * (week.Price - price));
        return movement <= 1e-9 ? double.NaN : both.Sum(week => (week.Price - price) * (week.Left - left)) / movement;
    }

    private PriceObservation Observation(ServiceWeek one)
    {
        var (shop, service) = (Number(_shops, one.LocationId), Number(_services, one.Service));
        return new PriceObservation(shop, service, one.Week.DayNumber / 7, one.Price, one.Units, [Season(one), one.Discount]);
    }

    // Units beyond what is usual and what the shop's own price explains, in logarithms.
    private double Beyond(ServiceWeek one)
    {
        var usual = _usual[(one.LocationId, one.Service)];
        var slope = Elasticities is null ? 0 : Of(one.LocationId, one.Service).Value;
        return Math.Log(one.Units) - usual.Units - (slope * (Math.Log(one.Price) - usual.Price));
    }

    // How much the service was asked for in the other shops that week. The shop itself is left out: its own units must not explain themselves.
    private double Season(ServiceWeek one) => _season.TryGetValue((one.Service, one.Week), out var all) && all.Shops > 1 ? (all.Sum - Beyond(one)) / (all.Shops - 1) : 0;

    private static int Number<T>(Dictionary<T, int> numbers, T thing)
        where T : notnull => numbers.TryGetValue(thing, out var number) ? number : numbers[thing] = numbers.Count;
}
