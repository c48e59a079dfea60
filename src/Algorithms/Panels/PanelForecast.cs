namespace BookedBarber.Algorithms.Panels;

/// <summary>What is expected of all places, as if every step were open.</summary>
public sealed class PanelForecast
{
    private readonly PanelScale _scale;
    private readonly int _horizon;
    private readonly float[] _answers;
    private readonly PanelErrors _errors;
    private readonly double _shift;
    private readonly bool[][] _open;

    internal PanelForecast(PanelScale scale, int horizon, float[] answers, IReadOnlyList<PanelState> states, PanelErrors errors, double shift)
    {
        (_scale, _horizon, _answers, _errors, _shift) = (scale, horizon, answers, errors, shift);
        _open = [.. states.Select(state => state.Open[state.Length..])];
    }

    /// <summary>Errors that ranges rest on.</summary>
    public int Tried => _errors.Count;

    /// <summary>Central forecast of a step, in the unit of the values.</summary>
    public double Mean(int series, int step) => _scale.From(_answers[(series * _horizon) + step] + _shift);

    /// <summary>A quantile of what may come; NaN where nothing could be tried.</summary>
    public double Quantile(int series, int step, double share) => _errors.Count == 0 ? double.NaN : _scale.From(_answers[(series * _horizon) + step] + _errors.Quantile(series, step, share));

    /// <summary>Whether a step is open: as planned, or as its weekday usually is.</summary>
    public bool IsOpen(int series, int step) => _open[series][step];
}
