namespace BookedBarber.Predictions.Models;

/// <summary>Sets probabilities against what happened, in groups of equal size.</summary>
internal static class Reliability
{
    /// <param name="probabilities">As they were told.</param>
    /// <param name="happened">What happened, in the same order.</param>
    /// <param name="groups">Groups at most.</param>
    public static IReadOnlyList<ReliabilityBin> Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened, int groups)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(happened);
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(at => probabilities[at]).ToArray();
        return [.. Enumerable.Range(0, groups)
            .Select(group => order[(int)((long)order.Length * group / groups)..(int)((long)order.Length * (group + 1) / groups)])
            .Where(members => members.Length > 0)
            .Select(members => new ReliabilityBin(Math.Round(members.Average(at => probabilities[at]), 4), Math.Round(members.Count(at => happened[at]) / (double)members.Length, 4), members.Length))];
    }
}
