using BookedBarber.Predictions.Runs;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Looks for one sort of thing that deserves attention.</summary>
internal interface IFinder
{
    /// <summary>All that there is today.</summary>
    Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken);
}
