namespace BookedBarber.Algorithms.Scenarios;

/// <summary>One change of the plan, as the factor by which it moves sales: its natural logarithm and how sure that is.</summary>
/// <param name="Effect">Natural logarithm of the factor; 0 changes nothing.</param>
/// <param name="Deviation">Standard deviation of that logarithm, 0 or more: 0 where it is taken for certain.</param>
/// <param name="First">First step that it applies to, from 0.</param>
/// <param name="Last">Last step that it applies to; <see cref="int.MaxValue"/>: to the end.</param>
public sealed record ScenarioChange(double Effect, double Deviation, int First = 0, int Last = int.MaxValue)
{
    /// <summary>Another price: units follow it to the power of the elasticity, sales to one power more.</summary>
    /// <param name="priceChange">Change as a share; 0.05 is 5 % dearer; above -1.</param>
    /// <param name="elasticity">Own-price elasticity, such as -1.4.</param>
    /// <param name="deviation">Its standard deviation, 0 or more.</param>
    /// <param name="first">First step.</param>
    /// <param name="last">Last step.</param>
    public static ScenarioChange Price(double priceChange, double elasticity, double deviation, int first = 0, int last = int.MaxValue)
    {
        var log = LogOf(priceChange);
        return new ScenarioChange((1 + elasticity) * log, Math.Abs(log) * Uncertain(deviation), first, last);
    }

    /// <summary>Longer or shorter opening hours: sales follow the hours to the power of a response.</summary>
    /// <param name="hoursChange">Change as a share of the open hours; above -1.</param>
    /// <param name="response">1: an added hour brings as much as the others; 0: nothing but the same guests at other times.</param>
    /// <param name="deviation">Standard deviation of the response, 0 or more.</param>
    /// <param name="first">First step.</param>
    /// <param name="last">Last step.</param>
    public static ScenarioChange Hours(double hoursChange, double response, double deviation, int first = 0, int last = int.MaxValue)
    {
        var log = LogOf(hoursChange);
        return new ScenarioChange(response * log, Math.Abs(log) * Uncertain(deviation), first, last);
    }

    /// <summary>A shop opens or closes nearby.</summary>
    /// <param name="takenShare">Share of sales that it takes, below 1; negative where a closing one leaves its guests.</param>
    /// <param name="deviation">Standard deviation of the share, 0 or more.</param>
    /// <param name="first">First step.</param>
    /// <param name="last">Last step.</param>
    public static ScenarioChange Opening(double takenShare, double deviation, int first = 0, int last = int.MaxValue) =>
        new(LogOf(-takenShare), Uncertain(deviation) / (1 - takenShare), first, last);

    /// <summary>A promotion.</summary>
    /// <param name="lift">Share by which sales rise while it runs, above -1.</param>
    /// <param name="deviation">Standard deviation of the lift, 0 or more.</param>
    /// <param name="first">First step.</param>
    /// <param name="last">Last step.</param>
    public static ScenarioChange Promotion(double lift, double deviation, int first, int last) => new(LogOf(lift), Uncertain(deviation) / (1 + lift), first, last);

    private static double LogOf(double share) => double.IsFinite(share) && share > -1
        ? Math.Log(1 + share)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A change takes less than all that there is.");

    private static double Uncertain(double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        return deviation;
    }
}
