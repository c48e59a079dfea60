using System.Globalization;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Outcomes;
using BookedBarber.Predictions.Runs;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Finds chances of no-shows and of clients staying away that do not mean what they say.</summary>
internal sealed class ChancesOff(OutcomeReading reading) : IFinder
{
    public async Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        var found = new List<Found>();
        foreach (var kind in OutcomeKind.All)
        {
            var judged = await reading.ReadAsync(run.Network, null, kind, run.Today, cancellationToken);
            if (judged.Judgement is { } judgement && OutcomeRule.IsOff(judgement))
            {
                var (said, came) = (judgement.All.Said / judgement.All.Cases, judgement.All.Came());
                var noShows = kind == OutcomeKind.NoShow;
                found.Add(new Found(
                    "forecast_off", run.Network.Value, kind.Name, judged.From!.Value, Math.Min(1, judgement.CalibrationError / (4 * ApprovalRule.MostCalibrationError)),
                    noShows ? "Chances of no-shows are off" : "Chances of clients staying away are off",
                    string.Create(CultureInfo.InvariantCulture, $"Of {judgement.All.Cases:N0} {(noShows ? "bookings" : "clients")} since {judged.From:MMMM yyyy}, {said:P1} were expected to {(noShows ? "be missed" : "stay away for 90 days")} and {came.Share:P1} did; within bands of chances it is {judgement.CalibrationError:P1} on average, more than chance explains. {ApprovalRule.MostCalibrationError:P0} is the most that a version may be off."),
                    "See at How good were we which chances they are; a new version is tried with the next weekly trial, and an earlier one can be brought back.",
                    noShows ? "no_shows" : "lapsed_clients", came.Share - said, came.Low - said, came.High - said, null, null,
                    new { cases = judgement.All.Cases, said = Math.Round(said, 4), happened = Math.Round(came.Share, 4), calibrationError = Math.Round(judgement.CalibrationError, 4), brier = Math.Round(judgement.Brier, 4), baseBrier = Math.Round(judgement.BaseBrier, 4) }));
            }
        }

        return found;
    }
}
