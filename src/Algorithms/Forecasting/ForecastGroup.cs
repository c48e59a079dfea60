namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Methods whose forecasts are taken together, and how they learn.</summary>
/// <param name="Name">In plain words; it appears in answers.</param>
/// <param name="Learn">Given all series of a file as far as they are known, returns what forecasts any one of them from its own values and the step of the common calendar it begins at; null for a series that the methods cannot forecast.</param>
/// <param name="Prior">Weight relative to the other groups when nothing could be tried.</param>
internal sealed record ForecastGroup(string Name, Func<SeriesGroup, Func<double[], int, double[]?>> Learn, double Prior = 1);
