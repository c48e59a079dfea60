namespace BookedBarber.Algorithms.Forecasting;

/// <summary>The scale on which a series is forecast: logarithms, on which growth and seasons add up, or the series as it is where it has negative values.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 3.1. Series with zeros are moved up by a tenth of their mean first, so that a zero is a low value and not minus infinity.</remarks>
public sealed class PositiveScale
{
    private const double Lift = 0.1;

    // e^700 is about the largest double.
    private const double Largest = 600;

    private readonly double _offset;

    private PositiveScale(double offset, bool logarithmic) => (_offset, IsLogarithmic) = (offset, logarithmic);

    /// <summary>Whether values are turned into logarithms.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>Chooses the scale of a series.</summary>
    /// <param name="values">The series; finite.</param>
    public static PositiveScale Of(ReadOnlySpan<double> values)
    {
        var (least, sum) = (double.PositiveInfinity, 0.0);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            sum += value;
        }

        return least switch
        {
            > 0 => new PositiveScale(0, logarithmic: true),
            0 when sum > 0 => new PositiveScale(Lift * sum / values.Length, logarithmic: true),
            _ => new PositiveScale(0, logarithmic: false),
        };
    }

    /// <summary>A value on the scale.</summary>
    public double To(double value) => IsLogarithmic ? Math.Log(value + _offset) : value;

    /// <summary>The value of a point of the scale; not below 0 on the logarithmic one.</summary>
    public double From(double point) => IsLogarithmic ? Math.Max(0, Math.Exp(Math.Min(point, Largest)) - _offset) : point;

    /// <summary>A whole series on the scale.</summary>
    public double[] To(double[] values) => Array.ConvertAll(values, To);

    /// <summary>A whole series of points back in its own unit.</summary>
    public double[] From(double[] points) => Array.ConvertAll(points, From);
}
