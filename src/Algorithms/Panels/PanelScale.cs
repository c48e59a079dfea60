namespace BookedBarber.Algorithms.Panels;

/// <summary>The logarithmic scale of a panel: log(value + offset), one offset for all places.</summary>
/// <remarks>The offset is 1 for counts and amounts of usual size, and a twentieth of the mean where values are smaller, so that the unit chosen for the file (thousands, say) changes nothing.</remarks>
internal sealed record PanelScale(double Offset)
{
    private const double Share = 0.05;

    public static PanelScale Of(IReadOnlyList<PanelSeries> series)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in series.SelectMany(each => each.Values).Where(value => !double.IsNaN(value)))
        {
            sum += Math.Max(value, 0);
            count++;
        }

        return new PanelScale(count == 0 || sum <= 0 ? 1 : Math.Min(1, Share * sum / count));
    }

    public float To(double value) => double.IsNaN(value) ? float.NaN : (float)Math.Log(Math.Max(value, 0) + Offset);

    public double From(double point) => Math.Max(0, Math.Exp(Math.Min(point, 600)) - Offset);
}
