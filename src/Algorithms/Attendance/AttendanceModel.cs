using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Attendance;

/// <summary>Tells for each coming appointment how likely the client is to stay away.</summary>
/// <remarks>
/// Several models of boosted trees over <see cref="AttendanceColumns"/>, each of other rows and columns, averaged in log-odds, then calibrated on predictions for clients that the predicting model had not
/// seen. With few outcomes trees are small and more of them are averaged; with fewer than <see cref="FewestOfEach"/> of either outcome everybody gets the same smoothed share.
/// </remarks>
public static class AttendanceModel
{
    /// <summary>Fewest missed and fewest kept appointments from which differences are learnt.</summary>
    public const int FewestOfEach = 10;

    // Below this number of rows trees of many leaves learn the noise.
    private const int FewRows = 5000;
    private const int Folds = 3;

    // Averaged models, each of other rows and columns; one alone orders by its luck, too.
    private const int Models = 8;

    /// <summary>The probabilities of an <see cref="AttendanceModel"/> and what they rest on.</summary>
    /// <param name="Probabilities">For each appointment whose outcome is not known, in their order: chance that it is missed.</param>
    /// <param name="Learnt">Whether differences were learnt, or everybody got the same share.</param>
    /// <param name="Auc">Order of the probabilities on clients not learnt from, 0.5 guessing to 1; NaN where nothing was learnt.</param>
    /// <param name="CalibrationError">How far these probabilities were off on average.</param>
    /// <param name="Reasons">What mattered most: names of columns and their shares of 1.</param>
    public sealed record Outcome(IReadOnlyList<double> Probabilities, bool Learnt, double Auc, double CalibrationError, IReadOnlyList<(string Name, double Share)> Reasons);

    /// <summary>Learns from the appointments whose outcome is known and judges the others.</summary>
    /// <param name="own">The caller's columns.</param>
    /// <param name="appointments">Both kinds together.</param>
    /// <param name="seed">Chooses rows, columns and folds.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <exception cref="ArgumentException">No outcome is known, or all known outcomes are the same: nothing can be learnt.</exception>
    public static Outcome Judge(IReadOnlyList<BoostingFeature> own, IReadOnlyList<Appointment> appointments, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(appointments);
        var known = Enumerable.Range(0, appointments.Count).Where(at => appointments[at].Missed is not null).ToArray();
        var open = Enumerable.Range(0, appointments.Count).Where(at => appointments[at].Missed is null).ToArray();
        var missed = known.Count(at => appointments[at].Missed == true);
        if (missed == 0 || missed == known.Length)
        {
            throw new ArgumentException(known.Length == 0 ? "No outcome is known." : $"All {known.Length} known appointments were {(missed == 0 ? "kept" : "missed")}; both are needed to learn the difference.", nameof(appointments));
        }

        if (Math.Min(missed, known.Length - missed) < FewestOfEach)
        {
            var share = (missed + 1.0) / (known.Length + 2);
            return new Outcome([.. open.Select(_ => share)], false, double.NaN, double.NaN, []);
        }

        var table = AttendanceColumns.Make(own, appointments);
        var options = Options(known.Length, seed);
        var (aside, truth) = CrossFitted(table, appointments, known, options, seed, cancellationToken);
        var calibration = BetaCalibration.Fit(aside, truth);
        var calibrated = aside.Select(calibration.Calibrate).ToList();
        var (learning, targets) = (table.Take(known), Targets(appointments, known));
        var asked = table.Take(open);
        var logOdds = new double[open.Length];
        var reasons = new Dictionary<string, double>();
        for (var model = 0; model < Models; model++)
        {
            var trees = GradientBoostedTrees.Fit(learning, targets, options with { Seed = seed + model }, cancellationToken: cancellationToken);
            foreach (var (at, probability) in trees.Predict(asked).Index())
            {
                logOdds[at] += Math.Log(probability / (1 - probability)) / Models;
            }

            foreach (var (name, share) in trees.Importance())
            {
                reasons[name] = reasons.GetValueOrDefault(name) + (share / Models);
            }
        }

        return new Outcome(
            [.. logOdds.Select(odds => calibration.Calibrate(RidgeLogistic.Probability(odds)))],
            true,
            ProbabilityScores.Auc(calibrated, truth),
            ProbabilityScores.CalibrationError(calibrated, truth),
            [.. reasons.Select(pair => (pair.Key, pair.Value)).OrderByDescending(one => one.Value)]);
    }

    // A client is wholly in one fold: the same client's other appointments would give the outcome away.
    private static (List<double> Probabilities, List<bool> Missed) CrossFitted(BoostingTable table, IReadOnlyList<Appointment> appointments, int[] known, BoostingOptions options, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var folds = new Dictionary<int, int>();
        var fold = Array.ConvertAll(known, at =>
        {
            var client = appointments[at].Client;
            if (client < 0)
            {
                return random.Next(Folds);
            }

            return folds.TryGetValue(client, out var own) ? own : folds[client] = random.Next(Folds);
        });
        var (probabilities, missed) = (new List<double>(known.Length), new List<bool>(known.Length));
        for (var held = 0; held < Folds; held++)
        {
            var rest = known.Where((_, at) => fold[at] != held).ToArray();
            var back = known.Where((_, at) => fold[at] == held).ToArray();
            if (back.Length == 0 || rest.Length == 0)
            {
                continue;
            }

            var trees = GradientBoostedTrees.Fit(table.Take(rest), Targets(appointments, rest), options, cancellationToken: cancellationToken);
            probabilities.AddRange(trees.Predict(table.Take(back)));
            missed.AddRange(back.Select(at => appointments[at].Missed == true));
        }

        return (probabilities, missed);
    }

    private static double[] Targets(IReadOnlyList<Appointment> appointments, int[] rows) => Array.ConvertAll(rows, at => appointments[at].Missed == true ? 1.0 : 0);

    private static BoostingOptions Options(int rows, int seed) =>
        rows < FewRows
            ? new BoostingOptions { Loss = BoostingLoss.Logistic, Trees = 150, LearningRate = 0.04, Leaves = 5, LeafRows = Math.Clamp(rows / 60, 3, 30), FeatureShare = 0.5, RowShare = 0.7, Ridge = 3, KindSmoothing = 10, Seed = seed }
            : new BoostingOptions { Loss = BoostingLoss.Logistic, Trees = 200, LearningRate = 0.05, Leaves = 8, LeafRows = 100, FeatureShare = 0.4, RowShare = 0.7, Ridge = 5, KindSmoothing = 150, Seed = seed };
}
