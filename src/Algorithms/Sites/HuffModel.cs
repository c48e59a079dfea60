using BookedBarber.Algorithms.Optimisation;

namespace BookedBarber.Algorithms.Sites;

/// <summary>How people divide their spending among shops: more where a shop is larger, less where it is further away, and always against the others.</summary>
/// <remarks>
/// Huff, "A probabilistic analysis of shopping center trade areas", 1963: the share of shop j in district i is size^a / distance^b over the sum of the same for all shops. The parameters are fitted to
/// known sales instead of surveys, as by Suárez-Vega et al., 2015.
/// </remarks>
/// <param name="Attraction">a: what doubling the size does; 1 draws in proportion.</param>
/// <param name="Decay">b: what distance takes away; 0: none.</param>
/// <param name="Level">Sales for each unit of demand drawn.</param>
/// <param name="Spread">Standard deviation of the logarithm of sales about the model; what remains unexplained. NaN where too few sales were known to tell.</param>
public sealed record HuffModel(double Attraction, double Decay, double Level, double Spread)
{
    /// <summary>Fewest shops with known sales from which the three numbers are told.</summary>
    public const int FewestShops = 5;

    // Nearer than this share of the mean distance is at the door: without it a shop in the middle of its district would draw everybody.
    private const double Door = 0.02;

    // Decays of about 1 are usual for daily errands; weak pulls to these keep a town whose sales say nothing about distance from an absurd answer.
    private const double UsualAttraction = 1;
    private const double UsualDecay = 1;

    // Two variables settle in some 150 evaluations.
    private const int Evaluations = 2000;
    private const double Tolerance = 1e-9;
    private static readonly double[][] Starts = [[0.5, 0.3], [1, 1], [1, 2.5], [2, 2]];
    private static readonly double[] FirstSteps = [0.3, 0.3];

    // Sales that the model meets to a millionth are met.
    private const double Exact = 1e-6;

    /// <summary>Fits the model to known sales.</summary>
    /// <param name="area">Districts and all shops, also those without known sales: they compete.</param>
    /// <param name="sales">Sales of each shop, above 0; NaN where they are not known.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="FewestShops"/> sales are known, or lengths differ.</exception>
    /// <exception cref="NotSettledException">The search for size and distance ran out of steps, so that these sales do not tell them.</exception>
    public static HuffModel Fit(TradeArea area, IReadOnlyList<double> sales) => Fit(area, sales, Evaluations);

    internal static HuffModel Fit(TradeArea area, IReadOnlyList<double> sales, int evaluations)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(sales);
        var known = Enumerable.Range(0, sales.Count).Where(shop => sales[shop] > 0).ToArray();
        if (sales.Count != area.Shops || known.Length < FewestShops)
        {
            throw new ArgumentException($"Sales of {known.Length} shops are known; {FewestShops} are needed to tell how size and distance count.", nameof(sales));
        }

        var logs = Array.ConvertAll(known, shop => Math.Log(sales[shop]));
        double[] Errors(double attraction, double decay, out double level)
        {
            var drawn = new HuffModel(attraction, decay, 1, double.NaN).Sales(area);
            var errors = known.Select((shop, at) => logs[at] - Math.Log(Math.Max(drawn[shop], 1e-300))).ToArray();
            var middle = errors.Order().ElementAt(errors.Length / 2);
            level = Math.Exp(middle);
            return Array.ConvertAll(errors, error => error - middle);
        }

        // Errors in absolute value: sales of a few shops are always odd (a petrol station beside, a figure of another year), and squares would let these few decide. Their sum is the likelihood of
        // Laplace errors of unknown size; the usual values weigh like one normal deviation each.
        double Cost(double[] at)
        {
            var error = Errors(at[0], at[1], out _).Average(Math.Abs);
            var outside = Math.Max(0, -at[1]) + Math.Max(0, at[1] - 6) + Math.Max(0, Math.Abs(at[0]) - 5);
            return (known.Length * Math.Log(error + Exact)) + (100 * outside) + ((Math.Pow(at[0] - UsualAttraction, 2) + Math.Pow(at[1] - UsualDecay, 2)) / 2);
        }

        // The surface can have two valleys (far-reaching large shops, or near small ones): the best of several starts is taken.
        var best = Starts.Select(start => NelderMead.Search(Cost, start, FirstSteps, evaluations, Tolerance)).Where(low => low.IsSettled).OrderBy(low => low.Value).Select(low => low.Point).FirstOrDefault()
            ?? throw new NotSettledException("How size and distance count cannot be told from these sales: the search for both ran out of steps.");
        var attraction = best[0];
        var decay = Math.Max(0, best[1]);
        var residuals = Errors(attraction, decay, out var level);
        return new HuffModel(attraction, decay, level, known.Length > 3 ? Math.Sqrt(residuals.Sum(error => error * error) / (known.Length - 3)) : double.NaN);
    }

    /// <summary>Sales of each shop.</summary>
    public double[] Sales(TradeArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        var sales = new double[area.Shops];
        var door = Math.Max(1e-9, Door * area.Distance.SelectMany(row => row).DefaultIfEmpty(1).Average());
        var pulls = new double[area.Shops];
        for (var district = 0; district < area.Districts; district++)
        {
            var sum = 0.0;
            for (var shop = 0; shop < pulls.Length; shop++)
            {
                pulls[shop] = Math.Exp((Attraction * Math.Log(area.Size[shop])) - (Decay * Math.Log(Math.Max(door, area.Distance[district][shop]))));
                sum += pulls[shop];
            }

            for (var shop = 0; shop < pulls.Length; shop++)
            {
                sales[shop] += Level * area.Demand[district] * pulls[shop] / sum;
            }
        }

        return sales;
    }
}
