using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Predictions.Inputs;

/// <summary>Reads days of nodes from what Measures publishes.</summary>
internal sealed class DayReader(IDatabase database)
{
    // All days of a large network, read while the night's other work goes on.
    private const int NightSeconds = 600;

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
    public async Task<DayTable> ReadAsync(NetworkId network, IReadOnlyList<Guid> nodes, string currency, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        var sales = new double[nodes.Count][];
        for (var node = 0; node < sales.Length; node++)
        {
            sales[node] = new double[days];
            Array.Fill(sales[node], double.NaN);
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
            session.Transaction) { CommandTimeout = NightSeconds };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. nodes] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = currency });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sales[reader.GetInt32(0)][reader.GetFieldValue<DateOnly>(1).DayNumber - from.DayNumber] = reader.GetDouble(2);
        }

        return new DayTable(from, sales);
    }

    private sealed record Extent
    {
        public DateOnly? First { get; init; }

        public DateOnly? Last { get; init; }
    }
}
