using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace BookedBarber.Algorithms.Clients;

/// <summary>What a client spends per visit, from what the client and all others have spent: few visits are drawn towards the average of all.</summary>
/// <remarks>Gamma-gamma model (Fader, Hardie and Lee, "RFM and CLV", 2005). It holds that spend per visit does not depend on how often a client comes.</remarks>
/// <param name="P">Shape of one client's spends, above 0.</param>
/// <param name="Q">Shape of the differences between clients, above 1, so that there is a mean.</param>
/// <param name="Gamma">Scale of the differences, above 0, in money.</param>
public sealed record SpendModel(double P, double Q, double Gamma)
{
    /// <summary>Finds the numbers under which the clients' mean spends are most likely.</summary>
    /// <param name="clients">Paid visits and their mean spend, both above 0.</param>
    /// <param name="model">The model; <see langword="null"/> where fewer than <see cref="VisitModel.FewestClients"/> clients have paid.</param>
    public static bool TryFit(IReadOnlyList<(int Visits, double Mean)> clients, out SpendModel? model)
    {
        ArgumentNullException.ThrowIfNull(clients);
        model = null;
        var paying = clients.Where(client => client is { Visits: > 0, Mean: > 0 }).ToArray();
        if (paying.Length < VisitModel.FewestClients)
        {
            return false;
        }

        var unit = paying.Average(client => client.Mean);
        double Cost(Vector<double> logs)
        {
            var (p, q, gamma) = (Math.Exp(Math.Clamp(logs[0], -8, 8)), 1 + Math.Exp(Math.Clamp(logs[1], -8, 8)), Math.Exp(Math.Clamp(logs[2], -8, 8)));
            var sum = 0.0;
            foreach (var (visits, mean) in paying)
            {
                var (x, m) = (visits, mean / unit);
                sum += SpecialFunctions.GammaLn((p * x) + q) - SpecialFunctions.GammaLn(p * x) - SpecialFunctions.GammaLn(q) + (q * Math.Log(gamma)) + (((p * x) - 1) * Math.Log(m)) + (p * x * Math.Log(x)) - (((p * x) + q) * Math.Log(gamma + (m * x)));
            }

            return -sum / paying.Length;
        }

        var start = Vector<double>.Build.Dense([1.0, 1.0, 1.0]);
        try
        {
            start = new NelderMeadSimplex(1e-10, 3000).FindMinimum(ObjectiveFunction.Value(Cost), start).MinimizingPoint;
        }
        catch (MaximumIterationsException)
        {
            // All clients spend alike: the likelihood rises for ever, and the mean of all is the answer from the start.
        }

        model = new SpendModel(Math.Exp(Math.Clamp(start[0], -8, 8)), 1 + Math.Exp(Math.Clamp(start[1], -8, 8)), Math.Exp(Math.Clamp(start[2], -8, 8)) * unit);
        return true;
    }

    /// <summary>Spend to expect at a client's next visit.</summary>
    /// <param name="visits">Paid visits so far, 0 or more; 0 gives the mean of all clients.</param>
    /// <param name="mean">Their mean spend; not looked at without visits.</param>
    public double Expected(int visits, double mean) => P * (Gamma + (visits == 0 ? 0 : visits * mean)) / ((P * visits) + Q - 1);
}
