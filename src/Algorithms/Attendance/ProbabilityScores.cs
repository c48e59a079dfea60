namespace BookedBarber.Algorithms.Attendance;

/// <summary>How good probabilities were, once the outcomes are known.</summary>
public static class ProbabilityScores
{
    /// <summary>Area under the ROC curve: the chance that one that happened was given a higher probability than one that did not; equal ones count half. 0.5 is guessing.</summary>
    /// <param name="probabilities">Predicted probabilities or any scores of the same order; finite.</param>
    /// <param name="happened">What happened, of the same length.</param>
    /// <returns>0–1; <see cref="double.NaN"/> where only one outcome occurs, since nothing can be told then.</returns>
    public static double Auc(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        CheckLengths(probabilities, happened);
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(at => probabilities[at]).ToArray();
        var rankSum = 0.0;
        for (int first = 0, last; first < order.Length; first = last)
        {
            for (last = first; last < order.Length && probabilities[order[last]] == probabilities[order[first]];)
            {
                last++;
            }

            rankSum += order[first..last].Count(at => happened[at]) * ((first + last + 1) / 2.0);
        }

        double yes = happened.Count(one => one);
        var no = happened.Count - yes;
        return yes == 0 || no == 0 ? double.NaN : (rankSum - (yes * (yes + 1) / 2)) / (yes * no);
    }

    /// <summary>Brier score: mean squared distance of the probability from what happened, 0 best.</summary>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        CheckLengths(probabilities, happened);
        return probabilities.Zip(happened, (p, was) => (p - (was ? 1 : 0)) * (p - (was ? 1 : 0))).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>Share of cases in which "more likely than not" was right.</summary>
    public static double Accuracy(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        CheckLengths(probabilities, happened);
        return probabilities.Zip(happened, (p, was) => p >= 0.5 == was ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>Expected calibration error: cases are put into groups of equal size by probability; how far the groups' mean probability is from their share that happened, on average.</summary>
    /// <param name="probabilities">Predicted probabilities.</param>
    /// <param name="happened">What happened, of the same length.</param>
    /// <param name="groups">Number of groups, 1 or more. Default 10.</param>
    public static double CalibrationError(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened, int groups = 10)
    {
        CheckLengths(probabilities, happened);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(at => probabilities[at]).ToArray();
        var error = 0.0;
        for (var group = 0; group < groups; group++)
        {
            var members = order[(int)((long)order.Length * group / groups)..(int)((long)order.Length * (group + 1) / groups)];
            error += Math.Abs(members.Sum(at => probabilities[at] - (happened[at] ? 1 : 0)));
        }

        return error / Math.Max(1, order.Length);
    }

    private static void CheckLengths(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(happened);
        if (probabilities.Count != happened.Count)
        {
            throw new ArgumentException($"There are {probabilities.Count} probabilities and {happened.Count} outcomes.", nameof(happened));
        }
    }
}
