namespace BookedBarber.Algorithms.Forecasting;

/// <summary>What is expected of one series, how sure it is, and by what.</summary>
/// <param name="Mean">Central forecast per step ahead, in the series' unit.</param>
/// <param name="Errors">Per step, sorted: errors that forecasts like this one have made, on the scale of <paramref name="Scale"/>. Empty where nothing is known about errors.</param>
/// <param name="Scale">The scale on which errors are added.</param>
/// <param name="Model">In plain words: which methods, in which shares, and on how much it rests.</param>
public sealed record SeriesForecast(double[] Mean, double[][] Errors, PositiveScale Scale, string Model)
{
    /// <summary>A quantile of what may come.</summary>
    /// <param name="step">Step ahead, from 0.</param>
    /// <param name="share">0 to 1: the share of outcomes expected below.</param>
    /// <returns>NaN where too little is known to say, or where fewer errors are known than the share needs.</returns>
    public double Quantile(int step, double share)
    {
        var errors = Errors[step];
        if (errors.Length == 0)
        {
            return double.NaN;
        }

        return Scale.From(Scale.To(Mean[step]) + Quantiles.OfSorted(errors, share));
    }
}
