using BookedBarber.Algorithms.Pricing;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Pricing;

/// <summary>Past sales by shop, item and period, and planned prices of the same form.</summary>
internal sealed class PriceFile
{
    // No units sold would have no logarithm: half a unit stands for "none", as is usual with counts.
    private const double None = 0.5;

    private readonly Dictionary<string, int> _shops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _periods = new(StringComparer.Ordinal);
    private readonly HashSet<(int Shop, int Item, int Period)> _seen = [];
    private readonly List<string> _shopNames = [];
    private readonly List<string> _itemNames = [];
    private bool? _isNumbered;

    /// <summary>Past rows, then planned ones without units.</summary>
    public List<PriceObservation> Rows { get; } = [];

    /// <summary>Text of the period of each planned row.</summary>
    public List<string> PlannedPeriods { get; } = [];

    /// <summary>Places of the prices of all items among the circumstances, by item.</summary>
    public IReadOnlyList<int> OtherPrices { get; private set; } = [];

    public string ShopName(int shop) => _shopNames[shop];

    public string ItemName(int item) => _itemNames[item];

    /// <summary>Reads the files.</summary>
    /// <exception cref="InputFaultException">A column or cell is not as documented.</exception>
    public static PriceFile Read(PredictionArguments arguments)
    {
        var file = new PriceFile();
        file.ReadTable(arguments, arguments.Get("--input"), planned: false);
        if (file.Rows.Count == 0)
        {
            throw new InputFaultException($"{Path.GetFileName(arguments.Get("--input"))} has no rows.");
        }

        if (file.Rows.TrueForAll(row => row.Units <= None))
        {
            throw new InputFaultException($"{Path.GetFileName(arguments.Get("--input"))} has no row with units sold, so nothing can be told of prices.");
        }

        if (arguments.Find("--known") is { } known)
        {
            file.ReadTable(arguments, known, planned: true);
        }

        file.AddOtherPrices();
        return file;
    }

    private void ReadTable(PredictionArguments arguments, string path, bool planned)
    {
        using var table = CsvTable.Open(path);
        var (shop, item, period, price) = (table.Column(arguments.Get("--shop")), table.Column(arguments.Get("--item")), table.Column(arguments.Get("--period")), table.Column(arguments.Get("--price")));
        var logged = arguments.Find("--log-units");
        var units = planned ? (int?)null : table.Column(logged ?? arguments.Find("--units") ?? throw new InputFaultException("Say --units or --log-units as well. See --help for an example."));
        var circumstances = arguments.List("--circumstances").Select(table.Column).ToArray();
        while (table.Read())
        {
            var sold = units is { } column ? Units(table, column, logged is not null) : double.NaN;
            var key = (Index(_shops, _shopNames, table.Needed(shop)), Index(_items, _itemNames, table.Needed(item)), PeriodOf(table, period));
            if (!_seen.Add(key))
            {
                throw table.Fault(period, "this shop, item and period are there already. Sum the rows first.");
            }

            Rows.Add(new PriceObservation(key.Item1, key.Item2, key.Item3, Positive(table, price), sold, Array.ConvertAll(circumstances, at => table.Number(at) ?? throw table.Fault(at, "the cell is empty. Every row needs it."))));
            if (planned)
            {
                PlannedPeriods.Add(table.Text(period));
            }
        }
    }

    private static double Positive(CsvTable table, int column) =>
        table.Number(column) is { } number && number > 0 ? number : throw table.Fault(column, $"'{table.Text(column)}' is not a number above 0.");

    private static double Units(CsvTable table, int column, bool logged)
    {
        var number = table.Number(column) ?? throw table.Fault(column, "the cell is empty. Rows to be told belong into --known.");
        if (logged)
        {
            return Math.Abs(number) < 50 ? Math.Exp(number) : throw table.Fault(column, FormattableString.Invariant($"{number} is no logarithm of units."));
        }

        return number >= 0 ? Math.Max(None, number) : throw table.Fault(column, FormattableString.Invariant($"{number} units were sold. Units must be 0 or more."));
    }

    private int PeriodOf(CsvTable table, int column)
    {
        var text = table.Needed(column);
        var isNumber = int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number);
        if ((_isNumbered ??= isNumber) != isNumber)
        {
            throw table.Fault(column, $"'{text}' is {(isNumber ? "a number, while periods before it are days" : "not a number, while periods before it are")}. Write all periods alike.");
        }

        return isNumber ? number : _periods.TryGetValue(text, out var known) ? known : _periods[text] = table.Day(column).DayNumber;
    }

    private static int Index(Dictionary<string, int> known, List<string> names, string name)
    {
        if (!known.TryGetValue(name, out var index))
        {
            known[name] = index = names.Count;
            names.Add(name);
        }

        return index;
    }

    // The prices of the other items of the same shop and period are circumstances too; the shop's usual price stands for one that is missing.
    private void AddOtherPrices()
    {
        if (_itemNames.Count is < 2 or > 40)
        {
            return;
        }

        var own = Rows[0].Circumstances.Length;
        var usual = Rows.GroupBy(row => (row.Shop, row.Item)).ToDictionary(group => group.Key, group => group.Average(row => Math.Log(row.Price)));
        var everywhere = Rows.GroupBy(row => row.Item).ToDictionary(group => group.Key, group => group.Average(row => Math.Log(row.Price)));
        var prices = Rows.ToDictionary(row => (row.Shop, row.Period, row.Item), row => Math.Log(row.Price));
        for (var at = 0; at < Rows.Count; at++)
        {
            var row = Rows[at];
            Rows[at] = row with
            {
                Circumstances =
                [
                    .. row.Circumstances,
                    .. Enumerable.Range(0, _itemNames.Count).Select(item => prices.TryGetValue((row.Shop, row.Period, item), out var price) ? price : usual.TryGetValue((row.Shop, item), out var mean) ? mean : everywhere[item]),
                ],
            };
        }

        OtherPrices = [.. Enumerable.Range(own, _itemNames.Count)];
    }
}
