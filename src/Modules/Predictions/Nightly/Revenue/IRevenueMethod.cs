using BookedBarber.Predictions.Inputs;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>A way to forecast days of many nodes. Another one is added by registering it: it is tried beside the others and put to work where it errs least.</summary>
internal interface IRevenueMethod
{
    /// <summary>Its name in models and answers.</summary>
    string Name { get; }

    /// <summary>Its settings for so many nodes, kept with the model.</summary>
    object SettingsFor(int nodes);

    /// <summary>Expected net sales of each node on each day after the table.</summary>
    /// <param name="known">Days that are known, all nodes through the same last day; each node has at least one day with sales.</param>
    /// <param name="horizon">Days ahead, 1 or more.</param>
    /// <param name="seed">The same seed gives the same answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>[node][day]; 0 on days on which the node is expected to be closed.</returns>
    double[][] Forecast(DayTable known, int horizon, long seed, CancellationToken cancellationToken);
}
