using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Clients;

/// <summary>A file of visits, a row each, gathered by client.</summary>
/// <param name="Names">The clients' ids, in the order in which they first appear.</param>
/// <param name="Visits">Their visits until the day of judgement.</param>
/// <param name="LeftOut">Rows after the day of judgement, which were left out.</param>
internal sealed record VisitFile(IReadOnlyList<string> Names, IReadOnlyList<ClientVisits> Visits, long LeftOut)
{
    /// <summary>Reads the file.</summary>
    /// <param name="arguments">Takes <c>--input</c>, <c>--client</c>, <c>--date</c> and, if given, <c>--amount</c>.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <exception cref="InputFaultException">A column or cell is not as documented, or no visit is left.</exception>
    public static VisitFile Read(PredictionArguments arguments, DateOnly asOf)
    {
        using var table = CsvTable.Open(arguments.Get("--input"));
        var (client, date) = (table.Column(arguments.Get("--client")), table.Column(arguments.Get("--date")));
        int? amount = arguments.Find("--amount") is { } name ? table.Column(name) : null;
        var names = new List<string>();
        var days = new Dictionary<string, SortedDictionary<DateOnly, double>>(StringComparer.Ordinal);
        var leftOut = 0L;
        while (table.Read())
        {
            var id = table.Needed(client);
            var day = table.Day(date);
            var paid = amount is { } column ? table.Number(column) ?? 0 : 0;
            if (day > asOf)
            {
                leftOut++;
                continue;
            }

            if (!days.TryGetValue(id, out var visits))
            {
                days[id] = visits = [];
                names.Add(id);
            }

            // Several rows of a day are one visit.
            visits[day] = visits.GetValueOrDefault(day) + paid;
        }

        return names.Count == 0
            ? throw new InputFaultException(FormattableString.Invariant($"{table.FileName} has no visit until {asOf:yyyy-MM-dd}; {leftOut} rows are after it. Check --as-of."))
            : new VisitFile(names, names.ConvertAll(id => new ClientVisits([.. days[id].Keys], amount is null ? [] : [.. days[id].Values])), leftOut);
    }

    /// <summary>What the reader should know of the file, in one line.</summary>
    public string Told() => FormattableString.Invariant($"{Names.Count} clients with {Visits.Sum(client => client.Days.Count)} visits{(LeftOut == 0 ? string.Empty : $"; {LeftOut} rows after --as-of were left out")}.");
}
