using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Predictions.Inputs;

/// <summary>Reads days of nodes from what Measures publishes.</summary>
internal sealed class DayReader(IDatabase database)
{
    // Nodes of one statement: short enough that the database is free again in a moment.
    private const int Together = 100;
    private const int MostSeconds = 120;

    /// <summary>First and last day with sales in a network before a day; null when there is none.</summary>
    public async Task<(DateOnly First, DateOnly Last)?> ExtentAsync(NetworkId network, DateOnly before, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var found = await session.FirstAsync<Extent>(
            "select min(day) as first, max(day) as last from measures.v_day where network_id = @network and node_id = @Root and day < @before and net_sales > 0",
            new { network, Root = network.Value, before },
            cancellationToken);
        return found is { First: { } first, Last: { } last } ? (first, last) : null;
    }

    /// <summary>Net sales of nodes in one currency.</summary>
    /// <param name="network">Their network.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="currency">Amounts in others are left out.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="pauseAsync">Called between statements, of which there are many where there are many nodes; null: they follow at once.</param>
    public async Task<DayTable> ReadAsync(NetworkId network, IReadOnlyList<Guid> nodes, string currency, DateOnly from, DateOnly to, CancellationToken cancellationToken, Func<CancellationToken, Task>? pauseAsync = null)
    {
        var sales = new double[nodes.Count][];
        for (var begin = 0; begin < sales.Length; begin += Together)
        {
            if (begin > 0 && pauseAsync is not null)
            {
                await pauseAsync(cancellationToken);
            }

            await FillAsync(network, nodes, sales.AsMemory(begin, Math.Min(Together, sales.Length - begin)), begin, currency, from, to, cancellationToken);
        }

        return new DayTable(from, sales);
    }

    private async Task FillAsync(NetworkId network, IReadOnlyList<Guid> nodes, Memory<double[]> sales, int begin, string currency, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        for (var node = 0; node < sales.Length; node++)
        {
            sales.Span[node] = new double[to.DayNumber - from.DayNumber + 1];
            Array.Fill(sales.Span[node], double.NaN);
        }

        await using var session = await database.ReadAsync(network, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select (n.at - 1)::int, d.day, d.net_sales::float8
            from unnest($2) with ordinality n(node_id, at)
            join measures.v_day d on d.network_id = $1 and d.node_id = n.node_id and d.day between $3 and $4 and d.currency = $5
            where d.net_sales > 0
            """,
            session.Connection,
            session.Transaction) { CommandTimeout = MostSeconds };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. nodes.Skip(begin).Take(sales.Length)] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = currency });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sales.Span[reader.GetInt32(0)][reader.GetFieldValue<DateOnly>(1).DayNumber - from.DayNumber] = reader.GetDouble(2);
        }
    }

    private sealed record Extent
    {
        public DateOnly? First { get; init; }

        public DateOnly? Last { get; init; }
    }
}
