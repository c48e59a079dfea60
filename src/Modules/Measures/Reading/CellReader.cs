using BookedBarber.Measures.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Measures.Reading;

/// <summary>Facts of one node in one bucket and currency.</summary>
/// <param name="Months">Whole months of the period in which the node has a cell.</param>
internal sealed record CellSums(Guid Node, DateOnly Key, string Currency, FactSums Sums, int Months);

/// <summary>Reads sums of cells: month cells for whole months, day cells for the rest.</summary>
internal static class CellReader
{
    private const int KeyColumns = 4;
    private const int KeyParameters = 2;

    /// <summary>Adds the question for these cells.</summary>
    public static Reply<CellSums> Ask(Questions questions, NetworkId network, IReadOnlyCollection<Guid> nodes, Period period, By by, FactSet facts)
    {
        var pieces = Pieces(period, by).ToList();
        return questions.Add(Sql(pieces, by, facts), row => Row(row, facts), [.. Parameters(network, nodes, pieces)]);
    }

    public static async Task<IReadOnlyList<CellSums>> ReadAsync(
        Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, Period period, By by, FactSet facts, CancellationToken cancellationToken)
    {
        if (nodes.Count == 0)
        {
            return [];
        }

        var pieces = Pieces(period, by).ToList();
#pragma warning disable CA2100 // column names come from the fact list, values are parameters
        await using var command = new NpgsqlCommand(Sql(pieces, by, facts), session.Connection, session.Transaction);
#pragma warning restore CA2100
        command.Parameters.AddRange(Parameters(network, nodes, pieces).ToArray());
        var rows = new List<CellSums>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Row(reader, facts));
        }

        return rows;
    }

    /// <summary>The whole months of a period as one range, and the days before and after them. By day and week there are no months.</summary>
    internal static IEnumerable<(char Grain, Period Period)> Pieces(Period period, By by)
    {
        var firstMonth = period.From.Day == 1 ? period.From : new DateOnly(period.From.Year, period.From.Month, 1).AddMonths(1);
        var afterMonths = period.To.AddDays(1) is { Day: 1 } next ? next : new DateOnly(period.To.Year, period.To.Month, 1);
        if (by is By.Day or By.Week || firstMonth >= afterMonths)
        {
            yield return ('d', period);
            yield break;
        }

        if (firstMonth > period.From)
        {
            yield return ('d', new Period(period.From, firstMonth.AddDays(-1)));
        }

        yield return ('m', new Period(firstMonth, afterMonths.AddDays(-1)));
        if (afterMonths <= period.To)
        {
            yield return ('d', new Period(afterMonths, period.To));
        }
    }

    private static CellSums Row(NpgsqlDataReader row, FactSet facts)
    {
        var values = new decimal[facts.Facts.Count];
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = row.IsDBNull(KeyColumns + place) ? 0 : row.GetDecimal(KeyColumns + place);
        }

        return new CellSums(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), string.Intern(row.GetString(2)), new FactSums(facts, values), row.GetInt32(3));
    }

    private static IEnumerable<NpgsqlParameter> Parameters(NetworkId network, IReadOnlyCollection<Guid> nodes, IReadOnlyList<(char Grain, Period Period)> pieces) =>
    [
        new NpgsqlParameter<Guid> { TypedValue = network.Value },
        new NpgsqlParameter<Guid[]> { TypedValue = [.. nodes] },
        .. pieces.SelectMany(piece => new[] { piece.Period.From, piece.Period.To }).Select(day => new NpgsqlParameter<DateOnly> { TypedValue = day }),
    ];

    private static string Sql(IReadOnlyList<(char Grain, Period Period)> pieces, By by, FactSet facts)
    {
        var columns = string.Join(", ", facts.Facts.Select(fact => fact.Column()));
        var parts = pieces.Select((piece, index) =>
            $"select node_id, period, currency, {(piece.Grain == 'm' ? 1 : 0)} as months, {columns} from measures.cell where network_id = $1 and grain = '{piece.Grain}' and node_id = any($2) and period between ${KeyParameters + 1 + (2 * index)} and ${KeyParameters + 2 + (2 * index)}");
        var cells = string.Join("\nunion all\n", parts);

        // The cells of days are what is asked for; to sum each by itself would take longer than to find it.
        if (by == By.Day)
        {
            return $"select node_id, period, currency, months, {string.Join(", ", facts.Facts.Select(fact => $"{fact.Column()}::numeric"))} from ({cells}) c";
        }

        var key = by switch
        {
            By.Week => "date_trunc('week', period)::date",
            By.Month => "date_trunc('month', period)::date",
            By.Year => "date_trunc('year', period)::date",
            _ => $"${KeyParameters + 1}::date",
        };
        return $"select node_id, {key}, currency, sum(months)::int, {string.Join(", ", facts.Facts.Select(fact => $"sum({fact.Column()})::numeric"))} from ({cells}) c group by 1, 2, 3";
    }
}
