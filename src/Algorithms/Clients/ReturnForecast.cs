namespace BookedBarber.Algorithms.Clients;

/// <summary>Tells for every client how likely no visit is in the time ahead, how many visits to expect and what they are worth.</summary>
/// <remarks>
/// Visit models give a first answer from counts. Then the same is asked for days in the past of the same file, where the answer is known, and boosted trees learn how the models'
/// answers and the clients' own rhythms went together with what came. With too few clients for that, the visit model alone answers; with too few even for it, the share of all clients does.
/// </remarks>
public static class ReturnForecast
{
    /// <summary>Fewest rows of either outcome from which the trees learn.</summary>
    public const int FewestOfEach = ReturnLessons.FewestOfEach;

    // A twelfth of a year, in weeks.
    private const double Month = 365.25 / 12 / 7;

    /// <summary>What is told of all clients.</summary>
    /// <param name="Clients">One for each client, in their order.</param>
    /// <param name="Basis">What the answers rest on.</param>
    /// <param name="Fit">Why there was no visit model, where <paramref name="Basis"/> is <see cref="ReturnBasis.ShareOfAll"/>.</param>
    public sealed record Outcome(IReadOnlyList<ClientReturn> Clients, ReturnBasis Basis, VisitFit Fit = VisitFit.Settled);

    /// <summary>Judges clients.</summary>
    /// <param name="clients">Every client with at least one visit, none after the day of judgement.</param>
    /// <param name="asOf">Day of judgement: what came until its end is known.</param>
    /// <param name="days">Days ahead, 1 or more.</param>
    /// <param name="seed">Chooses rows and columns of the trees.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <exception cref="ArgumentException">A client has no visit, or one after the day of judgement; its place is named.</exception>
    public static Outcome Judge(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int days, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Check(clients, asOf);
        var (models, fit) = VisitModels.Of(clients, asOf);
        if (models is null)
        {
            return new Outcome(ByShare(clients, asOf, days), ReturnBasis.ShareOfAll, fit);
        }

        var summaries = clients.Select(client => client.Summary(asOf)).ToArray();
        var lessons = ReturnLessons.Of(clients, asOf, days, models);
        var isLearnt = lessons.AreEnough;
        var none = isLearnt
            ? lessons.Learn([.. clients.Select((client, at) => ReturnLessons.Row(client, asOf, summaries[at], models, days))], seed, cancellationToken)
            : [.. summaries.Select(summary => models.Likeliest.ProbabilityOfNoVisit(summary, days / 7.0))];
        var spends = Spends(clients);
        return new Outcome(
            [.. summaries.Select((summary, at) => new ClientReturn(
                models.Likeliest.ProbabilityAlive(summary),
                none[at],
                Math.Max(lessons.Factor * models.Likeliest.ExpectedVisits(summary, days / 7.0), 1 - none[at]),
                spends[at],
                ReturnReason.Of(clients[at], asOf)))],
            isLearnt ? ReturnBasis.OwnRhythm : ReturnBasis.VisitModel);
    }

    /// <summary>Expected visits of each client in each coming month of a twelfth of a year, by the visit model alone.</summary>
    /// <param name="clients">As for <see cref="Judge"/>.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <param name="months">Months ahead, 1 or more.</param>
    /// <returns>[client][month]; <see langword="null"/> where there is no visit model.</returns>
    public static double[][]? VisitsByMonth(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int months) => TryVisitsByMonth(clients, asOf, months, out var visits) == VisitFit.Settled ? visits : null;

    /// <summary>As <see cref="VisitsByMonth"/>, and says why there is no visit model.</summary>
    /// <param name="clients">As for <see cref="Judge"/>.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <param name="months">Months ahead, 1 or more.</param>
    /// <param name="visits">[client][month]; empty where there is no model.</param>
    /// <returns><see cref="VisitFit.Settled"/>, or the reason.</returns>
    public static VisitFit TryVisitsByMonth(IReadOnlyList<ClientVisits> clients, DateOnly asOf, int months, out double[][] visits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        Check(clients, asOf);
        visits = [];
        var (models, fit) = VisitModels.Of(clients, asOf);
        if (models is null)
        {
            return fit;
        }

        var factor = ReturnLessons.Of(clients, asOf, months * 30, models).Factor;
        visits = [.. clients.Select(client => client.Summary(asOf)).Select(summary =>
        {
            var sums = Enumerable.Range(0, months + 1).Select(month => factor * models.Likeliest.ExpectedVisits(summary, month * Month)).ToArray();
            return sums.Skip(1).Zip(sums, (later, earlier) => later - earlier).ToArray();
        })];
        return VisitFit.Settled;
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
        // No model: each half-way between the own mean and that of all, nearer to the own with every visit.
        return Array.ConvertAll(means, client => ((client.Length * client.Mean) + all) / (client.Length + 1));
    }

    private static void Check(IReadOnlyList<ClientVisits> clients, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(clients);
        var wrong = clients.Index().FirstOrDefault(client => client.Item.Days.Count == 0 || client.Item.Days[^1] > asOf, (-1, null!));
        if (wrong.Index >= 0)
        {
            throw new ArgumentException($"Client {wrong.Index} has no visit until the day of judgement, or one after it.", nameof(clients));
        }
    }

    // No model: of the gaps that all clients showed, the share that was longer than the time away and the time ahead together; one more of each outcome, so that nobody is certain.
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
}
