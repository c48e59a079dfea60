namespace BookedBarber.Algorithms.Clients;

/// <summary>What the answers of <see cref="ReturnForecast"/> rest on.</summary>
public enum ReturnBasis
{
    /// <summary>Too few clients: only how long all clients' gaps were. The default.</summary>
    ShareOfAll,

    /// <summary>A model of visits, its numbers fitted to these clients.</summary>
    VisitModel,

    /// <summary>Visit models and each client's own rhythm, learnt from days in the past of the same clients.</summary>
    OwnRhythm,
}
