using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Boosting;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Attendance;

/// <summary>The two files of <c>predict no-show</c>, read into appointments.</summary>
internal sealed class NoShowInput
{
    // Words by which exports name the person an appointment is for.
    private static readonly string[] ClientWords = ["client", "patient", "customer", "guest", "member"];

    private readonly Dictionary<string, AttendanceColumn> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<bool?> _missed = [];
    private readonly List<string[]> _inputCells = [];

    /// <summary>Reads both files.</summary>
    /// <exception cref="InputFaultException">A column is missing or a cell is not what its column asks.</exception>
    public static NoShowInput Read(PredictionArguments arguments)
    {
        var input = new NoShowInput();
        input.ClientColumn = arguments.Find("--client");
        (input.DateColumn, input.BookedColumn) = (arguments.Find("--date"), arguments.Find("--booked"));
        var label = arguments.Get("--label");
        var named = arguments.List("--columns").Where(name => !string.Equals(name, label, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            throw new InputFaultException("Name at least one column after --columns, beside the label.");
        }

        foreach (var name in named.Concat(new[] { input.ClientColumn, input.DateColumn, input.BookedColumn }.OfType<string>()))
        {
            input._columns.TryAdd(name, new AttendanceColumn(name));
        }

        input.ReadFile(arguments.Get("--train"), label);
        input.Learning = input._missed.Count;
        if (input.Learning == 0)
        {
            throw new InputFaultException($"{Path.GetFileName(arguments.Get("--train"))} has no rows to learn from.");
        }

        input.ReadFile(arguments.Get("--input"), null, arguments.Find("--key"));
        if (input.Keys.Count == 0)
        {
            throw new InputFaultException($"{Path.GetFileName(arguments.Get("--input"))} has no rows to judge.");
        }

        foreach (var column in input._columns.Values)
        {
            column.Settle();
        }

        input.ChooseRoles();
        return input;
    }

    public string? ClientColumn { get; private set; }

    public string? DateColumn { get; private set; }

    public string? BookedColumn { get; private set; }

    /// <summary>Rows to learn from; those to judge follow.</summary>
    public int Learning { get; private set; }

    /// <summary>Name of the key column of the answer.</summary>
    public string KeyName { get; private set; } = "key";

    /// <summary>Key of each row to judge.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>What is odd about the appointments and is worth knowing, in one sentence each; none where nothing is.</summary>
    public IEnumerable<string> Oddities(IReadOnlyList<Appointment> appointments)
    {
        if (Keys.Count - Keys.Distinct(StringComparer.Ordinal).Count() is > 0 and var twice)
        {
            yield return FormattableString.Invariant($"{twice} rows have a key in '{KeyName}' that another row has too; the answer keeps them in the order of the file.");
        }

        if (appointments.Count(one => one.Booked?.Date > one.Start.Date) is > 0 and var late)
        {
            yield return FormattableString.Invariant($"{late} appointments were booked after their day; their lead time counts as below 0.");
        }
    }

    /// <summary>The columns to learn from, without those that say who and when.</summary>
    public IReadOnlyList<BoostingFeature> Features => [.. Own().Select(column => new BoostingFeature(column.Name, column.IsKind))];

    public IReadOnlyList<Appointment> Appointments()
    {
        var own = Own().Select(column => column.Values()).ToArray();
        var clients = new Dictionary<string, int>(StringComparer.Ordinal);
        var (client, date, booked) = (Column(ClientColumn), Column(DateColumn), Column(BookedColumn));
        return [.. _missed.Select((missed, row) =>
        {
            var id = -1;
            // Without dates there is no earlier and later, and a client's other rows say nothing that may be used.
            if (date is not null && client?.Text(row) is { Length: > 0 } text && !clients.TryGetValue(text, out id))
            {
                clients[text] = id = clients.Count;
            }

            return new Appointment(client is null || date is null || client.Text(row).Length == 0 ? -1 : id, booked?.TimeOf(row), date?.TimeOf(row) ?? DateTime.UnixEpoch, missed, Array.ConvertAll(own, values => values[row]));
        })];
    }

    private IEnumerable<AttendanceColumn> Own() => _columns.Values.Where(column => !column.IsTime && !Is(column, ClientColumn) && !Is(column, DateColumn) && !Is(column, BookedColumn));

    private static bool Is(AttendanceColumn column, string? name) => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase);

    private AttendanceColumn? Column(string? name) => name is null ? null : _columns[name];

    // What was not said is seen from the columns: a name for the client, the later of two times for the appointment.
    private void ChooseRoles()
    {
        ClientColumn ??= _columns.Values.FirstOrDefault(column => !column.IsTime && Array.Exists(ClientWords, word => column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))?.Name;
        var times = _columns.Values.Where(column => column.IsTime && !Is(column, BookedColumn) && !Is(column, DateColumn)).OrderBy(MeanTime).Select(column => column.Name).ToList();
        DateColumn ??= times.LastOrDefault();
        BookedColumn ??= times.FirstOrDefault(name => name != DateColumn);
    }

    private double MeanTime(AttendanceColumn column) => Enumerable.Range(0, _missed.Count).Select(row => column.TimeOf(row)?.Ticks ?? 0.0).Average();

    private void ReadFile(string path, string? label, string? key = null)
    {
        using var table = CsvTable.Open(path);
        var places = _columns.Values.Select(column => (Column: column, Place: table.Column(column.Name))).ToList();
        int? labelPlace = label is null ? null : table.Column(label);
        var keyPlace = key is null ? null : (int?)table.Column(key);
        while (table.Read())
        {
            foreach (var (column, place) in places)
            {
                column.Add(table.FileName, table.Row, table.Text(place));
            }

            _missed.Add(labelPlace is { } at ? Missed(table, at) : null);
            if (labelPlace is null)
            {
                _inputCells.Add([.. Enumerable.Range(0, table.Columns.Count).Select(table.Text)]);
            }
        }

        if (labelPlace is null)
        {
            ChooseKeys(table, keyPlace);
        }
    }

    private void ChooseKeys(CsvTable table, int? place)
    {
        place ??= Enumerable.Range(0, table.Columns.Count).Where(at => _inputCells.Select(cells => cells[at]).Distinct(StringComparer.Ordinal).Count() == _inputCells.Count).Cast<int?>().FirstOrDefault();
        KeyName = place is { } named ? table.Columns[named] : "row";
        Keys = [.. _inputCells.Select((cells, at) => place is { } column ? cells[column] : FormattableString.Invariant($"{at + 1}"))];
        _inputCells.Clear();
    }

    private static bool Missed(CsvTable table, int place) => table.Text(place).ToUpperInvariant() switch
    {
        "1" or "1.0" or "YES" or "Y" or "TRUE" or "T" or "MISSED" or "NO-SHOW" or "NOSHOW" => true,
        "0" or "0.0" or "NO" or "N" or "FALSE" or "F" or "KEPT" or "SHOW" => false,
        var other => throw table.Fault(place, $"'{other}' does not say whether the appointment was missed. Write 1 or yes for missed, 0 or no for kept."),
    };
}
