using System.Globalization;
using System.Text.Json;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Reads series in JSON lines: <c>{"id": …, "frequency": 12, "train": [ … ]}</c>, one object a line.</summary>
internal static class JsonSeriesReader
{
    // Fewer values say nothing about a year of weeks.
    private const int WeeksToTell = 104;

    /// <summary>Whether the file's first character opens an object.</summary>
    public static bool Recognises(string path)
    {
        using var text = TableFile.Open(path);
        int next;
        while ((next = text.Read()) >= 0 && char.IsWhiteSpace((char)next))
        {
        }

        return next == '{';
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What <c>--frequency</c> says; null: what the lines say.</param>
    /// <exception cref="InputFaultException">A line is not such an object; the message names it.</exception>
    public static RevenueFile Read(string path, Frequency? wanted)
    {
        using var text = TableFile.Open(path);
        var name = Path.GetFileName(path);
        var series = new List<RevenueSeries>();
        var periods = new List<int>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var line = 0;
        while (text.ReadLine() is { } json)
        {
            line++;
            if (string.IsNullOrWhiteSpace(json))
            {
                continue;
            }

            using var document = Parse(json, name, line);
            var root = document.RootElement;
            var id = Id(root, name, line);
            if (!ids.Add(id))
            {
                throw InputFaultException.At(name, line, "id", $"the series '{id}' is there twice. Keep one.");
            }

            series.Add(new RevenueSeries(id, 0, Values(root, name, line), [], null));
            periods.Add(root.TryGetProperty("frequency", out var frequency) ? Period(frequency, name, line) : 1);
        }

        if (series.Count == 0)
        {
            throw new InputFaultException($"{name} holds no series. Each line is an object such as {{\"id\": \"a\", \"frequency\": 12, \"train\": [1, 2, 3]}}.");
        }

        var period = wanted is { } frequencyWanted ? Steps.PeriodOf(frequencyWanted) : One(periods, name);
        return new RevenueFile(series, wanted ?? Frequency.Unknown, null, [], [], period == 1 && wanted is null ? Guess(series) : period, []);
    }

    // Benchmarks call weeks "frequency 1", as a year has no whole number of them; long series without a stated season are tried as weeks.
    private static int Guess(List<RevenueSeries> series) => series.Select(each => each.Values.Length).Order().ElementAt(series.Count / 2) >= WeeksToTell ? 52 : 1;

    private static int One(List<int> periods, string name) =>
        periods.Distinct().Count() == 1
            ? periods[0]
            : throw new InputFaultException($"{name} mixes the frequencies {string.Join(", ", periods.Distinct().Order())}. Put each into a file of its own, or say --frequency.");

    private static JsonDocument Parse(string json, string name, int line)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(FormattableString.Invariant($"{name}, row {line}, position {fault.BytePositionInLine + 1}: this is not JSON. Each line is an object such as {{\"id\": \"a\", \"frequency\": 12, \"train\": [1, 2, 3]}}."));
        }

        throw new InputFaultException(FormattableString.Invariant($"{name}, row {line}: the line is no object. Write {{\"id\": \"a\", \"frequency\": 12, \"train\": [1, 2, 3]}}."));
    }

    private static string Id(JsonElement root, string name, int line) =>
        root.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? id.ToString()
            : throw InputFaultException.At(name, line, "id", "there is none. Give each series a name.");

    private static int Period(JsonElement frequency, string name, int line) => frequency switch
    {
        { ValueKind: JsonValueKind.Number } when frequency.TryGetInt32(out var period) && period is >= 1 and <= 366 => period,
        { ValueKind: JsonValueKind.String } when frequency.GetString() is "hourly" or "daily" or "weekly" or "monthly" => Steps.PeriodOf(Steps.Read(frequency.GetString())!.Value),
        _ => throw InputFaultException.At(name, line, "frequency", $"'{frequency}' is neither a season length from 1 to 366 nor one of hourly, daily, weekly and monthly."),
    };

    private static double[] Values(JsonElement root, string name, int line)
    {
        if (!root.TryGetProperty("train", out var train) || train.ValueKind != JsonValueKind.Array || train.GetArrayLength() == 0)
        {
            throw InputFaultException.At(name, line, "train", "there is no list of values, or it is empty.");
        }

        var values = new double[train.GetArrayLength()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = train[i] switch
            {
                { ValueKind: JsonValueKind.Null } => double.NaN,
                { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
                _ => throw InputFaultException.At(name, line, string.Create(CultureInfo.InvariantCulture, $"train[{i}]"), $"'{train[i]}' is not a finite number. Write null where a value is not known."),
            };
        }

        return values.Any(double.IsFinite) ? values : throw InputFaultException.At(name, line, "train", "no value is known.");
    }
}
