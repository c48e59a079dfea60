using BookedBarber.Algorithms.Optimisation;
using MathNet.Numerics;

namespace BookedBarber.Algorithms.Clients;

/// <summary>Visits of clients who come at a rhythm of their own until one day, unannounced, they have come for the last time.</summary>
/// <remarks>
/// With regularity 1 and nobody leaving before a repeat this is BG/NBD (Fader, Hardie and Lee, "Counting your customers the easy way", 2005). Regularity k above 1 makes times between visits Erlang-k
/// instead of exponential: BG/CNBD-k and, where clients may leave after the first visit, MBG/CNBD-k (Platzer and Reutterer, "Ticking away the moments", 2016). Rates vary between clients as a gamma
/// distribution (shape <see cref="Shape"/>, rate <see cref="Rate"/>), the chance of leaving after a visit as a beta distribution (<see cref="LeaveA"/>, <see cref="LeaveB"/>).
/// </remarks>
/// <param name="Shape">r, above 0.</param>
/// <param name="Rate">α, above 0, in the unit of time of the summaries.</param>
/// <param name="LeaveA">a, above 0.</param>
/// <param name="LeaveB">b, above 0.</param>
/// <param name="Regularity">k, 1 or more; 1: any moment is as likely as any other.</param>
/// <param name="MayLeaveAtOnce">Whether clients may leave after the very first visit.</param>
public sealed record VisitModel(double Shape, double Rate, double LeaveA, double LeaveB, int Regularity = 1, bool MayLeaveAtOnce = false)
{
    /// <summary>Fewest clients whose visits can tell four numbers.</summary>
    public const int FewestClients = 50;

    // Far beyond any shop's clients: keeps the search away from where the logarithms lose their digits.
    private const double LargestLog = 12;

    // A search of four variables settles in some 300 evaluations where the likelihood has a top, and in some thousand along a ridge.
    private const int Evaluations = 1500;
    private const int Rounds = 3;
    private const double Tolerance = 1e-11;
    private const double Trembling = 1e-6;
    private static readonly double[] FirstSteps = [0.4, 0.4, 0.4, 0.4];

    // Steps of the mean over the chance of leaving, and from where on its density is narrower than a step.
    private const int Steps = 64;
    private const double Needle = 400;

    /// <summary>Finds the numbers under which the visits are most likely.</summary>
    /// <param name="clients">At least <see cref="FewestClients"/> summaries.</param>
    /// <param name="regularity">k, 1 or more.</param>
    /// <param name="mayLeaveAtOnce">Whether clients may leave after the very first visit.</param>
    /// <param name="model">The model; <see langword="null"/> where there is none, for the reasons that <see cref="Fit"/> names.</param>
    /// <param name="near">A model of nearly the same clients to begin from, which is faster; <see langword="null"/> where there is none.</param>
    /// <returns>Whether there is a model.</returns>
    public static bool TryFit(IReadOnlyList<VisitSummary> clients, int regularity, bool mayLeaveAtOnce, out VisitModel? model, VisitModel? near = null)
    {
        (model, _) = Fit(clients, regularity, mayLeaveAtOnce, near);
        return model is not null;
    }

    /// <summary>As <see cref="TryFit"/>, and says why there is no model.</summary>
    /// <param name="clients">Summaries of all clients.</param>
    /// <param name="regularity">k, 1 or more.</param>
    /// <param name="mayLeaveAtOnce">Whether clients may leave after the very first visit.</param>
    /// <param name="near">A model of nearly the same clients to begin from; <see langword="null"/> where there is none.</param>
    /// <returns>The model, or <see langword="null"/> and the reason. A search that ran out of steps gives no model: its numbers would look like any others.</returns>
    public static (VisitModel? Model, VisitFit Fit) Fit(IReadOnlyList<VisitSummary> clients, int regularity, bool mayLeaveAtOnce, VisitModel? near = null) =>
        FitWithin(Evaluations, clients, regularity, mayLeaveAtOnce, near);

    internal static (VisitModel? Model, VisitFit Fit) FitWithin(int evaluations, IReadOnlyList<VisitSummary> clients, int regularity, bool mayLeaveAtOnce, VisitModel? near = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentOutOfRangeException.ThrowIfLessThan(regularity, 1);
        if (clients.Count < FewestClients)
        {
            return (null, VisitFit.TooFewClients);
        }

        if (clients.All(client => client.Repeats == 0))
        {
            return (null, VisitFit.NobodyCameBack);
        }

        // Time in units of a fortieth of the longest age: the search then begins near the answer whatever the unit was.
        var unit = clients.Max(client => client.Age) / 40;
        var scaled = clients.Select(client => client with { Recency = client.Recency / unit, Age = client.Age / unit, SumLogGaps = client.SumLogGaps - (client.Repeats * Math.Log(unit)) }).GroupBy(client => client)
            .Select(group => (Client: group.Key, Count: group.Count())).ToArray();
        var counts = scaled.Select(one => one.Client.Repeats).Distinct().ToArray();
        VisitModel At(double[] logs) => new(Exp(logs[0]), Exp(logs[1]), Exp(logs[2]), Exp(logs[3]), regularity, mayLeaveAtOnce);
        double Cost(double[] logs)
        {
            var tried = At(logs);
            var constants = tried.Constants(counts);
            var sum = 0.0;
            foreach (var (client, count) in scaled)
            {
                sum += count * tried.LogLikelihood(client, constants[client.Repeats]);
            }

            sum /= clients.Count;
            // Beyond the bounds nothing changes any more; a slope leads back.
            return (double.IsFinite(sum) ? -sum : 1e6) + logs.Sum(log => Math.Max(0, Math.Abs(log) - LargestLog));
        }

        double[] start = near is null ? [-0.5, 1.5, 0, 0.5] : [Math.Log(near.Shape), Math.Log(near.Rate / unit), Math.Log(near.LeaveA), Math.Log(near.LeaveB)];
        // The simplex shrinks into a corner now and then; begun anew at its end it goes on (Press et al., Numerical Recipes, 10.5). From a near model one search is enough.
        var low = NelderMead.Search(Cost, start, FirstSteps, evaluations, Tolerance);
        var isSettled = near is not null && low.IsSettled;
        for (var round = 1; round < Rounds && !isSettled; round++)
        {
            var again = NelderMead.Search(Cost, low.Point, FirstSteps, evaluations, Tolerance);
            // Where nearly nobody leaves, or all alike, gamma functions of large numbers keep the simplex trembling for ever; what begins anew and finds nothing lower is there all the same.
            isSettled = round == Rounds - 1 ? again.IsSettled || low.Value - again.Value <= Trembling : isSettled;
            low = again;
        }

        var found = At(low.Point);
        return isSettled ? (found with { Rate = found.Rate * unit }, VisitFit.Settled) : (null, VisitFit.NotSettled);

        static double Exp(double log) => Math.Exp(Math.Clamp(log, -LargestLog, LargestLog));
    }

    /// <summary>How likely one client's visits are, as a natural logarithm.</summary>
    public double LogLikelihood(VisitSummary client) => LogLikelihood(client, Constant(client.Repeats));

    private double LogLikelihood(VisitSummary client, double constant) =>
        constant + ((Regularity - 1) * client.SumLogGaps) - ((Shape + (Regularity * client.Repeats)) * Math.Log(Rate + client.Age)) + Math.Log(Gone(client) + Waiting(client, client.Age));

    // The part that depends on the number of repeats alone: many clients share it, and its gamma functions cost more than all else.
    private double Constant(int repeats)
    {
        var later = MayLeaveAtOnce ? 1 : 0;
        return -(repeats * SpecialFunctions.GammaLn(Regularity)) + BetaLn(LeaveA, LeaveB + repeats + later) - BetaLn(LeaveA, LeaveB)
            + SpecialFunctions.GammaLn(Shape + (Regularity * repeats)) - SpecialFunctions.GammaLn(Shape) + (Shape * Math.Log(Rate));
    }

    private double[] Constants(int[] repeats)
    {
        var constants = new double[repeats.Max() + 1];
        foreach (var count in repeats)
        {
            constants[count] = Constant(count);
        }

        return constants;
    }

    /// <summary>Chance that a client has not left.</summary>
    public double ProbabilityAlive(VisitSummary client)
    {
        var waiting = Waiting(client, client.Age);
        return waiting / (Gone(client) + waiting);
    }

    /// <summary>Chance that a client does not come in the time ahead, because of having left or for waiting longer.</summary>
    /// <param name="client">The client.</param>
    /// <param name="ahead">Time ahead, 0 or more, in the unit of the summaries.</param>
    public double ProbabilityOfNoVisit(VisitSummary client, double ahead)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        var gone = Gone(client);
        var later = Waiting(client, client.Age + ahead) * Math.Exp((Shape + (Regularity * client.Repeats)) * Math.Log((Rate + client.Age) / (Rate + client.Age + ahead)));
        return Math.Clamp((gone + later) / (gone + Waiting(client, client.Age)), 0, 1);
    }

    /// <summary>Visits to expect in the time ahead.</summary>
    /// <param name="client">The client.</param>
    /// <param name="ahead">Time ahead, 0 or more, in the unit of the summaries.</param>
    /// <remarks>Averaged over what the client's own rate and chance of leaving may be; with regularity above 1 the time since the last visit is left out, an error of at most one visit and mostly of a few hundredths.</remarks>
    public double ExpectedVisits(VisitSummary client, double ahead)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        var sum = 0.0;
        var leaveA = LeaveA;
        var leaveB = LeaveB + client.Repeats + (MayLeaveAtOnce ? 1 : 0);
        var shape = Shape + (Regularity * client.Repeats);
        // Of a client who leaves with chance p after each visit: (1 − e^(−λpt/k)) / p visits, λ gamma and p beta distributed. The mean over λ is closed; that over p is a sum over its density,
        // in the variable that makes the density flat at its ends. Where all clients leave alike the density is a needle between the steps, and its middle stands for it.
        if (leaveA + leaveB > Needle)
        {
            return ProbabilityAlive(client) * Visits(leaveA / (leaveA + leaveB));
        }

        var highest = double.NegativeInfinity;
        Span<double> logs = stackalloc double[Steps];
        for (var step = 0; step < Steps; step++)
        {
            var angle = (step + 0.5) * Math.PI / 2 / Steps;
            logs[step] = (((2 * leaveA) - 1) * Math.Log(Math.Sin(angle))) + (((2 * leaveB) - 1) * Math.Log(Math.Cos(angle)));
            highest = Math.Max(highest, logs[step]);
        }

        var weights = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var weight = Math.Exp(logs[step] - highest);
            weights += weight;
            sum += weight * Visits(Math.Pow(Math.Sin((step + 0.5) * Math.PI / 2 / Steps), 2));
        }

        return ProbabilityAlive(client) * sum / weights;

        double Visits(double p) => (1 - Math.Exp(shape * Math.Log((Rate + client.Age) / (Rate + client.Age + (p * ahead / Regularity))))) / p;
    }

    // Both relative to (α + T)^-(r + kx): the client left at the last visit …
    private double Gone(VisitSummary client)
    {
        if (client.Repeats == 0 && !MayLeaveAtOnce)
        {
            return 0;
        }

        var stays = LeaveB + client.Repeats - 1 + (MayLeaveAtOnce ? 1 : 0);
        return LeaveA / stays * Math.Exp((Shape + (Regularity * client.Repeats)) * Math.Log((Rate + client.Age) / (Rate + client.Recency)));
    }

    // … or is still waiting: fewer than k of the hidden steps have passed since.
    private double Waiting(VisitSummary client, double until)
    {
        var (sum, term) = (1.0, 1.0);
        for (var j = 1; j < Regularity; j++)
        {
            term *= (Shape + (Regularity * client.Repeats) + j - 1) * (until - client.Recency) / (j * (Rate + until));
            sum += term;
        }

        return sum;
    }

    private static double BetaLn(double a, double b) => SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}
