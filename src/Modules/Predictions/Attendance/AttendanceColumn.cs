using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Attendance;

/// <summary>One column of the two files of <c>predict no-show</c>: its cells as read, and what kind of column they make.</summary>
internal sealed class AttendanceColumn(string name)
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy/MM/dd", "yyyyMMdd"];

    private static readonly string[] ClockFormats = ["h:mm:ss tt", "h:mm tt", "HH:mm", "HH:mm:ss"];

    private readonly List<(string File, long Row, string Text)> _cells = [];

    public string Name { get; } = name;

    public bool IsTime { get; private set; }

    public bool IsKind { get; private set; }

    public void Add(string file, long row, string text) => _cells.Add((file, row, text is "NA" or "NaN" or "nan" or "null" or "NULL" ? string.Empty : text));

    public string Text(int row) => _cells[row].Text;

    /// <summary>Finds out the kind of the column: times, quantities or kinds.</summary>
    /// <exception cref="InputFaultException">A time carries an offset; or nearly all cells are times or numbers and one is not, or one is infinite; its row is named.</exception>
    public void Settle()
    {
        var filled = _cells.Where(cell => cell.Text.Length > 0).ToList();
        if (filled.Find(cell => Time(cell.Text) is null && ZonedTime.Is(cell.Text)) is { Text: not null } zoned)
        {
            throw InputFaultException.At(zoned.File, zoned.Row, Name, $"'{zoned.Text}' carries a time zone. Write the shop's own local time, such as 2026-03-31 14:30.");
        }

        var times = filled.Count(cell => Time(cell.Text) is not null);
        if (times < filled.Count && IsNearlyAll(times, filled.Count))
        {
            var wrong = filled.Find(cell => Time(cell.Text) is null);
            throw InputFaultException.At(wrong.File, wrong.Row, Name, $"'{wrong.Text}' is not a day or time, while nearly all others are. Write it as 2026-03-31 or 2026-03-31 14:30, or leave it empty.");
        }

        IsTime = filled.Count > 0 && times == filled.Count;
        if (IsTime || filled.Count == 0)
        {
            return;
        }

        var numbers = filled.Count(cell => Number(cell.Text) is not null);
        if (numbers < filled.Count && IsNearlyAll(numbers, filled.Count))
        {
            var wrong = filled.Find(cell => Number(cell.Text) is null);
            throw InputFaultException.At(wrong.File, wrong.Row, Name, $"'{wrong.Text}' is not a number, while nearly all others are. Write it as 1234.5 or leave it empty.");
        }

        IsKind = numbers < filled.Count;
        if (!IsKind && filled.Find(cell => !double.IsFinite(Number(cell.Text) ?? 0)) is { Text: not null } infinite)
        {
            throw InputFaultException.At(infinite.File, infinite.Row, Name, $"'{infinite.Text}' is not finite. Leave the cell empty where the figure is not known.");
        }
    }

    /// <summary>A cell as a local time; null where it is empty.</summary>
    public DateTime? TimeOf(int row)
    {
        var (file, line, text) = _cells[row];
        return text.Length == 0 ? null : Time(text) ?? throw InputFaultException.At(file, line, Name, $"'{text}' is not a day or time. Write it as 2026-03-31 or 2026-03-31 14:30.");
    }

    /// <summary>The values to learn from: quantities as they are, kinds as codes; NaN where a cell is empty.</summary>
    public double[] Values()
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. _cells.Select(cell =>
        {
            if (cell.Text.Length == 0)
            {
                return double.NaN;
            }

            if (!IsKind)
            {
                return Number(cell.Text) ?? double.NaN;
            }

            return codes.TryGetValue(cell.Text, out var code) ? code : codes[cell.Text] = codes.Count;
        })];
    }

    private static bool IsNearlyAll(int some, int all) => some >= all * 0.9;

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) && text.Length >= 8 ? DateTime.SpecifyKind(time, DateTimeKind.Unspecified) : null;

    // A time of day counts as hours.
    private static double? Number(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return DateTime.TryParseExact(text, ClockFormats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var clock) ? clock.TimeOfDay.TotalHours : null;
    }
}
