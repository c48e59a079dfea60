using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Clients;

/// <summary>Tells for every client how likely no visit is in the time ahead, how many visits to expect and what they are worth.</summary>
/// <remarks>
/// Visit models give a first answer from counts. Then the same is asked for days in the past of the same file, where the answer is known, and boosted trees learn how the models'
/// answers and the clients' own rhythms went together with what came. With too few clients for that, the visit model alone answers; with too few even for it, the share of all clients does.
/// </remarks>
public static class ReturnForecast
{
    /// <summary>Fewest rows of either outcome from which the trees learn.</summary>
    public const int FewestOfEach = 60;

    // Judged every fortnight back: each day in the past repeats most of what the next one says.
    private const int Origins = 6;
    private const int OriginStep = 14;

    // Before ten weeks of history nobody's rhythm shows.
    private const int LeastHistory = 70;
    private const int Models = 5;

    private static readonly (int Regularity, bool MayLeaveAtOnce)[] Kinds = [(1, false), (1, true), (2, true)];

    /// <summary>What is told of all clients.</summary>
    /// <param name="Clients">One for each client, in their order.</param>
    /// <param name="Basis">What the answers rest on.</param>
    public sealed record Outcome(IReadOnlyList<ClientReturn> Clients, ReturnBasis Basis);

    /// <summary>Judges clients.</summary>
    /// <param name="clients">Every client with at least one visit, none after the day of judgement.</param>
    /// <param name="asOf">Day of judgement: what came until its end is known.</param>
    /// <param name="days">Days ahead, 1 or more.</param>
    /// <param name="seed">Chooses rows and columns of the trees.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <exception cref="ArgumentException">A client has no visit, or one after the day of judgement; its place is named.</exception>
    public static Outcome Judge(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int days, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var wrong = clients.Index().FirstOrDefault(client => client.Item.Days.Count == 0 || client.Item.Days[^1] > asOf, (-1, null!));
        if (wrong.Index >= 0)
        {
            throw new ArgumentException($"Client {wrong.Index} has no visit until the day of judgement, or one after it.", nameof(clients));
        }

        if (clients.Count == 0)
        {
            return new Outcome([], ReturnBasis.ShareOfAll);
        }

        var models = Fit(clients, asOf, null);
        if (models is null)
        {
            return new Outcome(ByShare(clients, asOf, days), ReturnBasis.ShareOfAll);
        }

        var summaries = clients.Select(client => client.Summary(asOf)).ToArray();
        var chosen = models.MaxBy(model => summaries.Sum(model.LogLikelihood))!;
        var (rows, outcomes, factor) = LookBack(clients, asOf, days, models, Array.IndexOf(models, chosen));
        var learnt = Math.Min(outcomes.Count(none => none), outcomes.Count(none => !none)) >= FewestOfEach;
        var none = learnt
            ? Learn(rows, outcomes, [.. clients.Select((client, at) => Row(client, asOf, summaries[at], models, days))], seed, cancellationToken)
            : [.. summaries.Select(summary => chosen.ProbabilityOfNoVisit(summary, days / 7.0))];
        var spends = Spends(clients);
        return new Outcome(
            [.. summaries.Select((summary, at) => new ClientReturn(chosen.ProbabilityAlive(summary), none[at], Math.Max(factor * chosen.ExpectedVisits(summary, days / 7.0), 1 - none[at]), spends[at], ReturnReason.Of(clients[at], asOf)))],
            learnt ? ReturnBasis.OwnRhythm : ReturnBasis.VisitModel);
    }

    /// <summary>Expected visits of each client in each coming month of a twelfth of a year, by the visit model alone.</summary>
    /// <param name="clients">As for <see cref="Judge"/>.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <param name="months">Months ahead, 1 or more.</param>
    /// <returns>[client][month]; <see langword="null"/> where there are too few clients for a visit model.</returns>
    public static double[][]? VisitsByMonth(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int months)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        if (Fit(clients, asOf, null) is not { } models)
        {
            return null;
        }

        var summaries = clients.Select(client => client.Summary(asOf)).ToArray();
        var chosen = models.MaxBy(model => summaries.Sum(model.LogLikelihood))!;
        var (_, _, factor) = LookBack(clients, asOf, months * 30, models, Array.IndexOf(models, chosen));
        const double Month = 365.25 / 12 / 7;
        return Array.ConvertAll(summaries, summary =>
        {
            var sums = Enumerable.Range(0, months + 1).Select(month => factor * chosen.ExpectedVisits(summary, month * Month)).ToArray();
            return sums.Skip(1).Zip(sums, (later, earlier) => later - earlier).ToArray();
        });
    }

    /// <summary>Spend per visit to expect of each client; NaN where amounts are not known.</summary>
    public static double[] Spends(IReadOnlyList<ClientVisits> clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        var paid = clients.Select(client => client.Amounts.Where(amount => amount > 0).ToArray()).ToArray();
        var means = paid.Select(amounts => (amounts.Length, Mean: amounts.Length == 0 ? 0 : amounts.Average())).ToArray();
        if (SpendModel.TryFit(means, out var model))
        {
            return Array.ConvertAll(means, client => model!.Expected(client.Length, client.Mean));
        }

        var all = paid.SelectMany(amounts => amounts).DefaultIfEmpty(double.NaN).Average();
        // Few clients: each half-way between the own mean and that of all, nearer to the own with every visit.
        return Array.ConvertAll(means, client => ((client.Length * client.Mean) + all) / (client.Length + 1));
    }

    private static VisitModel[]? Fit(IReadOnlyList<ClientVisits> clients, DateOnly asOf, VisitModel[]? near)
    {
        var summaries = clients.Select(client => client.Summary(asOf)).ToArray();
        var models = new VisitModel[Kinds.Length];
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (!VisitModel.TryFit(summaries, Kinds[kind].Regularity, Kinds[kind].MayLeaveAtOnce, out var model, near?[kind]))
            {
                return null;
            }

            models[kind] = model!;
        }

        return models;
    }

    private static double[] Row(ClientVisits client, DateOnly asOf, VisitSummary summary, VisitModel[] models, int days) =>
        [.. ReturnSignals.Of(client, asOf), .. models.Select(model => LogOdds(model.ProbabilityOfNoVisit(summary, days / 7.0)))];

    // Days in the past from which as many days ahead are known as are asked for, or half of the history where that is shorter. The factor is by how much more visits came than the model expected
    // on the latest of these days.
    private static (List<double[]> Rows, List<bool> Outcomes, double Factor) LookBack(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int days, VisitModel[] models, int chosen)
    {
        var first = clients.Min(client => client.Days[0]);
        var ahead = Math.Min(days, (asOf.DayNumber - first.DayNumber) / 2);
        var (rows, outcomes, factor) = (new List<double[]>(), new List<bool>(), 1.0);
        for (var origin = 0; origin < Origins && ahead > 0; origin++)
        {
            var day = asOf.AddDays(-ahead - (origin * OriginStep));
            var then = clients.Where(client => client.Days[0] <= day).Select(client => (All: client, Known: client.Until(day))).ToList();
            if (day.DayNumber - first.DayNumber < LeastHistory || then.Count < 2 * VisitModel.FewestClients || Fit(then.ConvertAll(client => client.Known), day, models) is not { } fitted)
            {
                break;
            }

            var (came, expected) = (0.0, 0.0);
            foreach (var (all, known) in then)
            {
                var summary = known.Summary(day);
                var visits = all.Between(day, day.AddDays(ahead));
                rows.Add(Row(known, day, summary, fitted, ahead));
                outcomes.Add(visits == 0);
                came += visits;
                expected += origin == 0 ? fitted[chosen].ExpectedVisits(summary, ahead / 7.0) : 0;
            }

            factor = origin == 0 && came > 0 && expected > 0 ? Math.Clamp(came / expected, 0.5, 2) : factor;
        }

        return (rows, outcomes, factor);
    }

    private static double[] Learn(List<double[]> rows, List<bool> outcomes, double[][] asked, int seed, CancellationToken cancellationToken)
    {
        var features = ReturnSignals.Names.Select(name => new BoostingFeature(name)).Concat(Kinds.Select((_, at) => new BoostingFeature($"visit model {at}"))).ToArray();
        BoostingTable Table(IReadOnlyList<double[]> of) => new(features, [.. features.Select((_, at) => of.Select(row => row[at]).ToArray())]);
        var (table, askedTable, targets) = (Table(rows), Table(asked), outcomes.Select(none => none ? 1.0 : 0).ToArray());
        var sums = new double[asked.Length];
        for (var model = 0; model < Models; model++)
        {
            var trees = GradientBoostedTrees.Fit(
                table,
                targets,
                new BoostingOptions { Loss = BoostingLoss.Logistic, Trees = 120, LearningRate = 0.04, Leaves = 5, LeafRows = Math.Clamp(rows.Count / 50, 20, 60), FeatureShare = 0.4, RowShare = 0.6, Ridge = 5, Seed = seed + model },
                cancellationToken: cancellationToken);
            foreach (var (at, probability) in trees.Predict(askedTable).Index())
            {
                sums[at] += LogOdds(probability) / Models;
            }
        }

        return Array.ConvertAll(sums, RidgeLogistic.Probability);
    }

    // Too few for a model: of the gaps that all clients showed, the share that was longer than the time away and the time ahead together; one more of each outcome, so that nobody is certain.
    private static ClientReturn[] ByShare(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int days)
    {
        var gaps = clients.SelectMany(client => client.Days.Skip(1).Zip(client.Days, (later, earlier) => later.DayNumber - earlier.DayNumber)).ToArray();
        var spends = Spends(clients);
        var rate = (double)gaps.Length / Math.Max(1, clients.Sum(client => asOf.DayNumber - client.Days[0].DayNumber));
        return [.. clients.Select((client, at) =>
        {
            var away = asOf.DayNumber - client.Days[^1].DayNumber;
            var still = gaps.Count(gap => gap > away) + 1.0;
            var longer = gaps.Count(gap => gap > away + days) + 1.0;
            var none = longer / (still + 1);
            return new ClientReturn(still / (gaps.Length + 2), none, Math.Max(1 - none, (1 - none) * rate * days), spends[at], ReturnReason.Of(client, asOf));
        })];
    }

    private static double LogOdds(double probability)
    {
        var inside = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return Math.Log(inside / (1 - inside));
    }
}
