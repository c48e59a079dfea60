using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Clients;

/// <summary>What days in the past of the same clients teach: how signals and the models' answers went together with what came.</summary>
internal sealed class ReturnLessons
{
    /// <summary>Fewest rows of either outcome from which the trees learn.</summary>
    public const int FewestOfEach = 60;

    // Judged every three weeks back: days nearer to each other repeat most of what the next one says.
    private const int Origins = 5;
    private const int OriginStep = 21;

    // Before ten weeks of history nobody's rhythm shows.
    private const int LeastHistory = 70;

    // Averaged models, each of other rows and columns: a few hundred clients are few, and one model's luck shows.
    private const int Models = 8;

    private readonly List<double[]> _rows = [];
    private readonly List<bool> _stayedAway = [];

    private ReturnLessons()
    {
    }

    /// <summary>By how much more visits came than the model expected, on the latest of the days looked back at; 1 where there is none.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>Whether there are rows enough of either outcome.</summary>
    public bool AreEnough => Math.Min(_stayedAway.Count(none => none), _stayedAway.Count(none => !none)) >= FewestOfEach;

    /// <summary>Looks back from days in the past from which as many days ahead are known as are asked for, or half of the history where that is shorter.</summary>
    public static ReturnLessons Of(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int days, VisitModels models)
    {
        var lessons = new ReturnLessons();
        var first = clients.Min(client => client.Days[0]);
        var ahead = Math.Min(days, (asOf.DayNumber - first.DayNumber) / 2);
        for (var origin = 0; origin < Origins && ahead > 0; origin++)
        {
            var day = asOf.AddDays(-ahead - (origin * OriginStep));
            var then = clients.Where(client => client.Days[0] <= day).Select(client => (All: client, Known: client.Until(day))).ToList();
            if (day.DayNumber - first.DayNumber < LeastHistory || then.Count < 2 * VisitModel.FewestClients || VisitModels.Of(then.ConvertAll(client => client.Known), day, models).Models is not { } fitted)
            {
                break;
            }

            lessons.Add(then, day, ahead, fitted, origin == 0 ? models.Chosen : null);
        }

        return lessons;
    }

    /// <summary>What a client looks like on a day: signals, then the models' answers.</summary>
    public static double[] Row(ClientVisits client, DateOnly asOf, VisitSummary summary, VisitModels models, int days) =>
        [.. ReturnSignals.Of(client, asOf), .. models.LogOddsOfNoVisit(summary, days / 7.0)];

    /// <summary>Probability of no visit for each row asked.</summary>
    public double[] Learn(double[][] asked, int seed, CancellationToken cancellationToken)
    {
        var features = ReturnSignals.Names.Concat(Enumerable.Range(0, asked[0].Length - ReturnSignals.Names.Count).Select(at => $"visit model {at}")).Select(name => new BoostingFeature(name)).ToArray();
        BoostingTable Table(IReadOnlyList<double[]> of) => new(features, [.. features.Select((_, at) => of.Select(row => row[at]).ToArray())]);
        var (table, askedTable, targets) = (Table(_rows), Table(asked), _stayedAway.Select(none => none ? 1.0 : 0).ToArray());
        var sums = new double[asked.Length];
        for (var model = 0; model < Models; model++)
        {
            var trees = GradientBoostedTrees.Fit(
                table,
                targets,
                new BoostingOptions { Loss = BoostingLoss.Logistic, Trees = 130, LearningRate = 0.04, Leaves = 5, LeafRows = Math.Clamp(_rows.Count / 50, 20, 200), FeatureShare = 0.3, RowShare = 0.6, Ridge = 5, Seed = seed + model },
                cancellationToken: cancellationToken);
            foreach (var (at, probability) in trees.Predict(askedTable).Index())
            {
                sums[at] += RidgeLogistic.LogOddsOf(probability) / Models;
            }
        }

        return Array.ConvertAll(sums, RidgeLogistic.Probability);
    }

    private void Add(List<(ClientVisits All, ClientVisits Known)> clients, DateOnly day, int ahead, VisitModels models, int? judged)
    {
        var (came, expected) = (0.0, 0.0);
        foreach (var (all, known) in clients)
        {
            var summary = known.Summary(day);
            var visits = all.Between(day, day.AddDays(ahead));
            _rows.Add(Row(known, day, summary, models, ahead));
            _stayedAway.Add(visits == 0);
            came += visits;
            expected += judged is { } place ? models.ExpectedVisits(place, summary, ahead / 7.0) : 0;
        }

        Factor = came > 0 && expected > 0 ? Math.Clamp(came / expected, 0.5, 2) : Factor;
    }
}
