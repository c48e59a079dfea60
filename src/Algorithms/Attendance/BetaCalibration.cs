namespace BookedBarber.Algorithms.Attendance;

/// <summary>Bends probabilities so that of the cases given 30 % about 30 % happen, without changing their order.</summary>
/// <remarks>
/// Beta calibration (Kull, Silva Filho and Flach, 2017): a logistic regression on ln p and −ln(1 − p), which holds the identity and so leaves good probabilities alone. Three numbers are
/// learnt, where isotonic regression learns a step for every few cases and makes many cases equal.
/// </remarks>
public sealed class BetaCalibration
{
    private readonly RidgeLogistic? _bend;

    private BetaCalibration(RidgeLogistic? bend) => _bend = bend;

    /// <summary>Learns from probabilities that were made without knowing the outcomes beside them.</summary>
    /// <param name="probabilities">Predicted probabilities, 0–1.</param>
    /// <param name="happened">What happened, of the same length.</param>
    /// <returns>The calibration; where it would turn the order round, or only one outcome occurs, it changes nothing.</returns>
    public static BetaCalibration Fit(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(happened);
        if (probabilities.Count == 0 || happened.All(one => one) || !happened.Any(one => one))
        {
            return new BetaCalibration(null);
        }

        // On top of the log-odds that the probabilities are: no weights mean no change.
        var rows = probabilities.Select(Row).ToList();
        var bend = RidgeLogistic.Fit(rows, [.. rows.Select(row => row[0] + row[1])], happened, ridge: 1);
        var calibration = new BetaCalibration(bend);
        var road = Enumerable.Range(1, 99).Select(percent => calibration.Calibrate(percent / 100.0)).ToList();
        return road.Zip(road.Skip(1), (before, after) => after >= before).All(rising => rising) ? calibration : new BetaCalibration(null);
    }

    /// <summary>The calibrated probability.</summary>
    public double Calibrate(double probability)
    {
        var row = Row(probability);
        return RidgeLogistic.Probability(row[0] + row[1] + (_bend?.LogOdds(row) ?? 0));
    }

    private static double[] Row(double probability)
    {
        var inside = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return [Math.Log(inside), -Math.Log(1 - inside)];
    }
}
