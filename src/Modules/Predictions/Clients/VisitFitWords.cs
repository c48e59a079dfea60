using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Predictions.Clients;

/// <summary>Says in plain words why there is no model of visits.</summary>
internal static class VisitFitWords
{
    /// <summary>A part of a sentence, without its full stop.</summary>
    /// <param name="fit">Why there is none.</param>
    /// <param name="clients">Clients in the file.</param>
    public static string Of(VisitFit fit, int clients) => fit switch
    {
        VisitFit.TooFewClients => $"the file has {clients} clients, and {VisitModel.FewestClients} are needed for a model of visits",
        VisitFit.NobodyCameBack => $"none of the {clients} clients came a second time, so nothing is known of rhythms",
        VisitFit.NotSettled => "the search for a model of visits ran out of steps, so these visits do not tell how clients come and leave",
        _ => "there is a model of visits",
    };
}
