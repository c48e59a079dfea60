namespace BookedBarber.Algorithms.Clients;

/// <summary>How fitting a <see cref="VisitModel"/> ended.</summary>
public enum VisitFit
{
    /// <summary>There is a model. The default.</summary>
    Settled,

    /// <summary>Fewer than <see cref="VisitModel.FewestClients"/> clients.</summary>
    TooFewClients,

    /// <summary>Nobody came a second time, which tells nothing of rhythms.</summary>
    NobodyCameBack,

    /// <summary>The search for the most likely numbers ran out of steps: these visits do not tell the numbers apart.</summary>
    NotSettled,
}
