using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;

namespace BookedBarber.Predictions.Nightly.Clients;

/// <summary>Takes earlier days for today, judges the clients of then from what was known, and compares with who came in the 90 days after.</summary>
internal static class ClientTrial
{
    public const int Ahead = 90;
    public const string MethodName = "rhythm";

    private const int Groups = 10;
    private const int LeastHistory = 60;

    // The latest first; each ends before the days that are not over.
    private static readonly int[] Back = [90, 135, 180];

    /// <param name="clients">A sample.</param>
    /// <param name="asOf">The last day that is known.</param>
    /// <param name="seed">Of the model.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static TrainedModel Run(IReadOnlyList<VisitingClient> clients, DateOnly asOf, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clients);
        var first = clients.Min(client => client.Visits.Days[0]);
        var origins = new List<BacktestOrigin>();
        var (probabilities, missed, lapsed) = (new List<double>(), new List<bool>(), new List<bool>());
        foreach (var back in Back)
        {
            var day = asOf.AddDays(-back);
            var then = clients.Where(client => client.Visits.Days[0] <= day).Select(client => (client.Visits, Known: client.Visits.Until(day))).ToList();
            if (day.DayNumber - first.DayNumber < LeastHistory || then.Count < 2 * ReturnForecast.FewestOfEach)
            {
                continue;
            }

            var told = ReturnForecast.Judge(then.ConvertAll(one => one.Known), day, Ahead, seed, cancellationToken).Clients;
            var came = then.ConvertAll(one => one.Visits.Between(day, day.AddDays(Ahead)) == 0);
            var mine = told.Select(one => one.ProbabilityOfNoVisit).ToList();
            origins.Add(new BacktestOrigin(day, Ahead, then.Count, ProbabilityScores.Brier(mine, came), Naive(came)));
            probabilities.AddRange(mine);
            missed.AddRange(came);
            lapsed.AddRange(then.Select(one => ClientOutlook.Of(new VisitingClient(Guid.Empty, Guid.Empty, string.Empty, one.Known), told[0], null, day, 0, 0).IsLapsed));
        }

        var backtest = origins.Count == 0
            ? Backtest.None("brier")
            : new Backtest(
                "brier",
                ProbabilityScores.Brier(probabilities, missed),
                Naive(missed),
                origins,
                [new TriedMethod(MethodName, ProbabilityScores.Brier(probabilities, missed)), new TriedMethod("lapsed_rule", lapsed.Zip(missed, (rule, was) => rule == was ? 0.0 : 1).Average()), new TriedMethod("share_of_all", Naive(missed))],
                new Dictionary<string, double>
                {
                    ["accuracy"] = ProbabilityScores.Accuracy(probabilities, missed),
                    ["accuracy_of_saying_the_same_of_all"] = Math.Max(missed.Count(one => one), missed.Count(one => !one)) / (double)missed.Count,
                    ["accuracy_of_lapsed_rule"] = lapsed.Zip(missed, (rule, was) => rule == was ? 1.0 : 0).Average(),
                    ["auc"] = ProbabilityScores.Auc(probabilities, missed),
                });
        return new TrainedModel(
            PredictionKind.Clients,
            MethodName,
            new { daysAhead = Ahead, sample = clients.Count },
            seed,
            first,
            asOf,
            new Dictionary<string, long> { ["clients"] = clients.Count, ["visits"] = clients.Sum(client => (long)client.Visits.Days.Count), ["judged"] = missed.Count },
            backtest,
            origins.Count == 0 ? Calibration.None : new Calibration(null, ProbabilityScores.CalibrationError(probabilities, missed), Reliability.Of(probabilities, missed, Groups), missed.Count),
            new { });
    }

    // Everybody is given the share of all.
    private static double Naive(List<bool> happened)
    {
        var share = happened.Count(one => one) / (double)happened.Count;
        return share * (1 - share);
    }
}
