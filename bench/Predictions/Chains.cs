using System.Globalization;

namespace BookedBarber.Bench.Predictions;

/// <summary>Chains of shops and restaurants, forecast from three earlier origins each: one origin proves nothing.</summary>
internal static class Chains
{
    private const int HalfYear = 26;

    private sealed record Row(string Id, DateOnly Day, double Value, string Facts);

    public static void Run(Product product, Reference reference, string data)
    {
        Rossmann(product, data);
        Recruit(product, data);
        Walmart(product, reference, data);
    }

    private static void Rossmann(Product product, string data)
    {
        var path = Path.Combine(data, "rossmann", "daily.csv.gz");
        if (!File.Exists(path))
        {
            Table.Row("Rossmann", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        // Customers are not known ahead, so they are left out.
        var rows = Table.Lines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new Row(cells[0], Table.Day(cells[1]), Table.Number(cells[2]), $"{cells[4]},{cells[5]},{cells[6]}")).ToList();
        var (ours, naive, seconds) = Origins(product, "rossmann", rows, "Promo,StateHoliday,SchoolHoliday", 42, [42, 84, 126], 14, row => Table.Write(row.Day));
        Table.Row("Rossmann, 42 days, three origins (1 − WAPE store-day · network-day · RMSPE; inside p05–p95; seconds)", Table.Mean(naive, s => s.Accuracy, s => s.Network, s => s.Rmspe), "boosted trees 0.913 · 0.953 · 0.127", $"{Table.Mean(ours, s => s.Accuracy, s => s.Network, s => s.Rmspe, s => s.Coverage)} · {seconds:0}", "≥ 0.925 · ≥ 0.965 · ≤ 0.115");
        (ours, naive, seconds) = Origins(product, "rossmann6", rows, "Promo,StateHoliday,SchoolHoliday", 184, [184, 215, 245], 364, row => row.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), monthly: true);
        Table.Row("Rossmann, 6 months by month, three origins (store-month · network-month · stores within 5 %; days inside p05–p95; seconds)", Table.Mean(naive, s => s.Accuracy, s => s.Network, s => s.WithinFive), "growth-adjusted naive 0.946 · 0.966 · 0.73; R's STL 0.947 · 0.974 · 0.76", $"{Table.Mean(ours, s => s.Accuracy, s => s.Network, s => s.WithinFive, s => s.Coverage)} · {seconds:0}", "≥ 0.955 · ≥ 0.978 · ≥ 0.85");
    }

    private static void Recruit(Product product, string data)
    {
        var folder = Path.Combine(data, "recruit-restaurants");
        if (!Directory.Exists(folder))
        {
            Table.Row("Recruit", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var holidays = Table.Lines(Path.Combine(folder, "date_info.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[2]);
        var rows = Table.Lines(Path.Combine(folder, "daily_visitors.csv.gz")).Skip(1).Select(line => line.Split(',')).Select(cells => new Row(cells[0], Table.Day(cells[1]), Table.Number(cells[2]), holidays[cells[1]])).ToList();
        var (ours, naive, seconds) = Origins(product, "recruit", rows, "holiday_flg", 42, [42, 84, 126], 7, row => Table.Write(row.Day));
        Table.Row("Recruit, 42 days, three origins (RMSLE · 1 − WAPE; inside p05–p95; seconds)", Table.Mean(naive, s => s.Rmsle, s => s.Accuracy), "boosted trees 0.525 · 0.662; eight-week mean 0.588 · 0.638", $"{Table.Mean(ours, s => s.Rmsle, s => s.Accuracy, s => s.Coverage)} · {seconds:0}", "≤ 0.51 · ≥ 0.68");
    }

    private static void Walmart(Product product, Reference reference, string data)
    {
        var path = Path.Combine(data, "walmart-weekly", "weekly.csv");
        if (!File.Exists(path))
        {
            Table.Row("Walmart", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var rows = Table.Lines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new Row(cells[0], Table.Day(cells[2]), Table.Number(cells[3]), cells[4])).ToList();
        Weeks("Walmart, 26 weeks, three origins with less than two years of history", [26, 32, 39], HalfYear);

        // With two years of history fewer than 26 weeks are left to compare with.
        Weeks("Walmart, 12, 10 and 8 weeks, three origins with two years of history", [12, 10, 8], int.MaxValue);

        void Weeks(string task, int[] back, int most)
        {
            var (ours, naive, seconds) = Origins(product, "walmart", rows, "Holiday_Flag", most * 7L, [.. back.Select(weeks => weeks * 7)], 364, row => Table.Write(row.Day));
            Table.Row($"{task} (store-week · network-week · stores within 5 %; inside p05–p95; seconds)", Table.Mean(naive, s => s.Accuracy, s => s.Network, s => s.WithinFive), "R's STL 0.962 · 0.982 · 0.89 on the next half-year", $"{Table.Mean(ours, s => s.Accuracy, s => s.Network, s => s.WithinFive, s => s.Coverage)} · {seconds:0}", "≥ 0.967 · ≥ 0.985 · ≥ 0.93", Stl(reference, rows, back, most));
        }
    }

    // R's decomposition needs more than two years of weeks.
    private static string Stl(Reference reference, List<Row> rows, int[] back, int most)
    {
        var scores = new List<Score>();
        var places = rows.GroupBy(row => row.Id).Select(place => (Id: place.Key, Weeks: place.OrderBy(row => row.Day).ToList())).ToList();
        foreach (var weeks in back)
        {
            var known = places[0].Weeks.Count - weeks;
            var horizon = Math.Min(most, weeks);
            if (known <= 104 || reference.Ask("stlf", places.ConvertAll(place => (place.Id, place.Weeks.Take(known).Select(row => row.Value).ToArray())), 52, horizon) is not { } answers)
            {
                return string.Empty;
            }

            var score = new Score();
            foreach (var (id, came) in places)
            {
                for (var h = 0; h < horizon; h++)
                {
                    score.Add(id, Table.Write(came[known + h].Day), came[known + h].Value, answers[id][h]);
                }
            }

            scores.Add(score);
        }

        return $"STL {Table.Mean(scores, s => s.Accuracy, s => s.Network, s => s.WithinFive)}";
    }

    // Forecasts from each origin, with the plan of the days that came, and scores them beside the same day a repeat before.
    private static (List<Score> Ours, List<Score> Naive, double Seconds) Origins(Product product, string name, List<Row> rows, string facts, long most, int[] back, int repeat, Func<Row, string> period, bool monthly = false)
    {
        var (ours, naive, seconds) = (new List<Score>(), new List<Score>(), 0.0);
        var end = rows.Max(row => row.Day).AddDays(1);
        var weekly = rows.Where(row => row.Id == rows[0].Id).Take(2).Select(row => row.Day.DayNumber).ToArray() is [var first, var second] && second - first == 7;
        foreach (var distance in back)
        {
            var origin = end.AddDays(-distance);
            var days = (int)Math.Min(most, weekly ? distance : most);
            var known = rows.Where(row => row.Day < origin).ToList();
            var ids = known.Select(row => row.Id).ToHashSet();
            var came = rows.Where(row => row.Day >= origin && row.Day < origin.AddDays(days) && ids.Contains(row.Id)).ToList();
            var input = product.Write($"{name}.csv", known.Select(row => FormattableString.Invariant($"{row.Id},{Table.Write(row.Day)},{row.Value},{row.Facts}")).Prepend($"id,date,value,{facts}"));
            var plan = product.Write($"{name}.known.csv", came.Select(row => $"{row.Id},{Table.Write(row.Day)},{row.Facts}").Prepend($"id,date,{facts}"));
            var answer = product.Ask(name, "revenue", "--input", input, "--id", "id", "--date", "date", "--value", "value", "--known", plan, "--regressors", facts, "--horizon", (weekly ? days / 7 : days).ToString(CultureInfo.InvariantCulture));
            seconds += answer.Seconds / back.Length;
            ours.Add(Sum(came, row => answer.Rows[(row.Id, Table.Write(row.Day))], period, monthly));
            naive.Add(Sum(came, Repeat(known, origin, repeat), period, monthly));
        }

        return (ours, naive, seconds);
    }

    private static Func<Row, double[]> Repeat(List<Row> known, DateOnly origin, int repeat)
    {
        var values = known.ToDictionary(row => (row.Id, row.Day), row => row.Value);
        var means = known.GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.TakeLast(28).Average(row => row.Value));
        return row =>
        {
            var day = row.Day;
            while (day >= origin)
            {
                day = day.AddDays(-repeat);
            }

            return [values.TryGetValue((row.Id, day), out var value) ? value : means[row.Id]];
        };
    }

    private static Score Sum(List<Row> came, Func<Row, double[]> forecast, Func<Row, string> period, bool monthly)
    {
        var score = new Score();
        if (!monthly)
        {
            foreach (var row in came)
            {
                var answer = forecast(row);
                score.Add(row.Id, period(row), row.Value, answer[0], answer.Length > 1 ? answer[1] : double.NaN, answer.Length > 1 ? answer[3] : double.NaN);
            }

            return score;
        }

        foreach (var month in came.GroupBy(row => (row.Id, Month: period(row))))
        {
            score.Add(month.Key.Id, month.Key.Month, month.Sum(row => row.Value), month.Sum(row => forecast(row)[0]));
            foreach (var row in month)
            {
                if (forecast(row) is [_, var low, _, var high])
                {
                    score.Range(row.Value, low, high);
                }
            }
        }

        return score;
    }
}
