namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Methods whose forecasts are taken together, and how they learn.</summary>
/// <param name="Name">In plain words; it appears in answers.</param>
/// <param name="Learn">Given all series of a file as far as they are known, returns what forecasts any one of them from its own values; null for a series that the methods cannot forecast.</param>
internal sealed record ForecastGroup(string Name, Func<IReadOnlyList<double[]>, Func<double[], double[]?>> Learn);
