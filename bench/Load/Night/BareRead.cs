using System.Diagnostics;
using Npgsql;

namespace BookedBarber.Bench.Load.Night;

/// <summary>The limit: the days that a run rests on, every unit's of three years, read by one binary COPY and thrown away.</summary>
internal static class BareRead
{
    /// <returns>Rows, and how long they took.</returns>
    public static async Task<(long Rows, double Seconds)> RunAsync(string connectionString)
    {
        // The first row of twelve million comes when the table has been gone through.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });
        await using var connection = await source.OpenConnectionAsync();
        var (since, rows) = (Stopwatch.GetTimestamp(), 0L);
        await using var export = await connection.BeginBinaryExportAsync(
            "copy (select node_id, period, net_sales::float8 from measures.cell where grain = 'd' and net_sales > 0 and period >= current_date - 1095) to stdout (format binary)");
        export.Timeout = Timeout.InfiniteTimeSpan;
        while (await export.StartRowAsync() >= 0)
        {
            export.Read<Guid>();
            export.Read<DateOnly>();
            export.Read<double>();
            rows++;
        }

        return (rows, Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    /// <summary>Makes versions of models a week older, so that the next run has its trials to do, as one night in seven has.</summary>
    public static async Task AgeVersionsAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("update predictions.model set trained_at = trained_at - interval '8 days'");
        await command.ExecuteNonQueryAsync();
    }
}
