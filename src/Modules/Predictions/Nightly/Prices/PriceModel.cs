using BookedBarber.Algorithms.Pricing;

namespace BookedBarber.Predictions.Nightly.Prices;

/// <summary>Learns how units follow prices, set apart from what all shops sell more or less of in a week.</summary>
internal sealed class PriceModel
{
    // Of fewer weeks the level of a service is not known.
    public const int LeastWeeks = 12;

    private const int Turns = 20;

    // Drawn together, slopes seem surer than they are: how sure their common mean is stands in none of them.
    private const double LeastDeviation = 0.1;

    private readonly Dictionary<Guid, int> _shops = [];
    private readonly Dictionary<string, int> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Shop, string Service), (double Units, double Price)> _usual;
    private Dictionary<(string Service, DateOnly Week), (double Sum, int Shops)> _season = [];

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

        return model;
    }

    public PriceElasticities.Elasticity Of(Guid shop, string service)
    {
        var told = Elasticities!.Of(_shops.GetValueOrDefault(shop, -1), _services.GetValueOrDefault(service, -1));
        return told with { Deviation = Math.Max(LeastDeviation, told.Deviation) };
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
