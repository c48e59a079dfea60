using BookedBarber.Algorithms.Optimisation;
using MathNet.Numerics;

namespace BookedBarber.Algorithms.Clients;

/// <summary>What a client spends per visit, from what the client and all others have spent: few visits are drawn towards the average of all.</summary>
/// <remarks>Gamma-gamma model (Fader, Hardie and Lee, "RFM and CLV", 2005). It holds that spend per visit does not depend on how often a client comes.</remarks>
/// <param name="P">Shape of one client's spends, above 0.</param>
/// <param name="Q">Shape of the differences between clients, above 1, so that there is a mean.</param>
/// <param name="Gamma">Scale of the differences, above 0, in money.</param>
public sealed record SpendModel(double P, double Q, double Gamma)
{
    // e^8: beyond it spends hardly differ, and the gamma functions lose their digits.
    private const double LargestLog = 8;
    private const int Rounds = 3;

    /// <summary>Finds the numbers under which the clients' mean spends are most likely.</summary>
    /// <param name="clients">Paid visits and their mean spend, both above 0.</param>
    /// <param name="model">The model; <see langword="null"/> where fewer than <see cref="VisitModel.FewestClients"/> clients have paid, or the search ran out of steps.</param>
    public static bool TryFit(IReadOnlyList<(int Visits, double Mean)> clients, out SpendModel? model) => TryFit(clients, 1500, out model);

    internal static bool TryFit(IReadOnlyList<(int Visits, double Mean)> clients, int evaluations, out SpendModel? model)
    {
        ArgumentNullException.ThrowIfNull(clients);
        model = null;
        var paying = clients.Where(client => client is { Visits: > 0, Mean: > 0 }).ToArray();
        if (paying.Length < VisitModel.FewestClients)
        {
            return false;
        }

        var unit = paying.Average(client => client.Mean);
        double Cost(double[] logs)
        {
            var (p, q, gamma) = At(logs);
            var sum = 0.0;
            foreach (var (visits, mean) in paying)
            {
                var (x, m) = (visits, mean / unit);
                sum += SpecialFunctions.GammaLn((p * x) + q) - SpecialFunctions.GammaLn(p * x) - SpecialFunctions.GammaLn(q) + (q * Math.Log(gamma)) + (((p * x) - 1) * Math.Log(m)) + (p * x * Math.Log(x)) - (((p * x) + q) * Math.Log(gamma + (m * x)));
            }

            // Where all clients spend alike the likelihood rises for ever; the slope ends it at numbers that give the mean of all.
            return (-sum / paying.Length) + logs.Sum(log => Math.Max(0, Math.Abs(log) - LargestLog));
        }

        var low = new LowPoint([1.0, 1.0, 1.0], 0, false);
        for (var round = 0; round < Rounds; round++)
        {
            low = NelderMead.Search(Cost, low.Point, [0.4, 0.4, 0.4], evaluations, 1e-10);
        }

        if (!low.IsSettled)
        {
            return false;
        }

        model = At(low.Point) with { Gamma = At(low.Point).Gamma * unit };
        return true;

        static SpendModel At(double[] logs) => new(Exp(logs[0]), 1 + Exp(logs[1]), Exp(logs[2]));

        static double Exp(double log) => Math.Exp(Math.Clamp(log, -LargestLog, LargestLog));
    }

    /// <summary>Spend to expect at a client's next visit.</summary>
    /// <param name="visits">Paid visits so far, 0 or more; 0 gives the mean of all clients.</param>
    /// <param name="mean">Their mean spend; not looked at without visits.</param>
    public double Expected(int visits, double mean) => P * (Gamma + (visits == 0 ? 0 : visits * mean)) / ((P * visits) + Q - 1);
}
