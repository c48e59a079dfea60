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
        command.Parameters.Add(new NpgsqlParameter<Guid>("network", network.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("nodes", [.. nodes]));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("from", period.From));
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            command.Parameters.Add(new NpgsqlParameter<DateOnly>($"from{piece}", pieces[piece].Period.From));
            command.Parameters.Add(new NpgsqlParameter<DateOnly>($"to{piece}", pieces[piece].Period.To));
        }

        var rows = new List<CellSums>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new decimal[facts.Facts.Count];
            for (var place = 0; place < values.Length; place++)
            {
                values[place] = reader.IsDBNull(KeyColumns + place) ? 0 : reader.GetDecimal(KeyColumns + place);
            }

            rows.Add(new CellSums(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), string.Intern(reader.GetString(2)), new FactSums(facts, values), (int)reader.GetInt64(3)));
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

    private static string Sql(List<(char Grain, Period Period)> pieces, By by, FactSet facts)
    {
        var columns = string.Join(", ", facts.Facts.Select(fact => fact.Column()));
        var sums = string.Join(", ", facts.Facts.Select(fact => $"sum({fact.Column()})::numeric"));
        var key = by switch
        {
            By.Day => "period",
            By.Week => "date_trunc('week', period)::date",
            By.Month => "date_trunc('month', period)::date",
            By.Year => "date_trunc('year', period)::date",
            _ => "@from::date",
        };
        var parts = pieces.Select((piece, index) =>
            $"select node_id, period, currency, {(piece.Grain == 'm' ? 1 : 0)} as months, {columns} from measures.cell where network_id = @network and grain = '{piece.Grain}' and node_id = any(@nodes) and period between @from{index} and @to{index}");
        return $"select node_id, {key}, currency, sum(months), {sums} from ({string.Join("\nunion all\n", parts)}) c group by 1, 2, 3";
    }
}
