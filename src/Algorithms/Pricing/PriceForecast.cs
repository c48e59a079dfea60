using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Pricing;

/// <summary>Units of each item in each shop at given prices: what the elasticities say, and what boosted trees find in what these leave unexplained.</summary>
/// <remarks>The trees see the price only set against the shop's usual price and the cheapest other price, and may lower units with a rising price but never raise them.</remarks>
public static class PriceForecast
{
    // Periods after which a row counts half as much: habits change within a year.
    private const double HalfLife = 40;

    // A row counts by a power of its units: a day of a promotion sells tenfold, and its error is most of the error of all. The power is mild, since few rows would decide otherwise.
    private const double UnitsPower = 0.3;

    // The half-life of the level of one shop's item, and the number of periods that are held against it.
    private const double LevelHalfLife = 20;
    private const double LevelPull = 4;

    /// <summary>Expected units of each observation without known units, in their order; NaN where the shop never sold the item.</summary>
    /// <param name="observations">Past observations, and those to tell.</param>
    /// <param name="otherPrices">Places among the circumstances of the prices of all items, in the order of items; empty where they are not known.</param>
    /// <param name="seed">Chooses rows and columns of the trees.</param>
    /// <param name="threads">Threads to use, 1 or more; the answer is the same for any number.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    public static double[] Units(IReadOnlyList<PriceObservation> observations, IReadOnlyList<int> otherPrices, int seed = 1, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(otherPrices);
        var elasticities = PriceElasticities.Fit(observations);
        var known = observations.Where(one => one.Units > 0 && !double.IsNaN(elasticities.LogUnits(one))).ToList();
        var asked = observations.Where(one => !(one.Units > 0)).ToList();
        var features = Features(observations[0].Circumstances.Length);
        var targets = known.Select(one => Math.Log(one.Units) - elasticities.LogUnits(one)).ToArray();
        var table = Table(features, known, elasticities, otherPrices);
        var askedTable = asked.Count == 0 ? null : Table(features, asked, elasticities, otherPrices);
        var last = known.Max(one => one.Period);
        var meanUnits = known.Average(one => one.Units);
        var weights = known.Select(one => Math.Pow(0.5, (last - one.Period) / HalfLife) * Math.Pow(one.Units / meanUnits, UnitsPower)).ToArray();
        var options = new BoostingOptions
        {
            Trees = 150, LearningRate = 0.05, Leaves = known.Count < 5000 ? 15 : 63, LeafRows = 40, FeatureShare = 0.5, RowShare = 0.7, Ridge = 5, KindSmoothing = 20, Threads = Math.Max(1, threads),
        };
        var (sums, left) = (new double[asked.Count], (double[])targets.Clone());
        const int Models = 2;
        for (var model = 0; askedTable is not null && model < Models; model++)
        {
            var trees = GradientBoostedTrees.Fit(table, targets, options with { Seed = seed + model }, weights, cancellationToken: cancellationToken);
            foreach (var (at, value) in trees.Predict(table).Index())
            {
                left[at] -= value / Models;
            }

            foreach (var (at, value) in trees.Predict(askedTable).Index())
            {
                sums[at] += value / Models;
            }
        }

        var levels = Levels(known, left, last);
        return [.. asked.Select((one, at) => Math.Exp(elasticities.LogUnits(one) + sums[at] + levels.GetValueOrDefault((one.Shop, one.Item))))];
    }

    // By how much each shop's item lately sold above what was told: carried on, drawn towards 0 where few periods say so.
    private static Dictionary<(int Shop, int Item), double> Levels(List<PriceObservation> known, double[] left, int last) =>
        known.Select((one, at) => (one.Shop, one.Item, Left: left[at], Weight: Math.Pow(0.5, (last - one.Period) / LevelHalfLife))).GroupBy(one => (one.Shop, one.Item))
            .ToDictionary(group => group.Key, group => group.Sum(one => one.Weight * one.Left) / (group.Sum(one => one.Weight) + LevelPull));

    private static BoostingFeature[] Features(int circumstances) =>
    [
        new("shop", IsCategorical: true), new("item", IsCategorical: true), new("price against usual", Monotone: -1), new("price against cheapest other", Monotone: -1), new("price against mean other", Monotone: -1),
        new("usual units"), new("usual price"), .. Enumerable.Range(0, circumstances).Select(at => new BoostingFeature($"circumstance {at}")),
    ];

    private static BoostingTable Table(BoostingFeature[] features, List<PriceObservation> rows, PriceElasticities elasticities, IReadOnlyList<int> otherPrices)
    {
        var columns = Array.ConvertAll(features, _ => new double[rows.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            var one = rows[row];
            var others = otherPrices.Where((_, item) => item != one.Item).Select(at => one.Circumstances[at]).ToList();
            var price = Math.Log(one.Price);
            double[] values =
            [
                one.Shop, one.Item, price - elasticities.MeanLogPrice(one.Shop, one.Item), others.Count == 0 ? double.NaN : price - others.Min(), others.Count == 0 ? double.NaN : price - others.Average(),
                elasticities.MeanLogUnits(one.Shop, one.Item), elasticities.MeanLogPrice(one.Shop, one.Item), .. one.Circumstances,
            ];
            for (var at = 0; at < values.Length; at++)
            {
                columns[at][row] = values[at];
            }
        }

        return new BoostingTable(features, columns);
    }
}
