namespace BookedBarber.Algorithms.Clients;

/// <summary>The visit models of one set of clients on one day, those of the kinds that could be fitted.</summary>
internal sealed class VisitModels
{
    private static readonly (int Regularity, bool MayLeaveAtOnce)[] Kinds = [(1, false), (1, true), (2, true)];

    private readonly VisitModel?[] _byKind;
    private readonly VisitModel[] _fitted;

    private VisitModels(VisitModel?[] byKind, IReadOnlyList<VisitSummary> summaries)
    {
        _byKind = byKind;
        _fitted = [.. byKind.OfType<VisitModel>()];
        Likeliest = _fitted.MaxBy(model => summaries.Sum(model.LogLikelihood))!;
    }

    /// <summary>Number of models.</summary>
    public int Count => _fitted.Length;

    /// <summary>The model under which the visits are most likely.</summary>
    public VisitModel Likeliest { get; }

    /// <summary>Its place among the models.</summary>
    public int Chosen => Array.IndexOf(_fitted, Likeliest);

    /// <summary>Fits every kind, or those that another set of models has.</summary>
    /// <param name="clients">Clients with visits until the day.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <param name="near">Models of nearly the same clients: the same kinds are asked for, and all of them must settle, so that columns keep their places.</param>
    /// <returns>The models, or none and the reason.</returns>
    public static (VisitModels? Models, VisitFit Fit) Of(IReadOnlyList<ClientVisits> clients, DateOnly asOf, VisitModels? near = null)
    {
        var summaries = clients.Select(client => client.Summary(asOf)).ToArray();
        var byKind = new VisitModel?[Kinds.Length];
        var why = VisitFit.Settled;
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            if (near is not null && near._byKind[kind] is null)
            {
                continue;
            }

            (byKind[kind], var fit) = VisitModel.Fit(summaries, Kinds[kind].Regularity, Kinds[kind].MayLeaveAtOnce, near?._byKind[kind]);
            why = fit == VisitFit.Settled ? why : fit;
        }

        var isWhole = near is null ? byKind.Any(model => model is not null) : why == VisitFit.Settled;
        return isWhole ? (new VisitModels(byKind, summaries), VisitFit.Settled) : (null, why);
    }

    /// <summary>Log-odds of no visit by each model.</summary>
    public IEnumerable<double> LogOddsOfNoVisit(VisitSummary client, double weeks) => _fitted.Select(model => RidgeLogistic.LogOddsOf(model.ProbabilityOfNoVisit(client, weeks)));

    /// <summary>Visits that the model at a place expects.</summary>
    public double ExpectedVisits(int place, VisitSummary client, double weeks) => _fitted[place].ExpectedVisits(client, weeks);
}
