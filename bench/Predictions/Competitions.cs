using System.Globalization;
using System.Text.Json;
using BookedBarber.Algorithms.Forecasting;

namespace BookedBarber.Bench.Predictions;

/// <summary>Series of the M3, M4 and tourism competitions, with their true continuation.</summary>
internal static class Competitions
{
    private sealed record Series(string Id, int Frequency, double[] Known, double[] Came);

    public static void Run(Product product, Reference reference, string data)
    {
        One(product, reference, data, "m3-monthly", "monthly", 18, "R: Theta 0.827, ETS 0.846", "≤ 0.80");
        One(product, reference, data, "m4-weekly", "weekly", 13, "R: ETS, STL 0.917", "≤ 0.78");
        One(product, reference, data, "m4-hourly", "hourly", 48, "R: STL 0.818", "≤ 0.50");
        One(product, reference, data, "tourism-monthly", "monthly", 24, "R: ARIMA 0.795, ETS 0.815", "≤ 0.78");
    }

    private static void One(Product product, Reference reference, string data, string set, string frequency, int horizon, string others, string reach)
    {
        var path = Path.Combine(data, "forecast-series", set, "series.jsonl.gz");
        if (!File.Exists(path))
        {
            Table.Row(set, "data absent", string.Empty, string.Empty, reach);
            return;
        }

        var series = Table.Lines(path).Select(Read).ToList();
        var answer = product.Ask(set, "revenue", "--input", path, "--horizon", horizon.ToString(CultureInfo.InvariantCulture), "--frequency", frequency);
        double[] Ours(Series one) => [.. Enumerable.Range(1, horizon).Select(step => answer.Rows[(one.Id, step.ToString(CultureInfo.InvariantCulture))][0])];
        var steps = series.SelectMany(one => Enumerable.Range(0, horizon).Select(h => (Came: one.Came[h], Row: answer.Rows[(one.Id, (h + 1).ToString(CultureInfo.InvariantCulture))]))).Where(step => !double.IsNaN(step.Row[1])).ToList();
        var inside = steps.Count(step => step.Came >= step.Row[1] && step.Came <= step.Row[3]) / (double)steps.Count;
        var naive = Owa(series, one => SeasonalNaive.Forecast(one.Known, one.Frequency, horizon));
        Table.Row($"{set}, {series.Count} series (OWA; share inside p05–p95; seconds)", Table.Figures(naive), others, $"{Table.Figures(Owa(series, Ours), inside)} · {answer.Seconds:0}", reach, ThetaOfR(reference, series, horizon));
    }

    // The method of R's forecast package that is best on such series and fast enough to run here.
    private static string ThetaOfR(Reference reference, List<Series> series, int horizon) =>
        reference.Ask("thetaf", series.ConvertAll(one => (one.Id, one.Known)), series[0].Frequency, horizon) is { } answers
            ? $"Theta {Table.Figures(Owa(series, one => answers[one.Id]))}"
            : string.Empty;

    private static double Owa(List<Series> series, Func<Series, double[]> method)
    {
        var (smape, mase, naiveSmape, naiveMase) = (0.0, 0.0, 0.0, 0.0);
        foreach (var one in series)
        {
            var (ours, naive) = (method(one), SeasonalNaive.ForecastAdjusted(one.Known, one.Frequency, one.Came.Length));
            smape += ForecastAccuracy.Smape(ours, one.Came);
            mase += ForecastAccuracy.Mase(ours, one.Came, one.Known, one.Frequency);
            naiveSmape += ForecastAccuracy.Smape(naive, one.Came);
            naiveMase += ForecastAccuracy.Mase(naive, one.Came, one.Known, one.Frequency);
        }

        return ((smape / naiveSmape) + (mase / naiveMase)) / 2;
    }

    private static Series Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new Series(root.GetProperty("id").GetString()!, root.GetProperty("frequency").GetInt32(), Values(root, "train"), Values(root, "test"));
    }

    private static double[] Values(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
