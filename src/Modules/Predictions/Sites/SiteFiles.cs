using BookedBarber.Algorithms.Sites;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Sites;

/// <summary>The files of <c>predict sites</c>, checked against each other.</summary>
internal sealed class SiteFiles
{
    private readonly Dictionary<string, double> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string District, string Store), double> _distances = [];
    private readonly Dictionary<string, double> _demand = new(StringComparer.Ordinal);
    private readonly List<string> _stores = [];
    private readonly List<string> _districts = [];
    private HashSet<string>? _own;

    /// <summary>Known sales by store.</summary>
    public Dictionary<string, double> Sales { get; } = new(StringComparer.Ordinal);

    public List<(string Store, double Investment, double RunningCost)> Candidates { get; } = [];

    /// <summary>Reads all files.</summary>
    /// <exception cref="InputFaultException">A file is not as documented, or the files do not fit together.</exception>
    public static SiteFiles Read(PredictionArguments arguments)
    {
        var files = new SiteFiles();
        files.ReadDemand(arguments.Get("--demand"));
        files.ReadDistances(arguments.Get("--distances"));
        files.ReadSales(arguments.Get("--stores"));
        if (arguments.Find("--candidates") is { } candidates)
        {
            files.ReadCandidates(candidates);
        }

        if (arguments.Find("--own") is { } own)
        {
            files.ReadOwn(own);
        }

        return files;
    }

    /// <summary>What the known stores cannot show because they are alike in it, in one sentence each; none where they differ.</summary>
    public IEnumerable<string> Unshown()
    {
        if (Sales.Keys.Select(SizeOf).Distinct().Count() == 1)
        {
            yield return "All known stores have the same size: how size counts cannot be seen, and the usual is taken (in proportion).";
        }

        if (_districts.All(district => Sales.Keys.Select(store => _distances[(district, store)]).Distinct().Count() == 1))
        {
            yield return "All known stores are equally far from every district: how distance counts cannot be seen, and the usual is taken (in proportion).";
        }
    }

    public IReadOnlyList<string> Existing() => [.. _stores.Where(store => !Candidates.Exists(candidate => candidate.Store == store))];

    public bool IsOwn(string store) => _own?.Contains(store) ?? Sales.ContainsKey(store);

    public double SizeOf(string store) => _sizes[store];

    public IReadOnlyList<double> DistancesOf(string store) => [.. _districts.Select(district => _distances[(district, store)])];

    public TradeArea Area(IReadOnlyList<string> stores) => new(
        [.. _districts.Select(district => _demand[district])],
        [.. stores.Select(SizeOf)],
        [.. _districts.Select(district => stores.Select(store => _distances[(district, store)]).ToArray())]);

    private static double Positive(CsvTable table, int column, bool orZero)
    {
        var number = table.Number(column) ?? throw table.Fault(column, "the cell is empty. Every row needs it.");
        return number > 0 || (orZero && number == 0) ? number : throw table.Fault(column, FormattableString.Invariant($"{number} must be {(orZero ? "0 or more" : "above 0")}."));
    }

    private static int Either(CsvTable table, string name, string other) => table.Find(name) ?? table.Find(other) ?? table.Column(name);

    private void ReadDemand(string path)
    {
        using var table = CsvTable.Open(path);
        var (district, demand) = (table.Column("district"), Either(table, "ppower", "demand"));
        while (table.Read())
        {
            if (!_demand.TryAdd(table.Needed(district), Positive(table, demand, orZero: true)))
            {
                throw table.Fault(district, $"the district '{table.Text(district)}' is there already.");
            }

            _districts.Add(table.Text(district));
        }

        if (_demand.Values.All(number => number == 0))
        {
            throw new InputFaultException($"{table.FileName} has no district with demand above 0, so no shop could sell anything.");
        }
    }

    private void ReadDistances(string path)
    {
        using var table = CsvTable.Open(path);
        var (district, store, size, distance) = (table.Column("district"), table.Column("store"), Either(table, "salesarea", "size"), table.Column("distance"));
        while (table.Read())
        {
            var (from, to) = (table.Needed(district), table.Needed(store));
            if (!_demand.ContainsKey(from))
            {
                throw table.Fault(district, $"the district '{from}' is not in the demand file.");
            }

            var area = Positive(table, size, orZero: false);
            if (_sizes.TryAdd(to, area))
            {
                _stores.Add(to);
            }
            else if (_sizes[to] != area)
            {
                throw table.Fault(size, FormattableString.Invariant($"store '{to}' has {area} here and {_sizes[to]} before."));
            }

            if (!_distances.TryAdd((from, to), Positive(table, distance, orZero: true)))
            {
                throw table.Fault(store, $"the distance from '{from}' to '{to}' is there already.");
            }
        }

        if (_districts.SelectMany(_ => _stores, (from, to) => (from, to)).FirstOrDefault(pair => !_distances.ContainsKey(pair)) is { from: not null } missing)
        {
            throw new InputFaultException($"{table.FileName} has no distance from district '{missing.from}' to store '{missing.to}'. Every pair is needed.");
        }
    }

    private void ReadSales(string path)
    {
        using var table = CsvTable.Open(path);
        var (store, sales) = (table.Column("store"), Either(table, "annualsales", "sales"));
        while (table.Read())
        {
            Known(table, store);
            if (!Sales.TryAdd(table.Text(store), Positive(table, sales, orZero: false)))
            {
                throw table.Fault(store, $"the store '{table.Text(store)}' is there already.");
            }
        }
    }

    private void ReadCandidates(string path)
    {
        using var table = CsvTable.Open(path);
        var (store, investment, cost) = (table.Column("store"), table.Column("investment"), table.Column("running_cost"));
        while (table.Read())
        {
            Known(table, store);
            if (Sales.ContainsKey(table.Text(store)))
            {
                throw table.Fault(store, $"the store '{table.Text(store)}' has sales already and is no candidate.");
            }

            Candidates.Add((table.Text(store), Positive(table, investment, orZero: false), Positive(table, cost, orZero: true)));
        }
    }

    private void ReadOwn(string path)
    {
        using var table = CsvTable.Open(path);
        var store = table.Column("store");
        _own = new HashSet<string>(StringComparer.Ordinal);
        while (table.Read())
        {
            Known(table, store);
            _own.Add(table.Text(store));
        }
    }

    private void Known(CsvTable table, int store)
    {
        if (!_sizes.ContainsKey(table.Needed(store)))
        {
            throw table.Fault(store, $"the store '{table.Text(store)}' is not in the file of distances.");
        }
    }
}
